package org.netsonde.app.security.part;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Areas;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.text.Texts;

/** Shows a result that can be copied; one that gives access to something is masked until its button is pressed. JavaFX thread only. */
public final class Output {

    /** Of the same length whatever it stands for. */
    private static final String MASK = String.valueOf(MaskedField.MASK).repeat(12);

    private static final int MOST_ROWS = 12;

    private final TextArea text = new TextArea();
    private final ToggleButton reveal;
    private final HBox node;
    private final boolean secret;
    private String value = "";

    private Output(String id, String label, Texts texts, boolean secret) {
        this.secret = secret;
        text.setId(id);
        text.setAccessibleText(label);
        text.setEditable(false);
        text.setWrapText(true);
        Areas.leaveByTab(text);
        Areas.grow(text, 1, MOST_ROWS);
        text.getStyleClass().add("bench-bytes");
        HBox.setHgrow(text, Priority.ALWAYS);
        reveal = new ToggleButton(null, new FontIcon(Feather.EYE));
        reveal.setId(id + "-reveal");
        reveal.getStyleClass().addAll("button-icon", "flat", "secret-reveal");
        reveal.setTooltip(new Tooltip(texts.get("security.reveal")));
        reveal.setAccessibleText(texts.get("security.reveal"));
        reveal.setOnAction(e -> refresh());
        reveal.setVisible(secret);
        reveal.managedProperty().bind(reveal.visibleProperty());
        Button copy = IconButtons.flat(Feather.COPY, texts.get("security.copy"));
        copy.setId(id + "-copy");
        copy.setOnAction(e -> Clipboards.copy(value));
        copy.disableProperty().bind(text.textProperty().isEmpty());
        reveal.disableProperty().bind(text.textProperty().isEmpty());
        node = new HBox(text, new HBox(copy, reveal));
        node.getStyleClass().add("bench-block");
    }

    /** For anybody's eyes. */
    public static Output plain(String id, String label, Texts texts) {
        return new Output(id, label, texts, false);
    }

    /** For what gives access to something. */
    public static Output secret(String id, String label, Texts texts) {
        return new Output(id, label, texts, true);
    }

    /** What to put into a page. */
    public Node node() {
        return node;
    }

    /** Shows a result; empty for none. What was revealed is masked again. */
    public void show(String result) {
        value = result;
        reveal.setSelected(false);
        refresh();
    }

    private void refresh() {
        text.setText(secret && !reveal.isSelected() && !value.isEmpty() ? MASK : value);
        reveal.setGraphic(new FontIcon(reveal.isSelected() ? Feather.EYE_OFF : Feather.EYE));
    }

    /** What is shown, or would be. */
    public String value() {
        return value;
    }

    /** How many lines it is high at least; it grows with what it shows. */
    public Output rows(int rows) {
        Areas.grow(text, rows, Math.max(rows, MOST_ROWS));
        return this;
    }
}
