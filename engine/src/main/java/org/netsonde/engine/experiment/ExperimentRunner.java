package org.netsonde.engine.experiment;

import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.security.Keys;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs experiments, one at a time, since they would measure each other: who comes while one runs, waits. Safe for threads;
 * blocks the thread that calls it for the whole time, so never the JavaFX thread or an event loop.
 */
public final class ExperimentRunner {

    private final Keys keys;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock(true);

    /** A runner whose servers use these keys. */
    public ExperimentRunner(Keys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Runs an experiment to its end.
     *
     * @param parameters as JSON; what is absent takes its default
     * @return what came of it; where the user ended it, what was measured until then
     * @throws FailureException if the parameters are bad, this machine lacks what it takes, or something does not start
     */
    public <P extends Record & Settings> ExperimentResult run(
            Experiment<P> experiment, ObjectNode parameters, RunLimits limits, ExperimentWatch watch) {
        P bound = SettingsBinder.bind(experiment.parametersType(), experiment.defaults(), parameters)
                .orThrow();
        Plan plan = experiment.plan(bound);
        turn.lock();
        try {
            return new ExperimentRun(experiment.id(), SettingsDescriber.toJson(bound), plan, limits, watch, keys, clock)
                    .execute();
        } finally {
            turn.unlock();
        }
    }
}
