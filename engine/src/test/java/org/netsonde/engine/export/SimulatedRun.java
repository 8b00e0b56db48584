package org.netsonde.engine.export;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sampler;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.MeteredSession;
import org.netsonde.engine.threshold.Threshold;
import org.netsonde.engine.traffic.TrafficSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A run of a server and a client with load that comes and goes, on a clock of its own; the same every time. */
public final class SimulatedRun {

    /** When it begins. */
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    /** What its p99 latency must not exceed for three seconds, and does. */
    public static final Threshold P99 =
            new Threshold("p99_ms", Threshold.Side.ABOVE, BigDecimal.valueOf(8), Duration.ofSeconds(3));

    private static final MetricSpec ROUNDS = MetricSpec.counter("select_rounds");
    private static final MetricSpec SELECT_TIME = MetricSpec.time("select_time_ns");

    private final AtomicLong nanos = new AtomicLong();
    private final HistoryBudget budget = new HistoryBudget(16 << 20);
    private final Sampler sampler = new Sampler(() -> START.plusNanos(nanos.get()), nanos::get, Duration.ofMillis(100));
    private final EndpointMetrics server = new EndpointMetrics(Role.SERVER, List.of(ROUNDS, SELECT_TIME), budget);
    private final EndpointMetrics client = new EndpointMetrics(Role.CLIENT, List.of(), budget);
    private final Random random = new Random(42);

    /** Runs for so many seconds. */
    public SimulatedRun(int seconds) {
        sampler.add(server);
        sampler.add(client);
        sampler.tick(0);
        server.started(0);
        client.started(0);
        MeterWriter ofServer = server.writer(this);
        MeterWriter ofClient = client.writer(this);
        ofServer.opened();
        ofClient.opened();
        for (int i = 0; i < seconds * 10; i++) {
            tenth(i / 10.0 / seconds, ofServer, ofClient);
            sampler.tick(nanos.addAndGet(100_000_000));
        }
    }

    private void tenth(double part, MeterWriter ofServer, MeterWriter ofClient) {
        boolean silent = part > 0.62 && part < 0.68;
        int messages = silent ? 0 : (int) (120 + 80 * Math.sin(part * 14) + random.nextInt(30));
        ofServer.read(messages * 64, messages, nanos.get());
        ofServer.written(messages * 80, messages, nanos.get());
        ofServer.add(ROUNDS, messages / 3);
        ofServer.add(SELECT_TIME, 60_000_000);
        ofClient.written(messages * 64, messages, nanos.get());
        ofClient.read(messages * 80, messages, nanos.get());
        boolean slow = part > 0.4 && part < 0.5;
        for (int i = 0; i < Math.min(messages, 40); i++) {
            long latency = (long) (800_000 * Math.exp(random.nextGaussian() * 0.4)) + (slow ? 9_000_000 : 0);
            ofClient.latency(random.nextInt(400) == 0 ? latency * 6 : latency, 1);
        }
        if (slow && random.nextInt(4) == 0) {
            ofClient.failed(Failure.Kind.REPLY_TIMEOUT);
        }
        if (random.nextInt(50) == 0) {
            ofServer.opened();
        }
    }

    /** Its session: a server and a client of these names, with some marks. */
    public MeteredSession session(String serverName, String clientName) {
        nanos.addAndGet(1_000_000);
        sampler.flush(server);
        sampler.flush(client);
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("port", 8888);
        settings.putObject("password").put("secret", "vault");
        long whole = nanos.get();
        return new MeteredSession(START)
                .with(
                        new EndpointInfo("s", serverName, "select-server", Role.SERVER, "127.0.0.1:8888", settings),
                        server,
                        TrafficSource.NONE)
                .with(
                        new EndpointInfo(
                                "c",
                                clientName,
                                "select-client",
                                Role.CLIENT,
                                "127.0.0.1:8888",
                                settings,
                                List.of(
                                        P99,
                                        new Threshold("rate", Threshold.Side.BELOW, BigDecimal.TEN, Duration.ZERO),
                                        new Threshold("open", Threshold.Side.ABOVE, BigDecimal.TEN, Duration.ZERO))),
                        client,
                        TrafficSource.NONE)
                .with(mark("1", Annotation.Kind.NOTE, whole / 10, "", "Warm-up is over, <b>load</b> goes up"))
                .with(mark("2", Annotation.Kind.FAULT, whole / 5 * 2, "s", "Delay of 9 ms injected"))
                .with(mark(
                        "3", Annotation.Kind.FAILURE, whole / 100 * 42, "c", "127.0.0.1:8888 did not answer in time."))
                .with(mark("4", Annotation.Kind.THRESHOLD, whole / 100 * 43, "c", "p99 latency 11 ms is above 8 ms"))
                .with(mark("5", Annotation.Kind.THRESHOLD, whole / 2, "c", "p99 latency 2 ms is back below 8 ms"));
    }

    private static Annotation mark(String id, Annotation.Kind kind, long nanos, String endpoint, String text) {
        return new Annotation(id, START.plusNanos(nanos), kind, endpoint, text);
    }

    /** The export of its session. */
    public ExportSource source(String serverName, String clientName) {
        return ExportSource.of(session(serverName, clientName), START.plusNanos(nanos.get()));
    }
}
