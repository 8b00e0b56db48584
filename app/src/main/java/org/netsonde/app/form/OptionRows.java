package org.netsonde.app.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.OptionSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Some options of an object, one below the other. Fields of the object that are none of them are kept as they are. */
final class OptionRows {

    private final List<OptionSpec> options;
    private final Labels labels;
    private final VBox node = new VBox();
    private final Map<String, FieldRow> rows = new LinkedHashMap<>();
    private ObjectNode base = Values.JSON.objectNode();

    OptionRows(List<OptionSpec> options, FormContext form) {
        this.options = options;
        this.labels = form.labels();
        node.getStyleClass().add("option-rows");
        FormContext telling = form.telling(() -> {
            markReplaced();
            form.edited().run();
        });
        for (OptionSpec option : options) {
            FieldRow row = new FieldRow(option, telling);
            rows.put(option.name(), row);
            node.getChildren().add(row.node());
        }
    }

    VBox node() {
        return node;
    }

    /** Moves the focus to the first field. */
    void focus() {
        rows.values().stream().findFirst().ifPresent(FieldRow::focus);
    }

    /** Shows an object; a field that it lacks shows its default. */
    void show(ObjectNode object) {
        base = object.deepCopy();
        rows.forEach((name, row) -> row.show(object.get(name)));
        markReplaced();
    }

    private void markReplaced() {
        for (OptionSpec option : options) {
            FieldRow row = rows.get(option.name());
            FieldRow other = rows.get(option.replacedBy());
            if (row != null && other != null) {
                row.replaced(other.isEmpty() ? null : labels.option(option.replacedBy()));
            }
        }
    }

    /** The object with what differs from the defaults, and the fields that are not shown. */
    ObjectNode value() {
        ObjectNode out = base.deepCopy();
        rows.forEach((name, row) -> {
            JsonNode value = row.value();
            if (value == null) {
                out.remove(name);
            } else {
                out.set(name, value);
            }
        });
        return out;
    }

    /** Marks the fields; what none of them takes is left. */
    void mark(FieldMarks marks, String path) {
        rows.forEach((name, row) -> row.mark(marks, path.isEmpty() ? name : path + "." + name));
    }

    /** Whether some field is marked. */
    boolean hasProblem() {
        return rows.values().stream().anyMatch(FieldRow::hasProblem);
    }

    /** How many fields differ from their default. */
    int changed() {
        return (int) rows.values().stream().filter(row -> row.value() != null).count();
    }

    /** Marks the fields that differ from what the endpoint was started with; null when it does not run. */
    boolean startedWith(@Nullable ObjectNode settings) {
        boolean any = false;
        for (Map.Entry<String, FieldRow> row : rows.entrySet()) {
            JsonNode value = settings == null ? null : settings.get(row.getKey());
            any |= row.getValue().startedWith(settings != null, value);
        }
        return any;
    }
}
