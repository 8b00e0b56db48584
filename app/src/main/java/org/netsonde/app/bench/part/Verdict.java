package org.netsonde.app.bench.part;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says in a sentence how something came out: well, badly, or what is to be known about it. JavaFX thread only. */
public final class Verdict {

    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Label label = new Label();

    /** One that shows nothing and takes no room. */
    public Verdict(String id) {
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("bench-verdict");
        label.managedProperty().bind(label.visibleProperty());
        clear();
    }

    /** What to put into a page. */
    public Node node() {
        return label;
    }

    /** Says nothing. */
    public void clear() {
        say("", Feather.INFO, null);
    }

    /** It came out well. */
    public void good(String sentence) {
        say(sentence, Feather.CHECK_CIRCLE, GOOD);
    }

    /** It came out badly. */
    public void bad(String sentence) {
        say(sentence, Feather.X_CIRCLE, BAD);
    }

    /** It may come out badly for somebody. */
    public void warn(String sentence) {
        say(sentence, Feather.ALERT_TRIANGLE, WARNING);
    }

    /** Something to know. */
    public void note(String sentence) {
        say(sentence, Feather.INFO, null);
    }

    private void say(String sentence, Feather icon, @Nullable PseudoClass shade) {
        label.setText(sentence);
        label.setGraphic(new FontIcon(icon));
        label.setVisible(!sentence.isEmpty());
        for (PseudoClass one : List.of(GOOD, WARNING, BAD)) {
            label.pseudoClassStateChanged(one, one.equals(shade));
        }
    }
}
