package org.netsonde.engine.experiment;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.transport.TransportKind;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a side of an experiment stands: engines of its own with the endpoints that it starts, so that sides share neither
 * event loops nor counters. Clients have another engine than servers: on the same loops, chance would decide which of both
 * ends of a connection meet on one thread, and such a connection is about twice as fast. Traffic is not recorded. Used by the
 * thread that runs the experiment.
 */
public final class Stand implements AutoCloseable {

    /** How long a unit of work may take before it has failed. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    /** How long an endpoint may take to start: a key may have to be made for it, which takes a busy machine long. */
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    /** Apostrophes in place of quotation marks keep settings in code readable. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    /** Little is kept of what is thrown away at the end. */
    private static final long HISTORY_BYTES = 1 << 20;

    private static final String LOOPBACK = "127.0.0.1";

    private final Keys keys;
    private final InstantSource clock;
    private final List<Started> started = new ArrayList<>();
    private TransportKind transport = TransportKind.usable().getFirst();
    private @Nullable Engine serverEngine;
    private @Nullable Engine clientEngine;

    /** An endpoint and whose it is. */
    private record Started(Endpoint endpoint, Engine engine) {}

    Stand(Keys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Chooses what the endpoints run on; before the first is started. */
    public Stand on(TransportKind kind) {
        transport = kind;
        return this;
    }

    /** Settings or a message from JSON, in which apostrophes may stand for quotation marks. */
    public static ObjectNode json(String text) {
        return (ObjectNode) MAPPER.readTree(text);
    }

    /** Starts a server or a relay on a free port of the loopback interface. */
    public Endpoint server(String name, String protocol, ObjectNode settings) {
        Engine there = serverEngine == null ? engine() : serverEngine;
        serverEngine = there;
        return start(there, name, protocol, settings.put("host", LOOPBACK).put("port", 0));
    }

    /** Starts a client of a server of this stand. */
    public Endpoint client(String name, String protocol, Endpoint server, ObjectNode settings) {
        Engine there = clientEngine == null ? engine() : clientEngine;
        clientEngine = there;
        return start(there, name, protocol, settings.put("host", LOOPBACK).put("port", port(server)));
    }

    private static int port(Endpoint server) {
        return server.state() instanceof EndpointState.Running running
                        && running.address() instanceof InetSocketAddress address
                ? address.getPort()
                : 0;
    }

    private Endpoint start(Engine engine, String name, String protocol, ObjectNode settings) {
        Endpoint endpoint = engine.add(null, engine.freeName(name), protocol, settings);
        started.add(new Started(endpoint, engine));
        try {
            endpoint.start()
                    .toCompletableFuture()
                    .orTimeout(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new FailureException(Failures.of(e), e);
        }
        return endpoint;
    }

    private Engine engine() {
        return new Engine(
                new EngineOptions(transport, 0, true, false, HISTORY_BYTES, HISTORY_BYTES),
                ProtocolRegistry.builtin(),
                keys,
                clock);
    }

    /**
     * What its endpoints have counted since they were started, as of now: for each {@code <name>.<figure>}, with
     * {@code total} for connections, {@code requests}, {@code errors}, {@code bytes_in}, {@code bytes_out} and the
     * protocol's own counters. Endpoints of the same name but for a number at the end are counted together.
     */
    Map<String, Long> counters() {
        Map<String, Long> counters = new HashMap<>();
        for (Started each : started) {
            Endpoint endpoint = each.endpoint();
            Sample sample = each.engine().sampler().flush(endpoint.metrics());
            String name = endpoint.name().replaceFirst(" \\d+$", "") + ".";
            add(counters, name + "total", sample.total());
            add(counters, name + "requests", sample.requests());
            add(counters, name + "errors", sample.errors());
            add(counters, name + "bytes_in", sample.bytesIn());
            add(counters, name + "bytes_out", sample.bytesOut());
            List<MetricSpec> own = endpoint.metrics().own();
            for (int i = 0; i < own.size(); i++) {
                if (own.get(i).kind() != MetricSpec.Kind.GAUGE) {
                    add(counters, name + own.get(i).id(), sample.own()[i]);
                }
            }
        }
        return counters;
    }

    private static void add(Map<String, Long> counters, String name, long value) {
        counters.merge(name, value, Long::sum);
    }

    /** The clients that it started. */
    List<Endpoint> clients() {
        return started.stream()
                .map(Started::endpoint)
                .filter(endpoint -> endpoint.protocol().role() == Role.CLIENT)
                .toList();
    }

    /** Stops all that it started. */
    @Override
    public void close() {
        if (clientEngine != null) {
            clientEngine.close();
        }
        if (serverEngine != null) {
            serverEngine.close();
        }
    }
}
