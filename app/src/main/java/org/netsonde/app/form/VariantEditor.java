package org.netsonde.app.form;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.VariantCase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One of a few kinds, with the options of the chosen one below. What was set for a kind is there when it is chosen again. */
final class VariantEditor implements ValueEditor {

    private final OptionSpec option;
    private final OptionType.Variant type;
    private final FormContext form;
    private final ComboBox<String> box = new ComboBox<>();
    private final VBox options = new VBox();
    private final Map<String, OptionRows> cases = new HashMap<>();

    VariantEditor(OptionSpec option, OptionType.Variant type, FormContext form) {
        this.option = option;
        this.type = type;
        this.form = form;
        box.getItems().setAll(type.cases().stream().map(VariantCase::id).toList());
        box.setConverter(new Words(form.labels(), option.name()));
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().subscribe((before, now) -> {
            showCase(now);
            form.edited().run();
        });
        showCase(null);
    }

    @Override
    public Node control() {
        return box;
    }

    @Override
    public Node below() {
        return options;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        cases.clear();
        String word = word(option, type, value);
        box.setValue(word);
        showCase(word);
        OptionRows rows = cases.get(word);
        if (rows != null) {
            ObjectNode fields = Values.object(value);
            fields.remove("type");
            rows.show(fields);
        }
    }

    /** The kind that a value is of. */
    static String word(OptionSpec option, OptionType.Variant type, @Nullable JsonNode value) {
        JsonNode word = value != null && value.isObject() ? value.get("type") : value;
        return word == null ? defaultWord(option, type) : Values.text(word);
    }

    private static String defaultWord(OptionSpec option, OptionType.Variant type) {
        JsonNode fallback = option.defaultValue();
        return fallback == null ? type.cases().getFirst().id() : Values.text(fallback.get("type"));
    }

    private void showCase(@Nullable String word) {
        options.getChildren().clear();
        type.cases().stream()
                .filter(c -> c.id().equals(word) && !c.options().isEmpty())
                .findFirst()
                .ifPresent(c -> options.getChildren()
                        .setAll(cases.computeIfAbsent(c.id(), id -> rows(c)).node()));
        options.setManaged(!options.getChildren().isEmpty());
    }

    private OptionRows rows(VariantCase variant) {
        OptionRows rows = new OptionRows(variant.options(), form);
        rows.node().getStyleClass().add("nested");
        rows.show(Values.JSON.objectNode());
        return rows;
    }

    @Override
    public @Nullable JsonNode value() {
        String word = box.getValue();
        if (word == null) {
            return null;
        }
        OptionRows rows = cases.get(word);
        ObjectNode fields = rows == null ? Values.JSON.objectNode() : rows.value();
        if (fields.isEmpty() && word.equals(defaultWord(option, type))) {
            return null;
        }
        ObjectNode out = Values.JSON.objectNode();
        out.put("type", word);
        out.setAll(fields);
        return out;
    }

    @Override
    public boolean hasProblem() {
        OptionRows rows = cases.get(box.getValue());
        return rows != null && rows.hasProblem();
    }

    @Override
    public void mark(FieldMarks marks, String path) {
        OptionRows rows = cases.get(box.getValue());
        if (rows != null) {
            rows.mark(marks, path);
        }
    }
}
