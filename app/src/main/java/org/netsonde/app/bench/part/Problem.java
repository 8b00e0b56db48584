package org.netsonde.app.bench.part;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Says under a field what is wrong with it, and marks the field; takes no room while nothing is. JavaFX thread only. */
public final class Problem {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Control field;
    private final Label label = new Label();

    /** One that says nothing, in a label {@code <id>-problem}. */
    public Problem(String id, Control field) {
        this.field = field;
        label.setId(id + "-problem");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("bench-problem");
        label.managedProperty().bind(label.visibleProperty());
        say(null);
    }

    /** What to put below the field. */
    public Node node() {
        return label;
    }

    /** A sentence; null for none. */
    public void say(@Nullable String sentence) {
        label.setText(sentence == null ? "" : sentence);
        label.setVisible(sentence != null);
        field.pseudoClassStateChanged(BAD, sentence != null);
        field.setAccessibleHelp(sentence);
    }
}
