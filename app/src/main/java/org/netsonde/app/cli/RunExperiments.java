package org.netsonde.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentRunner;
import org.netsonde.engine.experiment.Findings;
import org.netsonde.engine.export.experiment.ExperimentDocument;
import org.netsonde.engine.export.experiment.ExperimentExports;

/**
 * The experiments of a run: one after the other on a thread of their own, from when its endpoints are ready. What they find
 * is told on standard error, since standard output has one line only.
 */
final class RunExperiments {

    /** A block and the end of what an experiment has started take no longer, unless something hangs. */
    private static final long END_SECONDS = 30;

    private final List<SavedCheck.Checked> experiments;
    private final ExperimentRunner runner;
    private final Console console;
    private final String version;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final List<ExperimentDocument> documents = new ArrayList<>();
    private volatile boolean begun;
    private volatile boolean ended;
    private volatile boolean failed;

    /** Nothing runs yet. */
    RunExperiments(List<SavedCheck.Checked> experiments, ExperimentRunner runner, Console console, String version) {
        this.experiments = List.copyOf(experiments);
        this.runner = runner;
        this.console = console;
        this.version = version;
    }

    /** Begins; calls back once the last is done, on whatever thread. */
    void start(Runnable whenDone) {
        if (experiments.isEmpty()) {
            done.complete(null);
            whenDone.run();
            return;
        }
        begun = true;
        done.thenRun(whenDone);
        Thread.ofPlatform().name("netsonde-experiments").daemon().start(this::runAll);
    }

    /** Whether all are done. */
    boolean idle() {
        return done.isDone();
    }

    /** Whether one of them failed. */
    boolean failed() {
        return failed;
    }

    private void runAll() {
        try {
            // Those that come too late too: they end at once, and are told not to have been measured.
            experiments.forEach(this::run);
        } catch (RuntimeException | Error e) {
            failed = true;
            console.error("cli.internal", e.toString());
            throw e;
        } finally {
            done.complete(null);
        }
    }

    private void run(SavedCheck.Checked checked) {
        try {
            ExperimentResult result = runner.run(
                    checked.experiment(),
                    checked.saved().parameters(),
                    checked.limits().limits(ExperimentCommand.anySeed()),
                    progress -> !ended);
            if (ExperimentText.failed(result)) {
                failed = true;
            }
            synchronized (documents) {
                documents.add(new ExperimentDocument(checked.name(), result, version));
            }
            Findings.of(result, console.texts().locale())
                    .all()
                    .forEach(sentence -> console.error("cli.experiment.found", checked.name(), sentence));
        } catch (FailureException e) {
            failed = true;
            console.failure(checked.name(), e.failure());
        }
    }

    /** Ends them, if they go on, and waits until they have ended. */
    void end() {
        ended = true;
        if (!begun) {
            return;
        }
        try {
            done.get(END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.getLogger(RunExperiments.class.getName())
                    .log(System.Logger.Level.WARNING, "an experiment did not end well", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Writes the results, those of experiments that were ended early too.
     *
     * @throws FailureException of kind FILE if one could not be written
     */
    List<Path> export(ExperimentExports exports, Path folder) {
        synchronized (documents) {
            return documents.isEmpty() ? List.of() : exports.write(documents, folder);
        }
    }
}
