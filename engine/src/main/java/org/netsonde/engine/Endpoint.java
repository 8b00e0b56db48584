package org.netsonde.engine;

import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.Meter;
import org.netsonde.engine.protocol.BackEnds;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.EndpointDirectory;
import org.netsonde.engine.protocol.HeldMessages;
import org.netsonde.engine.protocol.Middle;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.protocol.Transfers;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Annotations;
import org.netsonde.engine.stream.SocketMetrics;
import org.netsonde.engine.stream.SocketSampler;
import org.netsonde.engine.threshold.EndpointThresholds;
import org.netsonde.engine.traffic.TrafficLog;
import org.netsonde.engine.traffic.TrafficTap;
import org.netsonde.engine.transport.EventLoops;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Anything that is started and stopped: a server, a client or a relay. Its settings stay raw JSON until it starts, so that
 * what this version does not know survives. All methods may be called from any thread and none blocks on the network.
 */
public final class Endpoint {

    private final String id;
    private final Kind<?, ?> kind;
    private final EndpointMetrics metrics;
    private final TrafficLog traffic;
    private final Connections connections;
    private final Transfers transfers = new Transfers();
    private final Middle middle;
    private final InstantSource clock;
    private final Life life;
    private final EndpointThresholds thresholds;

    private volatile String name;
    private volatile ObjectNode settings;
    private volatile @Nullable SocketAddress lastAddress;
    private CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);

    Endpoint(
            String id,
            String name,
            Protocol<?, ?> protocol,
            ObjectNode settings,
            EndpointMetrics metrics,
            TrafficLog traffic,
            Environment environment) {
        this.id = id;
        this.name = name;
        this.settings = settings.deepCopy();
        this.metrics = metrics;
        FailureMarks failures = new FailureMarks(id, environment.annotations());
        metrics.onSecond(failures);
        this.life = new Life(metrics, failures);
        this.thresholds = new EndpointThresholds(id, metrics, environment.annotations());
        this.traffic = traffic;
        this.clock = environment.clock();
        this.connections = new Connections(clock);
        this.middle = new Middle(
                new BackEnds(),
                new HeldMessages(),
                text -> environment.annotations().add(Annotation.Kind.FAULT, id, text.toString()));
        this.kind = new Kind<>(protocol, environment);
        if (environment.metrics() && protocol.metrics().contains(SocketMetrics.RTT)) {
            metrics.beforeReading(new SocketSampler(connections, metrics, System::nanoTime)::tick);
        }
    }

    /** What the engine lends to its endpoints; {@code listeners} knows the name of the one that listens on a port. */
    record Environment(
            EventLoops loops,
            EndpointDirectory directory,
            Keys keys,
            InstantSource clock,
            Annotations annotations,
            boolean metrics,
            boolean capture,
            IntFunction<Optional<String>> listeners) {}

    /** Its id, which never changes. */
    public String id() {
        return id;
    }

    /** Its name, unique in the engine. */
    public String name() {
        return name;
    }

    void name(String newName) {
        this.name = newName;
    }

    /** Its protocol. */
    public Protocol<?, ?> protocol() {
        return kind.protocol;
    }

    /** A copy of its settings as JSON, fields that are not known included. */
    public ObjectNode settings() {
        return settings.deepCopy();
    }

    /** What binding the present settings gives: the record or every problem. */
    public Bound<? extends Record> check() {
        return kind.bind(settings);
    }

    /**
     * What is to be said of the settings that it was started with, or of the present ones where it does not run; nothing
     * where they have problems.
     */
    public List<Caution> cautions() {
        return kind.cautions();
    }

    /**
     * Takes new settings. A running endpoint takes the options marked live at once, the others when it is started again.
     * Settings with problems are kept, so that nothing typed is lost; they are reported by {@link #check} and by start.
     */
    public void configure(ObjectNode newSettings) {
        settings = newSettings.deepCopy();
        kind.updateIfRunning(settings);
    }

    /** Its state now. */
    public EndpointState state() {
        return life.state();
    }

    /** Where it is bound or aimed at, or was when it last ran; empty where it never did. */
    public Optional<SocketAddress> lastAddress() {
        return Optional.ofNullable(lastAddress);
    }

    /** The latest failure since it was last started. */
    public Optional<Failure> lastFailure() {
        return life.lastFailure();
    }

    /** Hears every change of state, in order, on whatever thread makes it; must be quick. */
    public Subscription observe(Consumer<EndpointState> observer) {
        return life.observe(observer);
    }

    /** Its counters and their history; they outlive restarts. */
    public EndpointMetrics metrics() {
        return metrics;
    }

    /** What its figures must not go beyond, and how far they were kept to. */
    public EndpointThresholds thresholds() {
        return thresholds;
    }

    /** What crossed it. */
    public TrafficLog traffic() {
        return traffic;
    }

    /** Its open connections. */
    public Connections connections() {
        return connections;
    }

    /** The files that it saves or has saved. */
    public Transfers transfers() {
        return transfers;
    }

    /** Its servers, where it is a relay that runs. */
    public BackEnds backEnds() {
        return middle.backEnds();
    }

    /** The messages that it holds back or has held back, where it is a relay. */
    public HeldMessages held() {
        return middle.held();
    }

    /**
     * Starts it. Completes when it runs; exceptionally with {@link FailureException} when it could not, and then it is in
     * state failed. Starting one that is not startable completes exceptionally and changes nothing.
     */
    public CompletionStage<EndpointState.Running> start() {
        return kind.start();
    }

    /** Stops it, also while it is starting; completes when its port is free. Stopping an idle one does nothing. */
    public CompletionStage<Void> stop() {
        return kind.stop();
    }

    /**
     * Sends a message given as JSON, the protocol's message record or its shorthand.
     *
     * @return exceptionally with {@link FailureException} if the message does not bind or the endpoint is not running
     */
    public CompletionStage<SendReceipt> send(Target to, JsonNode message) {
        return kind.send(to, message);
    }

    /**
     * Sends a message given as JSON and waits for its reply; as {@link #prepare} where the same is sent again.
     *
     * @param limit how long the reply is waited for
     * @return exceptionally with {@link FailureException} if the message does not bind, the endpoint does not run, nothing
     *     could be sent, or no reply came in time
     */
    public CompletionStage<Reply<?>> request(Target to, JsonNode message, Duration limit) {
        try {
            return prepare(message).send(to, limit);
        } catch (FailureException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Binds a message given as JSON once, to be sent as a request as often as wanted. The endpoint need not run yet.
     *
     * @throws FailureException of kind INVALID_SETTINGS if the message does not bind
     */
    public PreparedRequest prepare(JsonNode message) {
        return kind.prepare(message);
    }

    /** Closes connections; the endpoint keeps running. */
    public CompletionStage<Void> disconnect(Target what) {
        return kind.disconnect(what);
    }

    /** Completes when the running endpoint has nothing left to do by itself, or has ended; at once when it is not running. */
    public CompletionStage<Void> done() {
        return kind.done();
    }

    /** The part that knows the protocol's types. Several steps in one are guarded by the lock of {@link Life}. */
    private final class Kind<S extends Record & Settings, M extends Record> {
        private final Protocol<S, M> protocol;
        private final Environment environment;
        private volatile @Nullable Binding<S, M> binding;
        private volatile @Nullable CompletionStage<Binding<S, M>> attempt;
        private volatile @Nullable S startedWith;

        Kind(Protocol<S, M> protocol, Environment environment) {
            this.protocol = protocol;
            this.environment = environment;
        }

        Bound<S> bind(ObjectNode json) {
            return SettingsBinder.bind(protocol.settingsType(), protocol.defaults(), json);
        }

        List<Caution> cautions() {
            S value = state().startable() ? bind(settings).value() : startedWith;
            return value == null ? List.of() : protocol.cautions(value);
        }

        CompletionStage<EndpointState.Running> start() {
            EndpointState before = life.state();
            EndpointState.Starting starting = new EndpointState.Starting();
            if (!before.startable() || !life.move(before, starting)) {
                return CompletableFuture.failedFuture(
                        new FailureException(Failure.of(Failure.Kind.INTERNAL, "alreadyStarted", name)));
            }
            life.begin();
            CompletionStage<Binding<S, M>> started;
            try {
                S value = bind(settings).orThrow();
                startedWith = value;
                started = protocol.start(value, context());
            } catch (RuntimeException e) {
                started = CompletableFuture.failedFuture(e);
            }
            CompletableFuture<EndpointState.Running> result = new CompletableFuture<>();
            attempt = started;
            if (!life.isStill(starting)) {
                // Stopped meanwhile, when there was no attempt yet that could be given up.
                giveUp(started);
            }
            started.whenComplete((bound, error) -> {
                if (bound != null) {
                    running(starting, bound, result);
                } else {
                    Failure failure = error instanceof CancellationException
                            ? Failure.of(Failure.Kind.INTERNAL, "stoppedWhileStarting", name)
                            : Failures.of(error);
                    if (failure.kind() == Failure.Kind.ADDRESS_IN_USE) {
                        // Who has the port is looked for among all programs, which is not for an event loop.
                        Thread.ofVirtual()
                                .name("netsonde-port-holder")
                                .start(() -> failed(
                                        starting, PortHolder.named(failure, environment.listeners()), error, result));
                    } else {
                        failed(starting, failure, error, result);
                    }
                }
            });
            return result;
        }

        private void failed(
                EndpointState starting,
                Failure failure,
                Throwable error,
                CompletableFuture<EndpointState.Running> result) {
            if (!life.move(starting, new EndpointState.Failed(failure))) {
                finishStop();
            }
            result.completeExceptionally(new FailureException(failure, error));
        }

        private EndpointContext context() {
            return new EndpointContext(
                    name,
                    environment.loops(),
                    environment.metrics() ? metrics : Meter.NONE,
                    environment.capture() ? traffic::tap : owner -> TrafficTap.NONE,
                    connections,
                    transfers,
                    middle,
                    environment.directory(),
                    environment.keys(),
                    clock,
                    life::failed);
        }

        private void running(
                EndpointState starting, Binding<S, M> bound, CompletableFuture<EndpointState.Running> result) {
            EndpointState.Running running = new EndpointState.Running(bound.localAddress(), clock.instant());
            binding = bound;
            lastAddress = running.address();
            if (!life.move(starting, running)) {
                // Stopped while it was starting.
                bound.close().whenComplete((ok, error) -> finishStop());
                result.completeExceptionally(
                        new FailureException(Failure.of(Failure.Kind.INTERNAL, "stoppedWhileStarting", name)));
                return;
            }
            bound.ended().whenComplete((ok, error) -> ended(running, bound, error));
            result.complete(running);
        }

        private void ended(EndpointState running, Binding<S, M> bound, @Nullable Throwable error) {
            EndpointState next =
                    error == null ? new EndpointState.Idle() : new EndpointState.Failed(Failures.of(error));
            bound.close().whenComplete((ok, ignored) -> {
                synchronized (life) {
                    if (life.isStill(running)) {
                        // First, since an observer of the new state may start it again.
                        binding = null;
                        life.move(running, next);
                    }
                }
            });
        }

        CompletionStage<Void> stop() {
            CompletableFuture<Void> result;
            boolean starting;
            synchronized (life) {
                EndpointState before = life.state();
                starting = before instanceof EndpointState.Starting;
                if (before instanceof EndpointState.Stopping) {
                    return stopped;
                } else if (before.startable()) {
                    if (before instanceof EndpointState.Failed) {
                        life.move(before, new EndpointState.Idle());
                    }
                    return CompletableFuture.completedFuture(null);
                }
                result = new CompletableFuture<>();
                stopped = result;
                life.move(before, new EndpointState.Stopping());
            }
            Binding<S, M> bound = binding;
            CompletionStage<Binding<S, M>> trying = attempt;
            if (starting && trying != null) {
                giveUp(trying);
            } else if (!starting && bound != null) {
                bound.close().whenComplete((ok, error) -> finishStop());
            }
            return result;
        }

        /**
         * Ends a start under way. A client stops trying at once. What listens is let come up, which takes a moment, and is
         * closed then: it is not stopped before its port is free.
         */
        private void giveUp(CompletionStage<Binding<S, M>> trying) {
            if (protocol.role() == Role.CLIENT) {
                trying.toCompletableFuture().cancel(false);
            }
        }

        private void finishStop() {
            CompletableFuture<Void> waiting;
            synchronized (life) {
                binding = null;
                waiting = stopped;
                life.move(life.state(), new EndpointState.Idle());
            }
            waiting.complete(null);
        }

        void updateIfRunning(ObjectNode json) {
            Binding<S, M> bound = binding;
            S value = bind(json).value();
            if (bound != null && value != null) {
                bound.update(value);
            }
        }

        private M message(JsonNode json) {
            return SettingsBinder.bind(protocol.messageType(), protocol.emptyMessage(), json)
                    .orThrow();
        }

        PreparedRequest prepare(JsonNode json) {
            M message = message(json);
            return (to, limit) -> {
                Binding<S, M> bound = binding;
                return bound == null ? notRunning() : widened(bound.request(to, message, limit));
            };
        }

        /** The same stage, of which nobody needs to know the type of the message; a stage more would cost in tight loops. */
        @SuppressWarnings("unchecked")
        private CompletionStage<Reply<?>> widened(CompletionStage<Reply<M>> reply) {
            return (CompletionStage<Reply<?>>) (CompletionStage<?>) reply;
        }

        CompletionStage<SendReceipt> send(Target to, JsonNode json) {
            Binding<S, M> bound = binding;
            try {
                M value = message(json);
                return bound == null ? notRunning() : bound.send(to, value);
            } catch (FailureException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        CompletionStage<Void> disconnect(Target what) {
            Binding<S, M> bound = binding;
            return bound == null ? notRunning() : bound.disconnect(what);
        }

        private <T> CompletionStage<T> notRunning() {
            return CompletableFuture.failedFuture(
                    new FailureException(Failure.of(Failure.Kind.NOT_CONNECTED, "notRunning", name)));
        }

        CompletionStage<Void> done() {
            Binding<S, M> bound = binding;
            if (bound == null) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<Void> result = new CompletableFuture<>();
            bound.done().whenComplete((ok, error) -> result.complete(null));
            bound.ended().whenComplete((ok, error) -> result.complete(null));
            return result;
        }
    }
}
