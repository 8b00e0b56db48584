package org.netsonde.engine.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.TimeRange;

/**
 * What exports are made from: a session, or a part of one. Reads the session where it is, so nothing is copied.
 *
 * @param session what is known of the session as a whole
 * @param created when the export was made
 * @param range what of it is exported
 * @param endpoints the chosen endpoints, in the order of the workspace
 * @param annotations what was marked in the range and concerns one of them, in the order of time
 */
public record ExportSource(
        SessionInfo session,
        Instant created,
        TimeRange range,
        List<ExportEndpoint> endpoints,
        List<Annotation> annotations) {

    /** How much of a run is in memory at once while rows of several endpoints are brought into the order of time. */
    private static final long WINDOW_MILLIS = 60_000;

    public ExportSource {
        endpoints = List.copyOf(endpoints);
        annotations = List.copyOf(annotations);
    }

    /** A whole session. */
    public static ExportSource of(Session session, Instant created) {
        return of(session, created, TimeRange.ALL, Set.of());
    }

    /**
     * A part of a session.
     *
     * @param ids the endpoints, by their ids; empty for all
     */
    public static ExportSource of(Session session, Instant created, TimeRange range, Set<String> ids) {
        List<ExportEndpoint> endpoints = session.endpoints().stream()
                .filter(endpoint ->
                        ids.isEmpty() || ids.contains(endpoint.info().id()))
                .map(endpoint -> ExportEndpoint.of(endpoint, range))
                .toList();
        List<Annotation> annotations = session.annotations().stream()
                .filter(annotation -> range.contains(annotation.atMillis()))
                .filter(annotation -> annotation.endpoint().isEmpty()
                        || endpoints.stream()
                                .anyMatch(e -> annotation.concerns(e.info().id())))
                .toList();
        return new ExportSource(session.info(), created, range, endpoints, annotations);
    }

    /** Calls with each second of each endpoint, in the order of time and, within a moment, of the workspace. */
    void forEachSecond(Progress progress, BiConsumer<ExportEndpoint, Sample> consumer) {
        record Row(ExportEndpoint endpoint, Sample sample) {}
        long from = endpoints.stream()
                .flatMapToLong(e -> e.metrics().seconds().earliest().stream())
                .min()
                .orElse(0);
        from = Math.max(from, range.fromMillis());
        long end = endpoints.stream().mapToLong(e -> e.last().atMillis()).max().orElse(-1);
        long at = next(from);
        while (at <= end && at != Long.MAX_VALUE) {
            long to = end - at < WINDOW_MILLIS ? end : at + WINDOW_MILLIS - 1;
            progress.report((double) (at - from) / (end - from + 1));
            List<Row> rows = new ArrayList<>();
            for (ExportEndpoint endpoint : endpoints) {
                endpoint.forEachSecond(at, to, sample -> rows.add(new Row(endpoint, sample)));
            }
            rows.sort(Comparator.comparingLong(row -> row.sample().atMillis()));
            rows.forEach(row -> consumer.accept(row.endpoint(), row.sample()));
            at = to < end ? next(to + 1) : Long.MAX_VALUE;
        }
        progress.report(1);
    }

    /** When the next second of any endpoint is, so that no time is spent on where there are none. */
    private long next(long fromMillis) {
        return endpoints.stream().mapToLong(e -> e.nextSecond(fromMillis)).min().orElse(Long.MAX_VALUE);
    }
}
