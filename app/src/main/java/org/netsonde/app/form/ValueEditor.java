package org.netsonde.app.form;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Edits one value of a form. It tells {@link FormContext#edited} of what the user does, and keeps what cannot be read. */
public interface ValueEditor {

    /** The control beside the label, which the label points to; null where there is none. */
    @Nullable
    Node control();

    /** What stands behind the control on its line; null where there is nothing. */
    default @Nullable Node beside() {
        return null;
    }

    /** What stands below the label over the full width; null where there is nothing. */
    default @Nullable Node below() {
        return null;
    }

    /** Shows a value; null for the default. */
    void show(@Nullable JsonNode value);

    /** The value as it is to be stored; null for the default. Text that is not a value yet is stored as text. */
    @Nullable
    JsonNode value();

    /** Hands marks to the fields inside; those of the value itself are left to the row around it. */
    default void mark(FieldMarks marks, String path) {}

    /** Whether a field inside is marked. */
    default boolean hasProblem() {
        return false;
    }
}
