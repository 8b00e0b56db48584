package org.netsonde.engine.http.client;

import java.util.List;
import java.util.Optional;
import org.netsonde.engine.load.PoolMetrics;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.stream.SocketMetrics;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.stream.TlsMetrics;

/** The figures of clients of HTTP beyond the common ones. */
public final class HttpClientMetrics {

    /** Connections that were made. */
    static final MetricSpec CONNECTS = MetricSpec.counter("http_connects");

    /** Nanoseconds that looking hosts up took. */
    static final MetricSpec LOOKUP = MetricSpec.duration("http_lookup_ns", CONNECTS);

    /** Nanoseconds that connecting took. */
    static final MetricSpec CONNECT = MetricSpec.duration("http_connect_ns", CONNECTS);

    /** Replies, redirects among them. */
    static final MetricSpec REPLIES = MetricSpec.counter("http_replies");

    /** Nanoseconds from requests to the first byte of their replies. */
    static final MetricSpec FIRST_BYTE = MetricSpec.duration("http_first_byte_ns", REPLIES);

    /** Nanoseconds from requests to the end of their replies. */
    static final MetricSpec TOTAL = MetricSpec.duration("http_total_ns", REPLIES);

    /** Redirects that were followed. */
    static final MetricSpec REDIRECTS = MetricSpec.counter("http_redirects");

    /** Requests that were sent once more since their connection had been closed under them. */
    static final MetricSpec RETRIES = MetricSpec.counter("http_retries");

    private static final List<MetricSpec> STATUS = List.of(
            MetricSpec.counter("status_2xx"),
            MetricSpec.counter("status_3xx"),
            MetricSpec.counter("status_4xx"),
            MetricSpec.counter("status_5xx"));

    /** Replies taken from the cache. */
    static final MetricSpec HITS = MetricSpec.counter("cache_hits");

    /** Replies looked for in the cache in vain. */
    static final MetricSpec MISSES = MetricSpec.counter("cache_misses");

    /** Replies that got too old in the cache. */
    static final MetricSpec EXPIRED = MetricSpec.counter("cache_expired");

    /** The figures. */
    public static final List<MetricSpec> ALL = StreamMetrics.joined(
            List.of(CONNECTS, LOOKUP, CONNECT, REPLIES, FIRST_BYTE, TOTAL, REDIRECTS, RETRIES),
            STATUS,
            List.of(HITS, MISSES, EXPIRED),
            TlsMetrics.ALL,
            PoolMetrics.ALL,
            SocketMetrics.ALL);

    /** The charts of them. */
    public static final List<ChartSpec> CHARTS = StreamMetrics.joined(
            List.of(
                    new ChartSpec("http_times", List.of(FIRST_BYTE, TOTAL)),
                    new ChartSpec("http_connect_times", List.of(LOOKUP, CONNECT)),
                    new ChartSpec("statuses", List.of(STATUS.get(0), STATUS.get(2), STATUS.get(3))),
                    new ChartSpec("http_redirects", List.of(STATUS.get(1), REDIRECTS, RETRIES)),
                    new ChartSpec("http_cache", List.of(HITS, MISSES, EXPIRED))),
            TlsMetrics.CHARTS,
            PoolMetrics.CHARTS,
            SocketMetrics.CHARTS);

    private HttpClientMetrics() {}

    /** What counts replies of a status; empty for what is no status of a reply. */
    static Optional<MetricSpec> ofStatus(int status) {
        int index = status / 100 - 2;
        return index >= 0 && index < STATUS.size() ? Optional.of(STATUS.get(index)) : Optional.empty();
    }
}
