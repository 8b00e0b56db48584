package org.netsonde.engine.workspace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An experiment that the user keeps, in the workspace file as
 *
 * <pre>{@code
 * "experiments": [
 *   {"id": "6f0c…", "name": "Event loops", "experiment": "transports", "parameters": {"connections": 64},
 *    "limits": {"time": "30s", "width": 0.02}}
 * ]
 * }</pre>
 *
 * <p>Parameters and limits are not bound here, so that what this version does not know is kept, a whole experiment too.
 *
 * @param id its id, which does not change when it is renamed
 * @param name what the user calls it; one line, at most {@value #MAX_NAME} characters
 * @param experiment the id of the experiment, known here or not
 * @param parameters its parameters as written; what is left out takes its default; the accessor gives a copy
 * @param limits how long it goes on, as {@link org.netsonde.engine.experiment.LimitSettings} has it; empty for as long as
 *     experiments do; the accessor gives a copy
 * @param result what came of it the last time, see {@link org.netsonde.engine.experiment.ExperimentJson}; null for nothing;
 *     the accessor gives a copy
 * @param rest fields that this version does not know; the accessor gives a copy
 */
public record SavedExperiment(
        String id,
        String name,
        String experiment,
        ObjectNode parameters,
        ObjectNode limits,
        @Nullable ObjectNode result,
        ObjectNode rest) {

    /** The longest name. */
    public static final int MAX_NAME = 200;

    /** The most that a workspace has. */
    public static final int MOST = 200;

    /** How many characters a result has at most. */
    public static final int MAX_RESULT = 1 << 20;

    /** How many characters the results of a workspace have together at most. */
    public static final int MAX_RESULTS = 4 << 20;

    public SavedExperiment {
        name = name.strip().replaceAll("\\s+", " ");
        name = name.length() > MAX_NAME ? name.substring(0, MAX_NAME - 1) + "…" : name;
        parameters = parameters.deepCopy();
        limits = limits.deepCopy();
        result = result == null ? null : result.deepCopy();
        rest = rest.deepCopy();
    }

    /** A new one, with an id of its own, for as long as experiments go on. */
    public static SavedExperiment of(String name, String experiment, ObjectNode parameters) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return new SavedExperiment(
                UUID.randomUUID().toString(), name, experiment, parameters, json.objectNode(), null, json.objectNode());
    }

    @Override
    public ObjectNode parameters() {
        return parameters.deepCopy();
    }

    @Override
    public ObjectNode limits() {
        return limits.deepCopy();
    }

    @Override
    public @Nullable ObjectNode result() {
        return result == null ? null : result.deepCopy();
    }

    @Override
    public ObjectNode rest() {
        return rest.deepCopy();
    }

    /** The same under another name. */
    public SavedExperiment renamed(String newName) {
        return new SavedExperiment(id, newName, experiment, parameters, limits, result, rest);
    }

    /** The same with other parameters; the result stays, as it says what it was measured with. */
    public SavedExperiment withParameters(ObjectNode newParameters) {
        return new SavedExperiment(id, name, experiment, newParameters, limits, result, rest);
    }

    /** The same with other limits. */
    public SavedExperiment withLimits(ObjectNode newLimits) {
        return new SavedExperiment(id, name, experiment, parameters, newLimits, result, rest);
    }

    /** The same with another result, or with none. */
    public SavedExperiment withResult(@Nullable ObjectNode newResult) {
        return new SavedExperiment(id, name, experiment, parameters, limits, newResult, rest);
    }

    /**
     * As many of these as a workspace has room for. Where their results have not, those of the oldest runs are left out, and
     * their experiments stay.
     */
    public static List<SavedExperiment> bounded(List<SavedExperiment> all) {
        List<SavedExperiment> kept = new ArrayList<>(all.subList(0, Math.min(MOST, all.size())));
        kept.replaceAll(saved -> saved.size() > MAX_RESULT ? saved.withResult(null) : saved);
        long together = kept.stream().mapToLong(SavedExperiment::size).sum();
        List<SavedExperiment> oldestFirst = kept.stream()
                .filter(saved -> saved.result != null)
                .sorted(Comparator.comparing(SavedExperiment::ranAt))
                .toList();
        for (SavedExperiment oldest : oldestFirst) {
            if (together <= MAX_RESULTS) {
                break;
            }
            together -= oldest.size();
            kept.set(kept.indexOf(oldest), oldest.withResult(null));
        }
        return List.copyOf(kept);
    }

    /** How many characters its result has. */
    private long size() {
        return result == null ? 0 : result.toString().length();
    }

    /** When its result began, as it is written. */
    private String ranAt() {
        JsonNode at = result == null ? null : result.get("at");
        return at == null ? "" : at.asString("");
    }
}
