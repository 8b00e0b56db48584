package org.netsonde.app.experiment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.ExperimentResult;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An experiment as it is to be run, and what came of it the last time: one for each that is built in, and one for each that
 * the workspace keeps. JavaFX thread only.
 */
public final class Trial {

    private final String id;
    private final String experimentId;
    private final @Nullable Experiment<?> experiment;
    private final boolean saved;
    private String name = "";
    private ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    private ObjectNode limits = JsonNodeFactory.instance.objectNode();
    private boolean keepsResult;
    private @Nullable ExperimentResult result;
    private @Nullable Failure failure;

    /** One that is built in. */
    Trial(Experiment<?> experiment) {
        this.id = experiment.id();
        this.experimentId = experiment.id();
        this.experiment = experiment;
        saved = false;
    }

    /**
     * One that the workspace keeps.
     *
     * @param experiment null for one that this version does not know
     */
    Trial(String id, String experimentId, @Nullable Experiment<?> experiment) {
        this.id = id;
        this.experimentId = experimentId;
        this.experiment = experiment;
        saved = true;
    }

    /** Tells it apart: the id of the experiment, or that under which the workspace keeps it. */
    public String id() {
        return id;
    }

    /** The id of the experiment. */
    public String experimentId() {
        return experimentId;
    }

    /** The experiment; nothing where this version does not know it. */
    public Optional<Experiment<?>> experiment() {
        return Optional.ofNullable(experiment);
    }

    /** Whether the workspace keeps it. */
    public boolean saved() {
        return saved;
    }

    /** What the user calls it; empty for one that is built in. */
    public String name() {
        return name;
    }

    /** Its parameters as they are typed; what is left out takes its default. */
    public ObjectNode parameters() {
        return parameters;
    }

    /** How long it goes on, as it is typed. */
    public ObjectNode limits() {
        return limits;
    }

    /** Whether the workspace keeps the result, too. */
    public boolean keepsResult() {
        return keepsResult;
    }

    /** What came of it the last time, unless it failed. */
    public Optional<ExperimentResult> result() {
        return Optional.ofNullable(result);
    }

    /** Why nothing came of it the last time. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    void name(String newName) {
        name = newName;
    }

    void configure(ObjectNode newParameters, ObjectNode newLimits) {
        parameters = newParameters;
        limits = newLimits;
    }

    void keepResult(boolean kept) {
        keepsResult = kept;
    }

    void ended(@Nullable ExperimentResult newResult, @Nullable Failure newFailure) {
        if (newResult != null) {
            result = newResult;
        }
        failure = newFailure;
    }
}
