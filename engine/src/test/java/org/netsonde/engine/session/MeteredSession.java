package org.netsonde.engine.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.MetricsView;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.traffic.TrafficSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A session of meters that a test fills with a clock of its own. */
public final class MeteredSession implements Session {

    private final SessionInfo info;
    private final List<SessionEndpoint> endpoints = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();

    /** A session without endpoints. */
    public MeteredSession(Instant started) {
        info = new SessionInfo(
                SessionInfo.NOW,
                SessionInfo.State.RECORDING,
                "",
                "",
                "",
                started,
                started,
                "1.2.3",
                new Machine("Linux 6", "amd64", 2, "25"),
                "nio");
    }

    /** Adds an endpoint whose settings name a secret. */
    public MeteredSession with(String name, EndpointMetrics metrics, TrafficSource traffic) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.putObject("password").put("secret", "vault");
        EndpointInfo of = new EndpointInfo(name, name, "tcp-server", Role.SERVER, "127.0.0.1:8888", settings);
        endpoints.add(new Metered(of, metrics, traffic));
        return this;
    }

    /** Adds an endpoint. */
    public MeteredSession with(EndpointInfo of, EndpointMetrics metrics, TrafficSource traffic) {
        endpoints.add(new Metered(of, metrics, traffic));
        return this;
    }

    /** Adds an annotation. */
    public MeteredSession with(Annotation annotation) {
        annotations.add(annotation);
        return this;
    }

    @Override
    public SessionInfo info() {
        return info;
    }

    @Override
    public List<SessionEndpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<Annotation> annotations() {
        return annotations;
    }

    @Override
    public void close() {}

    private record Metered(EndpointInfo info, EndpointMetrics meter, TrafficSource traffic) implements SessionEndpoint {

        @Override
        public MetricsView metrics() {
            return meter;
        }

        @Override
        public long notRecorded() {
            return 3;
        }

        @Override
        public void latencies(TimeRange range, Consumer<Histogram> consumer) {
            Histogram life = meter.lifeHistogram();
            if (life.getTotalCount() > 0) {
                life.setStartTimeStamp(meter.seconds().earliest().orElse(0));
                life.setEndTimeStamp(meter.latest().atMillis());
                consumer.accept(life);
            }
        }
    }
}
