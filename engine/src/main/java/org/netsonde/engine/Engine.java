package org.netsonde.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.Sampler;
import org.netsonde.engine.probe.ProbeRunner;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.account.Accounts;
import org.netsonde.engine.session.Annotations;
import org.netsonde.engine.traffic.TrafficStore;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;
import tools.jackson.databind.node.ObjectNode;

/**
 * The engine: endpoints, the event loops they share, the sampler and the stores. Safe for threads. Nothing listens until
 * an endpoint is started; closing the engine stops every endpoint.
 */
public final class Engine implements AutoCloseable {

    /** One read keeps at most this many bytes in the traffic log. */
    private static final int SNAP_LENGTH = 64 << 10;

    private static final long STOP_SECONDS = 5;

    private final EngineOptions options;
    private final ProtocolRegistry protocols;
    private final EventLoops loops;
    private final HistoryBudget historyBudget;
    private final TrafficStore trafficStore;
    private final Sampler sampler;
    private final Endpoint.Environment environment;
    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
    private final List<Consumer<Endpoint>> adding = new CopyOnWriteArrayList<>();
    private final List<Consumer<Endpoint>> removing = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final Accounts accounts;
    private final Annotations annotations;
    private final ProbeRunner probes;

    /**
     * An engine.
     *
     * @param keys the certificates, authorities and secrets that settings name
     * @param clock the wall clock
     */
    public Engine(EngineOptions options, ProtocolRegistry protocols, Keys keys, InstantSource clock) {
        this.options = options;
        this.protocols = protocols;
        loops = new EventLoops(options.transport(), options.threads());
        historyBudget = new HistoryBudget(options.historyBytes());
        trafficStore = new TrafficStore(options.trafficBytes(), SNAP_LENGTH);
        sampler = new Sampler(clock);
        this.clock = clock;
        accounts = keys.accounts();
        annotations = new Annotations(clock);
        probes = new ProbeRunner(loops, keys, clock);
        environment = new Endpoint.Environment(
                loops, this::resolve, keys, clock, annotations, options.metrics(), options.capture(), this::listener);
        sampler.start();
    }

    /** An engine with the built-in protocols. */
    public Engine(EngineOptions options, Keys keys) {
        this(options, ProtocolRegistry.builtin(), keys, InstantSource.system());
    }

    /** An engine with the built-in protocols that leaves nothing on disk: its authority is made anew each time. */
    public Engine(EngineOptions options) {
        this(options, Keys.inMemory(InstantSource.system()));
    }

    /** The protocols that it knows. */
    public ProtocolRegistry protocols() {
        return protocols;
    }

    /** The transport that it runs on. */
    public TransportKind transport() {
        return options.transport();
    }

    /** The sampler, to take a last sample before an export. */
    public Sampler sampler() {
        return sampler;
    }

    /** The wall clock. */
    public InstantSource clock() {
        return clock;
    }

    /** Who may use the servers that require a login. */
    public Accounts accounts() {
        return accounts;
    }

    /** What was marked in this run. */
    public Annotations annotations() {
        return annotations;
    }

    /** Runs probes; they end with the engine. */
    public ProbeRunner probes() {
        return probes;
    }

    /** Hears of each endpoint, also of those that are there, before it can be started; must be quick. */
    public synchronized Subscription onAdd(Consumer<Endpoint> listener) {
        endpoints.forEach(listener);
        adding.add(listener);
        return () -> adding.remove(listener);
    }

    /** Hears of each endpoint that is removed, after it has stopped and before its traffic is given up. */
    public Subscription onRemove(Consumer<Endpoint> listener) {
        removing.add(listener);
        return () -> removing.remove(listener);
    }

    /** The endpoints, in the order in which they were added. */
    public List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /** The endpoint of that name. */
    public Optional<Endpoint> named(String name) {
        return endpoints.stream().filter(e -> e.name().equals(name)).findFirst();
    }

    /**
     * Adds an endpoint; it does not start.
     *
     * @param id its id, or null for a new one
     * @throws FailureException if the protocol is unknown, or the name is empty or taken
     */
    public synchronized Endpoint add(@Nullable String id, String name, String protocolId, ObjectNode settings) {
        Protocol<?, ?> protocol = protocols
                .find(protocolId)
                .orElseThrow(() -> new FailureException(Failure.of(
                        Failure.Kind.UNKNOWN_PROTOCOL,
                        "unknownProtocol",
                        protocolId,
                        String.join(", ", protocols.ids()))));
        requireFree(name, null);
        EndpointMetrics metrics = new EndpointMetrics(protocol.role(), protocol.metrics(), historyBudget);
        Endpoint endpoint = new Endpoint(
                id == null ? UUID.randomUUID().toString() : id,
                name,
                protocol,
                settings,
                metrics,
                trafficStore.open(),
                environment);
        sampler.add(metrics);
        endpoints.add(endpoint);
        adding.forEach(listener -> listener.accept(endpoint));
        return endpoint;
    }

    /** Renames an endpoint; the name must be free. */
    public synchronized void rename(Endpoint endpoint, String name) {
        requireFree(name, endpoint);
        endpoint.name(name);
    }

    private void requireFree(String name, @Nullable Endpoint except) {
        if (name.isBlank() || named(name).filter(e -> e != except).isPresent()) {
            throw new FailureException(
                    Failure.of(Failure.Kind.INVALID_SETTINGS, name.isBlank() ? "nameEmpty" : "nameTaken", name));
        }
    }

    /** The name itself where it is free, else the name with the first free number behind it. */
    public synchronized String freeName(String wanted) {
        String name = wanted;
        for (int i = 2; named(name).isPresent(); i++) {
            name = wanted + " " + i;
        }
        return name;
    }

    /** Stops and removes an endpoint; its history and traffic are given up. */
    public CompletionStage<Void> remove(Endpoint endpoint) {
        return endpoint.stop()
                // At once, so that its name is free.
                .whenComplete((ok, error) -> endpoints.remove(endpoint))
                // On a thread of its own: who is told may have to wait for the disk, which an event loop must not.
                .whenCompleteAsync((ok, error) -> forget(endpoint), Thread::startVirtualThread);
    }

    private void forget(Endpoint endpoint) {
        sampler.flush(endpoint.metrics());
        sampler.remove(endpoint.metrics());
        removing.forEach(listener -> listener.accept(endpoint));
        endpoint.traffic().close();
    }

    /** Stops every endpoint: clients first, then relays, then servers. */
    public CompletionStage<Void> stopAll() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        endpoints.stream()
                .sorted((a, b) ->
                        b.protocol().role().startOrder() - a.protocol().role().startOrder())
                .forEach(e -> all.add(e.stop().toCompletableFuture()));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** The name of the server or relay that listens on a port. */
    private Optional<String> listener(int port) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.protocol().role() != Role.CLIENT
                        && endpoint.state() instanceof EndpointState.Running running
                        && running.address() instanceof InetSocketAddress address
                        && address.getPort() == port)
                .map(Endpoint::name)
                .findFirst();
    }

    private InetSocketAddress resolve(String name) {
        Endpoint endpoint = named(name)
                .orElseThrow(
                        () -> new FailureException(Failure.of(Failure.Kind.UNKNOWN_ENDPOINT, "unknownEndpoint", name)));
        if (endpoint.state() instanceof EndpointState.Running running
                && running.address() instanceof InetSocketAddress address) {
            return address.getAddress() != null && address.getAddress().isAnyLocalAddress()
                    ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
                    : address;
        }
        throw new FailureException(Failure.of(Failure.Kind.UNKNOWN_ENDPOINT, "endpointNotRunning", name));
    }

    /** Stops everything, waiting a few seconds at most. */
    @Override
    public void close() {
        try {
            stopAll().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.getLogger(Engine.class.getName()).log(System.Logger.Level.WARNING, "endpoints did not stop", e);
        }
        sampler.close();
        loops.close();
    }
}
