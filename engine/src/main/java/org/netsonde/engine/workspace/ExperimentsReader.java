package org.netsonde.engine.workspace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The experiments of a workspace as JSON.
 *
 * @param reader takes what is wrong, with all else that is wrong in the file
 */
record ExperimentsReader(WorkspaceJson reader) {

    /** The field of the workspace. */
    static final String FIELD = "experiments";

    private static final String PARAMETERS = "parameters";
    private static final String LIMITS = "limits";
    private static final String RESULT = "result";

    List<SavedExperiment> read(@Nullable JsonNode experiments) {
        List<SavedExperiment> saved = new ArrayList<>();
        if (experiments == null) {
            return saved;
        }
        if (!experiments.isArray()) {
            reader.problem(FIELD, "notList", WorkspaceJson.shown(experiments));
            return saved;
        }
        if (experiments.size() > SavedExperiment.MOST) {
            reader.problem(FIELD, "tooManyMessages", experiments.size(), SavedExperiment.MOST);
            return saved;
        }
        for (int i = 0; i < experiments.size(); i++) {
            String path = FIELD + "[" + i + "]";
            if (experiments.get(i) instanceof ObjectNode experiment) {
                saved.add(experiment(experiment, path));
            } else {
                reader.problem(path, "notObject", WorkspaceJson.shown(experiments.get(i)));
            }
        }
        return saved;
    }

    private SavedExperiment experiment(ObjectNode saved, String path) {
        String id = reader.id(saved.remove("id"), path + ".id");
        String name = reader.text(saved.remove("name"), path + ".name");
        String experiment = reader.text(saved.remove("experiment"), path + ".experiment");
        ObjectNode parameters = object(saved.remove(PARAMETERS), path + "." + PARAMETERS);
        ObjectNode limits = object(saved.remove(LIMITS), path + "." + LIMITS);
        JsonNode result = saved.remove(RESULT);
        return new SavedExperiment(
                id,
                name,
                experiment,
                parameters,
                limits,
                result == null || result.isNull() ? null : object(result, path + "." + RESULT),
                saved);
    }

    private ObjectNode object(@Nullable JsonNode value, String path) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (value != null && !value.isNull()) {
            reader.problem(path, "notObject", WorkspaceJson.shown(value));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    static void write(List<SavedExperiment> experiments, ObjectNode root) {
        if (experiments.isEmpty()) {
            return;
        }
        ArrayNode all = root.putArray(FIELD);
        for (SavedExperiment saved : experiments) {
            ObjectNode node = all.addObject()
                    .put("id", saved.id())
                    .put("name", saved.name())
                    .put("experiment", saved.experiment());
            node.set(PARAMETERS, saved.parameters());
            if (!saved.limits().isEmpty()) {
                node.set(LIMITS, saved.limits());
            }
            ObjectNode result = saved.result();
            if (result != null) {
                node.set(RESULT, result);
            }
            node.setAll(saved.rest());
        }
    }
}
