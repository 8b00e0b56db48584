package org.netsonde.app.form;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A group of options. */
final class NestedEditor implements ValueEditor {

    private final OptionType.Nested type;
    private final OptionRows rows;

    NestedEditor(OptionType.Nested type, FormContext form) {
        this.type = type;
        rows = new OptionRows(type.options(), form);
        rows.node().getStyleClass().add("nested");
    }

    @Override
    public @Nullable Node control() {
        return null;
    }

    @Override
    public Node below() {
        return rows.node();
    }

    @Override
    public void show(@Nullable JsonNode value) {
        rows.show(expand(type, value));
    }

    @Override
    public @Nullable JsonNode value() {
        ObjectNode object = rows.value();
        return object.isEmpty() ? null : object;
    }

    @Override
    public boolean hasProblem() {
        return rows.hasProblem();
    }

    @Override
    public void mark(FieldMarks marks, String path) {
        rows.mark(marks, path);
    }

    /** The object that a value stands for, where it may be a plain string for short. */
    static ObjectNode expand(OptionType.Nested type, @Nullable JsonNode value) {
        String shorthand = type.shorthand();
        if (shorthand != null && value != null && value.isString()) {
            return Values.JSON.objectNode().set(shorthand, value);
        }
        return Values.object(value);
    }
}
