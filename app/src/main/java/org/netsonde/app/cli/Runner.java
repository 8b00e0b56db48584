package org.netsonde.app.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.experiment.ExperimentRegistry;
import org.netsonde.engine.experiment.ExperimentRunner;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.workspace.Workspace;
import org.netsonde.engine.workspace.WorkspaceLoader;

/**
 * Checks a workspace before anything starts, and runs it.
 *
 * @param console where it reports
 * @param version the version of the program, for exports
 * @param user what this user has
 */
record Runner(Console console, String version, UserData user) {

    /** A run is one session, whatever stops and starts again in it. */
    private static final Duration RECORD_TO_THE_END = Duration.ofDays(3650);

    /** Runs a workspace and returns the exit status; a workspace that is not right in every part does not start. */
    int run(Workspace workspace, RunPlan plan, RunView view) {
        if (plan.exportFolder() != null) {
            Exports.prepare(plan.exportFolder());
        }
        Engine engine =
                new Engine(EngineOptions.on(plan.transport()), user.keys().get());
        WorkspaceLoader.Loaded loaded = WorkspaceLoader.load(workspace, engine);
        loaded.refused().forEach(refused -> console.failure(refused.entry().name(), refused.failure()));
        List<SavedCheck.Checked> experiments =
                new SavedCheck(console, ExperimentRegistry.builtin()).check(workspace.experiments());
        boolean all = experiments.size() == workspace.experiments().size();
        if (!good(loaded.added()) || !loaded.refused().isEmpty() || !all) {
            engine.close();
            return ExitStatus.USAGE;
        }
        SessionStore sessions = plan.record() ? user.sessions().get() : null;
        if (sessions != null) {
            closeWhatWasCutOff(sessions);
        }
        Recorder recorder = sessions == null
                ? null
                : new Recorder(engine, sessions, version, user.retention().get(), true, RECORD_TO_THE_END);
        RunExperiments lab = new RunExperiments(
                experiments, new ExperimentRunner(user.keys().get(), InstantSource.system()), console, version);
        return new Run(engine, new RunSource(engine, sessions, recorder, console, version), plan, view, console, lab)
                .execute();
    }

    /** Runs that were killed must not pile up. */
    private static void closeWhatWasCutOff(SessionStore sessions) {
        try {
            var _ = sessions.recover();
        } catch (FailureException e) {
            System.getLogger(Runner.class.getName())
                    .log(System.Logger.Level.WARNING, "old sessions: {0}", e.getMessage());
        }
    }

    /** Reports every bad field of every endpoint; fields that are not known are only warned of. */
    private boolean good(List<Endpoint> endpoints) {
        boolean good = true;
        for (Endpoint endpoint : endpoints) {
            good &= good(endpoint, endpoint.check());
            good &= good(endpoint, endpoint.thresholds().check());
        }
        return good;
    }

    private boolean good(Endpoint endpoint, Bound<?> bound) {
        bound.unknown().forEach(field -> console.error("cli.unknownField", endpoint.name(), field));
        bound.problems()
                .forEach(problem -> console.error(
                        "cli.badField",
                        endpoint.name(),
                        problem.field(),
                        console.texts().get(problem.text())));
        return bound.problems().isEmpty();
    }
}
