package org.netsonde.app.cli;

import java.math.BigDecimal;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.export.experiment.ExperimentExports;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.prometheus.PrometheusServer;
import org.netsonde.engine.prometheus.ScrapeAddress;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.threshold.ThresholdVerdict;

/**
 * One run of an engine's endpoints without a window: start, wait, stop, export. Used once, on the thread that calls
 * {@link #execute}.
 */
final class Run {

    private static final long STOP_SECONDS = 5;

    private final Engine engine;
    private final RunSource source;
    private final RunPlan plan;
    private final RunView view;
    private final Console console;
    private final RunExperiments experiments;
    private final List<Endpoint> endpoints;
    private final ToldFailures failures;
    private final Interruption interruption = new Interruption();
    private final CompletableFuture<Void> nothingLeft = new CompletableFuture<>();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final Map<Endpoint, SocketAddress> addresses = new ConcurrentHashMap<>();
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean ready;

    Run(Engine engine, RunSource source, RunPlan plan, RunView view, Console console, RunExperiments experiments) {
        this.engine = engine;
        this.source = source;
        this.plan = plan;
        this.view = view;
        this.console = console;
        this.experiments = experiments;
        this.failures = new ToldFailures(console);
        endpoints = engine.endpoints();
    }

    /** Runs to the end and returns the exit status. Closes the engine. */
    int execute() {
        int status = ExitStatus.FAILED;
        try (engine) {
            endpoints.forEach(endpoint -> endpoint.observe(state -> changed(endpoint, state)));
            Runnable endScraping = servePrometheus();
            try {
                if (!failed.get() && start()) {
                    ready = true;
                    view.ready(addresses());
                    endpoints.forEach(this::watchDone);
                    experiments.start(this::endIfNothingIsLeft);
                    await();
                }
            } finally {
                endScraping.run();
            }
            boolean exported = stopAndExport();
            boolean kept = !ready || thresholdsKept();
            status = failed.get() || experiments.failed() || !exported || !kept ? ExitStatus.FAILED : ExitStatus.OK;
        } finally {
            interruption.finish(status);
        }
        return status;
    }

    /**
     * Before anything starts, so that figures are there from the first second; where they cannot be, the run has failed.
     * Returns what ends it.
     */
    private Runnable servePrometheus() {
        ScrapeAddress where = plan.prometheus();
        if (where != null) {
            try {
                PrometheusServer server = PrometheusServer.open(engine, where, source.version());
                view.scraped(server.address());
                return server::close;
            } catch (FailureException e) {
                failed.set(true);
                console.failure(e.failure());
            }
        }
        return () -> {};
    }

    private Map<Endpoint, SocketAddress> addresses() {
        Map<Endpoint, SocketAddress> inOrder = new LinkedHashMap<>();
        endpoints.forEach(endpoint -> inOrder.put(endpoint, addresses.get(endpoint)));
        return inOrder;
    }

    /** Starts servers, then relays, then clients. False if one failed or the user does not want to wait. */
    private boolean start() {
        Map<Role, List<Endpoint>> byRole = new EnumMap<>(Role.class);
        endpoints.forEach(e -> byRole.computeIfAbsent(e.protocol().role(), role -> new ArrayList<>())
                .add(e));
        for (List<Endpoint> together : byRole.values()) {
            CompletableFuture<?> started = CompletableFuture.allOf(together.stream()
                    .map(endpoint -> endpoint.start()
                            .thenAccept(running -> addresses.put(endpoint, running.address()))
                            .toCompletableFuture())
                    .toArray(CompletableFuture[]::new));
            try {
                CompletableFuture.anyOf(started, interruption.requested()).join();
            } catch (CompletionException e) {
                failed.set(true);
            }
            if (failed.get() || interruption.requested().isDone()) {
                return false;
            }
        }
        return true;
    }

    private void changed(Endpoint endpoint, EndpointState state) {
        if (state instanceof EndpointState.Failed failure) {
            failed.set(true);
            failures.tell(endpoint, failure.failure());
        }
        endIfNothingIsLeft();
    }

    private void watchDone(Endpoint endpoint) {
        if (endpoint.protocol().role() == Role.CLIENT) {
            endpoint.done().thenRun(() -> {
                done.add(endpoint.id());
                endIfNothingIsLeft();
            });
        }
        endIfNothingIsLeft();
    }

    /** With a duration the run ends early only if nothing runs any more. */
    private void endIfNothingIsLeft() {
        if (ready && experiments.idle() && endpoints.stream().noneMatch(this::busy)) {
            nothingLeft.complete(null);
        }
    }

    private boolean busy(Endpoint endpoint) {
        boolean idleClient = plan.duration() == null && done.contains(endpoint.id());
        return !endpoint.state().startable() && !idleClient;
    }

    /** Waits for the end, whatever brings it. */
    private void await() {
        CompletableFuture<Object> end = CompletableFuture.anyOf(nothingLeft, interruption.requested());
        long begin = System.nanoTime();
        Duration duration = plan.duration();
        long limit = duration == null ? Long.MAX_VALUE : duration.toNanos();
        long second = TimeUnit.SECONDS.toNanos(1);
        for (long next = second; !end.isDone(); next += second) {
            long target = Math.min(next, limit);
            waitFor(end, target - (System.nanoTime() - begin));
            if (!end.isDone()) {
                tellSurvived();
                view.second(Duration.ofNanos(target), endpoints);
            }
            if (target == limit) {
                return;
            }
        }
    }

    /** What endpoints survive is told too, once a second at most: somebody may wait for what will never come. */
    private void tellSurvived() {
        endpoints.forEach(endpoint -> endpoint.lastFailure().ifPresent(failure -> failures.tell(endpoint, failure)));
    }

    private boolean stopAndExport() {
        experiments.end();
        tellSurvived();
        Map<Endpoint, Sample> ending = new HashMap<>();
        endpoints.forEach(endpoint -> ending.put(endpoint, endpoint.metrics().latest()));
        waitFor(engine.stopAll().toCompletableFuture(), TimeUnit.SECONDS.toNanos(STOP_SECONDS));
        source.end();
        Path folder = plan.exportFolder();
        boolean neverRan = !ready && failed.get();
        if (folder == null || neverRan) {
            return true;
        }
        try (Session session = source.session(ending)) {
            ExportSource from = ExportSource.of(session, Instant.now());
            List<Path> files = new ArrayList<>(Exports.write(plan.exports(), from, folder, Progress.NONE));
            List<String> formats = plan.exports().stream().map(Export::id).toList();
            files.addAll(experiments.export(ExperimentExports.builtin().among(formats), folder));
            view.exported(files);
            return true;
        } catch (FailureException e) {
            console.failure(e.failure());
            return false;
        }
    }

    /** Tells every threshold that was broken; false if one was. */
    private boolean thresholdsKept() {
        boolean kept = true;
        for (Endpoint endpoint : endpoints) {
            if (endpoint.thresholds().all().isEmpty()) {
                continue;
            }
            // Its last moment counts as well, if nothing has looked at it yet.
            engine.sampler().flush(endpoint.metrics());
            for (ThresholdVerdict verdict : endpoint.thresholds().verdicts()) {
                if (verdict.broken()) {
                    kept = false;
                    console.error(
                            "cli.thresholdBroken",
                            endpoint.name(),
                            verdict.threshold(),
                            verdict.times(),
                            worst(verdict));
                }
            }
        }
        return kept;
    }

    private static String worst(ThresholdVerdict verdict) {
        BigDecimal worst = verdict.worst();
        return worst == null ? "-" : verdict.measure().text(worst);
    }

    private static void waitFor(CompletableFuture<?> future, long nanos) {
        try {
            future.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            System.getLogger(Run.class.getName()).log(System.Logger.Level.WARNING, "an endpoint did not stop well", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
