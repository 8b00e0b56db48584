package org.netsonde.app.form;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.OptionSpec;
import tools.jackson.databind.JsonNode;

/** A line of text with suggestions: any text may be typed, or one of a list chosen. */
final class SuggestEditor implements ValueEditor {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final int METHOD_COLUMNS = 6;

    private final OptionSpec option;
    private final ComboBox<String> box = new ComboBox<>();

    private SuggestEditor(OptionSpec option, FormContext form, Supplier<List<String>> suggestions) {
        this.option = option;
        box.setEditable(true);
        box.setMaxWidth(Double.MAX_VALUE);
        box.getEditor().setPromptText(Values.text(option.defaultValue()));
        box.setOnShowing(e -> {
            String typed = box.getEditor().getText();
            box.getItems().setAll(suggestions.get());
            box.getEditor().setText(typed);
        });
        box.getEditor().textProperty().subscribe((before, now) -> form.edited().run());
    }

    /** The addresses of this machine. */
    static SuggestEditor addresses(OptionSpec option, FormContext form) {
        return new SuggestEditor(option, form, LocalAddresses::suggested);
    }

    /** The methods of requests that are usual (RFC 9110, section 9, and RFC 5789). */
    static SuggestEditor methods(OptionSpec option, FormContext form) {
        SuggestEditor editor = new SuggestEditor(option, form, () -> METHODS);
        editor.box.getEditor().setPrefColumnCount(METHOD_COLUMNS);
        editor.box.getStyleClass().add("method");
        return editor;
    }

    /** The names of the endpoints that may be aimed at. */
    static SuggestEditor endpoints(OptionSpec option, FormContext form) {
        SuggestEditor editor = new SuggestEditor(option, form, form.endpoints());
        editor.box.getEditor().setPromptText(form.texts().get("form.endpoint.none"));
        return editor;
    }

    @Override
    public Node control() {
        return box;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        box.getEditor().setText(Values.text(value == null ? option.defaultValue() : value));
    }

    @Override
    public @Nullable JsonNode value() {
        String text = box.getEditor().getText();
        return text.isEmpty() ? null : Values.JSON.stringNode(text);
    }
}
