package org.netsonde.app.form;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;

/**
 * A text of several lines. Of JSON it says whether it is such, and where not, and indents it at a click. The Tab key moves
 * the focus as everywhere.
 */
final class LinesEditor implements ValueEditor {

    private static final int ROWS = 5;
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final OptionSpec option;
    private final FormContext form;
    private final TextArea area = new TextArea();
    private final Label remark = new Label();
    private final Button indent = new Button();
    private final HBox below = new HBox(remark, indent);

    LinesEditor(OptionSpec option, FormContext form) {
        this.option = option;
        this.form = form;
        area.setPrefRowCount(ROWS);
        area.getStyleClass().addAll("payload", "lines");
        area.setPromptText(form.labels().prompt(option.name()).orElse(""));
        area.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.TAB && !e.isShortcutDown() && !e.isAltDown()) {
                e.consume();
                area.requestFocusTraversal(e.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            }
        });
        remark.getStyleClass().add("lines-remark");
        remark.setMaxWidth(Double.MAX_VALUE);
        remark.setMinWidth(0);
        HBox.setHgrow(remark, Priority.ALWAYS);
        indent.setText(form.texts().get("form.lines.indent"));
        indent.setGraphic(new FontIcon(Feather.ALIGN_LEFT));
        indent.setId("indent-" + option.name());
        indent.getStyleClass().add("small");
        indent.setMinWidth(Region.USE_PREF_SIZE);
        indent.setTooltip(new Tooltip(form.texts().get("form.lines.indent.help")));
        indent.setOnAction(e -> JsonLayout.indented(area.getText()).ifPresent(text -> {
            area.setText(text);
            area.requestFocus();
        }));
        below.getStyleClass().add("lines-foot");
        boolean json = option.type() instanceof OptionType.Json;
        below.setVisible(json);
        below.setManaged(json);
        area.textProperty().subscribe((before, now) -> {
            look(now);
            form.edited().run();
        });
        look("");
    }

    private void look(String text) {
        if (!below.isManaged()) {
            return;
        }
        JsonLayout.Finding found = JsonLayout.look(text);
        remark.setText(
                switch (found) {
                    case JsonLayout.Good good -> form.texts().get("form.lines.json");
                    case JsonLayout.Empty empty -> form.texts().get("form.lines.empty");
                    case JsonLayout.TooLong tooLong -> form.texts().get("form.lines.tooLong");
                    case JsonLayout.Bad bad ->
                        form.texts().get("form.lines.notJson", bad.line(), bad.column(), bad.reason());
                });
        remark.pseudoClassStateChanged(BAD, found instanceof JsonLayout.Bad);
        indent.setDisable(!(found instanceof JsonLayout.Good));
    }

    @Override
    public TextArea control() {
        return area;
    }

    @Override
    public Node below() {
        return below;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        area.setText(Values.text(value == null ? option.defaultValue() : value));
    }

    @Override
    public JsonNode value() {
        return Values.JSON.stringNode(area.getText());
    }
}
