package org.netsonde.engine.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.Sample;

/**
 * What exports are made from: a run up to one moment. Reads the endpoints' histories where they are, so nothing is
 * copied; what is counted later does not show.
 *
 * @param version the version of Netsonde
 * @param created when the export was made
 * @param transport what the engine ran on
 * @param endpoints the endpoints, in the order of the workspace
 */
public record ExportSource(String version, Instant created, String transport, List<ExportEndpoint> endpoints) {

    /** How much of a run is in memory at once while rows of several endpoints are brought into the order of time. */
    private static final long WINDOW_MILLIS = 60_000;

    public ExportSource {
        endpoints = List.copyOf(endpoints);
    }

    /** A run that goes on; takes a sample now. */
    public static ExportSource live(Engine engine, String version, Instant created) {
        return of(engine, version, created, Map.of());
    }

    /**
     * A run that was stopped; takes a sample now, so that what was counted while stopping is in the totals. Open
     * connections and uptime of the last row are those with which the run ended, not the zeros that follow.
     *
     * @param ending the newest sample of each endpoint before it was stopped
     */
    public static ExportSource ended(Engine engine, String version, Instant created, Map<Endpoint, Sample> ending) {
        return of(engine, version, created, ending);
    }

    private static ExportSource of(Engine engine, String version, Instant created, Map<Endpoint, Sample> ending) {
        List<ExportEndpoint> endpoints = new ArrayList<>();
        for (Endpoint endpoint : engine.endpoints()) {
            Sample last = lastSecond(engine, endpoint.metrics());
            Sample state = ending.getOrDefault(endpoint, last);
            endpoints.add(ExportEndpoint.of(endpoint, withState(last, state)));
        }
        return new ExportSource(version, created, engine.transport().label(), endpoints);
    }

    /** Ends the present second; its sample has the latencies since the second before, not of the last reading only. */
    private static Sample lastSecond(Engine engine, EndpointMetrics metrics) {
        Sample now = engine.sampler().flush(metrics);
        Sample[] last = {now};
        metrics.seconds().forEachSecond(now.atMillis(), now.atMillis(), second -> last[0] = second);
        return last[0];
    }

    /** Calls with each second of each endpoint, in the order of time and, within a moment, of the workspace. */
    void forEachSecond(Progress progress, BiConsumer<ExportEndpoint, Sample> consumer) {
        record Row(ExportEndpoint endpoint, Sample sample) {}
        long from = endpoints.stream()
                .flatMapToLong(e -> e.metrics().seconds().earliest().stream())
                .min()
                .orElse(0);
        long end = endpoints.stream().mapToLong(e -> e.last().atMillis()).max().orElse(-1);
        for (long at = from; at <= end; at += WINDOW_MILLIS) {
            progress.report((double) (at - from) / (end - from + 1));
            List<Row> rows = new ArrayList<>();
            for (ExportEndpoint endpoint : endpoints) {
                endpoint.forEachSecond(at, at + WINDOW_MILLIS - 1, sample -> rows.add(new Row(endpoint, sample)));
            }
            rows.sort(Comparator.comparingLong(row -> row.sample().atMillis()));
            rows.forEach(row -> consumer.accept(row.endpoint(), row.sample()));
        }
        progress.report(1);
    }

    /** A sample with the open connections and the uptime of another. */
    private static Sample withState(Sample sample, Sample state) {
        return new Sample(
                sample.atMillis(),
                sample.intervalNanos(),
                state.uptimeNanos(),
                state.open(),
                sample.total(),
                sample.requests(),
                sample.errors(),
                sample.bytesIn(),
                sample.bytesOut(),
                sample.messagesIn(),
                sample.messagesOut(),
                sample.requestRate(),
                sample.errorRate(),
                sample.inRate(),
                sample.outRate(),
                sample.latency(),
                sample.own());
    }
}
