package org.netsonde.ui;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.Machine;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionWriter;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes sessions of invented figures, as a recorder would have. */
final class RecordedSessions {

    private static final long SECOND = 1_000_000_000L;
    private static final long MOST_BYTES = 4 << 20;

    private final SessionStore store;
    private final Random random = new Random(11);

    /** One endpoint as it is written. */
    private final class Written {
        private final String id;
        private final List<MetricSpec> own;
        private final double perSecond;
        private final long nanos;
        private final long[] figures;
        private long requests;
        private long bytesIn;
        private long bytesOut;
        private long errors;

        Written(SessionWriter writer, String id, String name, String protocol, double perSecond, long nanos) {
            this.id = id;
            this.perSecond = perSecond;
            this.nanos = nanos;
            own = ProtocolRegistry.builtin().find(protocol).orElseThrow().metrics();
            figures = new long[own.size()];
            writer.endpoint(
                    new EndpointInfo(
                            id,
                            name,
                            protocol,
                            protocol.endsWith("client") ? Role.CLIENT : Role.SERVER,
                            "127.0.0.1:8888",
                            JsonNodeFactory.instance.objectNode()),
                    own);
        }

        void second(SessionWriter writer, Instant start, int second) {
            double wave = 1 + 0.15 * Math.sin(second / 3.0) + 0.08 * random.nextGaussian();
            long now = Math.max(1, Math.round(perSecond * wave));
            requests += now;
            bytesIn += now * 64;
            bytesOut += now * 80;
            errors += second % 40 == 39 ? 2 : 0;
            Histogram latencies = new Histogram(1, (1L << 42) - 1, 2);
            for (int i = 0; i < 40; i++) {
                latencies.recordValue(Math.max(1_000, Math.round(nanos * (1 + 0.2 * random.nextGaussian()))));
            }
            latencies.recordValue(nanos * 4);
            for (int i = 0; i < figures.length; i++) {
                figures[i] += own.get(i).kind() == MetricSpec.Kind.TIME ? SECOND / 5 : now / (i + 1);
            }
            Sample sample = new Sample(
                    start.plusSeconds(second).toEpochMilli(),
                    SECOND,
                    second * SECOND,
                    3,
                    5,
                    requests,
                    errors,
                    bytesIn,
                    bytesOut,
                    requests,
                    requests,
                    now,
                    0,
                    now * 64,
                    now * 80,
                    Percentiles.of(latencies),
                    figures.clone());
            byte[] text = ("request " + second).getBytes(StandardCharsets.UTF_8);
            long nanos = sample.atMillis() * 1_000_000;
            writer.traffic(id, new TrafficEvent(nanos, 1, Direction.IN, text.length, text));
            writer.sample(
                    id, sample, errors == 0 ? Map.of() : Map.of(Failure.Kind.CONNECTION_RESET, errors), latencies);
        }
    }

    RecordedSessions(SessionStore store) {
        this.store = store;
    }

    /**
     * A session of two endpoints, with two marks, and a message of each endpoint every second.
     *
     * @param perSecond about how many requests
     * @param nanos about how long each takes
     * @return its id
     */
    String write(String name, Instant start, int seconds, double perSecond, long nanos) {
        Machine machine = new Machine("Linux 6.1", "amd64", 8, "25.0.1");
        String id;
        try (SessionWriter writer = store.create("", start, "1.2.0", machine, "epoll", MOST_BYTES)) {
            id = writer.info().id();
            List<Written> endpoints = Stream.of(
                            new Written(writer, "one", "Echo", "select-server", perSecond, nanos),
                            new Written(writer, "two", "Probe", "tcp-client", perSecond / 4, nanos * 2))
                    .toList();
            for (int second = 1; second <= seconds; second++) {
                for (Written endpoint : endpoints) {
                    endpoint.second(writer, start, second);
                }
            }
            writer.annotation(
                    new Annotation("1", start.plusSeconds(seconds / 3), Annotation.Kind.NOTE, "", "cache switched on"));
            writer.annotation(new Annotation(
                    "2",
                    start.plusSeconds(seconds / 2),
                    Annotation.Kind.FAILURE,
                    "two",
                    "The peer reset the connection."));
            writer.end(SessionInfo.State.ENDED, start.plusSeconds(seconds));
        }
        if (!name.isEmpty()) {
            store.rename(id, name);
        }
        return id;
    }
}
