package org.netsonde.app.form;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.OptionSpec;
import tools.jackson.databind.JsonNode;

/** Yes or no. */
final class FlagEditor implements ValueEditor {

    private final OptionSpec option;
    private final CheckBox box = new CheckBox();

    FlagEditor(OptionSpec option, FormContext form) {
        this.option = option;
        box.selectedProperty().subscribe((before, now) -> form.edited().run());
    }

    CheckBox box() {
        return box;
    }

    @Override
    public Node control() {
        return box;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        box.setSelected(
                Values.text(value == null ? option.defaultValue() : value).equals("true"));
    }

    @Override
    public JsonNode value() {
        return Values.JSON.booleanNode(box.isSelected());
    }
}
