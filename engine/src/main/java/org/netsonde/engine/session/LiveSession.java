package org.netsonde.engine.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.Failure;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.History;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.MetricsView;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.traffic.TrafficSource;

/**
 * The run of an engine up to now, as it stands in memory. Reads the endpoints' histories where they are, so nothing is
 * copied; the newest sample is the one of the moment at which this was made.
 */
public final class LiveSession implements Session {

    private final SessionInfo info;
    private final List<Live> endpoints;
    private final List<Annotation> annotations;

    private LiveSession(SessionInfo info, List<Live> endpoints, List<Annotation> annotations) {
        this.info = info;
        this.endpoints = endpoints;
        this.annotations = annotations;
    }

    /** A run that goes on; takes a sample now. */
    public static LiveSession of(Engine engine, String version) {
        return of(engine, version, Map.of());
    }

    /**
     * A run that was stopped; takes a sample now, so that what was counted while stopping is in the totals. Open
     * connections and uptime of the last row are those with which the run ended, not the zeros that follow.
     *
     * @param ending the newest sample of each endpoint before it was stopped
     */
    public static LiveSession of(Engine engine, String version, Map<Endpoint, Sample> ending) {
        List<Live> endpoints = new ArrayList<>();
        Instant now = engine.clock().instant();
        Instant started = now;
        for (Endpoint endpoint : engine.endpoints()) {
            Sample last = lastSecond(engine, endpoint.metrics());
            Sample state = ending.getOrDefault(endpoint, last);
            Live live = new Live(info(endpoint), endpoint, last.withState(state.open(), state.uptimeNanos()));
            endpoints.add(live);
            long earliest = live.metrics().seconds().earliest().orElse(now.toEpochMilli());
            started = started.toEpochMilli() < earliest ? started : Instant.ofEpochMilli(earliest);
        }
        SessionInfo info = new SessionInfo(
                SessionInfo.NOW,
                SessionInfo.State.RECORDING,
                "",
                "",
                "",
                started,
                now,
                version,
                Machine.here(),
                engine.transport().label());
        return new LiveSession(
                info, List.copyOf(endpoints), engine.annotations().all());
    }

    /** What an endpoint of an engine is. */
    static EndpointInfo info(Endpoint endpoint) {
        return info(endpoint, endpoint.state());
    }

    /** What an endpoint of an engine is in a state that it had. */
    static EndpointInfo info(Endpoint endpoint, EndpointState state) {
        // That of a relay that was stopped still says which connections were those of its clients.
        String address = state instanceof EndpointState.Running running
                ? Addresses.text(running.address())
                : endpoint.lastAddress().map(Addresses::text).orElse("");
        return new EndpointInfo(
                endpoint.id(),
                endpoint.name(),
                endpoint.protocol().id(),
                endpoint.protocol().role(),
                address,
                endpoint.settings(),
                endpoint.thresholds().all());
    }

    /** Ends the present second; its sample has the latencies since the second before, not of the last reading only. */
    private static Sample lastSecond(Engine engine, EndpointMetrics metrics) {
        Sample now = engine.sampler().flush(metrics);
        Sample[] last = {now};
        metrics.seconds().forEachSecond(now.atMillis(), now.atMillis(), second -> last[0] = second);
        return last[0];
    }

    @Override
    public SessionInfo info() {
        return info;
    }

    @Override
    public List<? extends SessionEndpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<Annotation> annotations() {
        return annotations;
    }

    @Override
    public void close() {}

    /** One endpoint of the engine. */
    private record Live(EndpointInfo info, Endpoint endpoint, Sample latest) implements SessionEndpoint, MetricsView {

        @Override
        public MetricsView metrics() {
            return this;
        }

        @Override
        public TrafficSource traffic() {
            return endpoint.traffic();
        }

        @Override
        public long notRecorded() {
            return 0;
        }

        @Override
        public void latencies(TimeRange range, Consumer<Histogram> consumer) {
            Histogram life = endpoint.metrics().lifeHistogram();
            if (life.getTotalCount() > 0) {
                life.setStartTimeStamp(seconds().earliest().orElse(latest.atMillis()));
                life.setEndTimeStamp(latest.atMillis());
                consumer.accept(life);
            }
        }

        @Override
        public List<MetricSpec> own() {
            return endpoint.metrics().own();
        }

        @Override
        public History history() {
            return endpoint.metrics().history();
        }

        @Override
        public History seconds() {
            return endpoint.metrics().seconds();
        }

        @Override
        public Map<Failure.Kind, Long> errorsByKind() {
            return endpoint.metrics().errorsByKind();
        }

        @Override
        public Percentiles lifeLatency() {
            return endpoint.metrics().lifeLatency();
        }
    }
}
