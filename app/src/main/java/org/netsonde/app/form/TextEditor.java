package org.netsonde.app.form;

import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;

/** A line of text: names, numbers, durations and sizes. An emptied field means the default, where empty is no value. */
final class TextEditor implements ValueEditor {

    private final OptionSpec option;
    private final TextField field = new TextField();
    private final boolean emptyIsValue;

    TextEditor(OptionSpec option, FormContext form, String styleClass) {
        this.option = option;
        emptyIsValue = option.type() instanceof OptionType.Text && option.min() <= 0;
        field.getStyleClass().add(styleClass);
        field.setPromptText(
                emptyIsValue ? form.labels().prompt(option.name()).orElse("") : Values.text(option.defaultValue()));
        field.textProperty().subscribe((before, now) -> form.edited().run());
    }

    @Override
    public TextField control() {
        return field;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        field.setText(Values.text(value == null ? option.defaultValue() : value));
    }

    @Override
    public @Nullable JsonNode value() {
        String text = field.getText();
        return text.isEmpty() && !emptyIsValue ? null : Values.read(option.type(), text);
    }
}
