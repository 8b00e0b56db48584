package org.netsonde.app.form;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;

/** One of a few words. A word that a file brought and that is none of them stays shown until another is chosen. */
final class ChoiceEditor implements ValueEditor {

    private final OptionSpec option;
    private final ComboBox<String> box = new ComboBox<>();

    ChoiceEditor(OptionSpec option, OptionType.Choice type, FormContext form) {
        this.option = option;
        box.getItems().setAll(type.values());
        box.setConverter(new Words(form.labels(), option.name()));
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().subscribe((before, now) -> form.edited().run());
    }

    @Override
    public Node control() {
        return box;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        JsonNode shown = value == null ? option.defaultValue() : value;
        box.setValue(shown == null ? null : Values.text(shown));
    }

    @Override
    public @Nullable JsonNode value() {
        String word = box.getValue();
        return word == null ? null : Values.JSON.stringNode(word);
    }
}
