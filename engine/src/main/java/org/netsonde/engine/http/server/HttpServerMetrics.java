package org.netsonde.engine.http.server;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.stream.SocketMetrics;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.stream.TlsMetrics;

/** The figures of servers of HTTP. */
public final class HttpServerMetrics {

    private static final MetricSpec OK = MetricSpec.counter("status_2xx");
    private static final MetricSpec REDIRECTED = MetricSpec.counter("status_3xx");
    private static final MetricSpec CLIENT_ERROR = MetricSpec.counter("status_4xx");
    private static final MetricSpec SERVER_ERROR = MetricSpec.counter("status_5xx");

    /** Requests that came over HTTP/2. */
    static final MetricSpec HTTP2_REQUESTS = MetricSpec.counter("http2_requests");

    private static final List<MetricSpec> STATUSES = List.of(OK, REDIRECTED, CLIENT_ERROR, SERVER_ERROR);

    /** All of them, with those of streams and of TLS. */
    public static final List<MetricSpec> ALL = StreamMetrics.joined(
            StreamMetrics.joined(STATUSES, List.of(HTTP2_REQUESTS)),
            StreamMetrics.joined(TlsMetrics.ALL, StreamMetrics.joined(StreamMetrics.SERVER, SocketMetrics.ALL)));

    /** Their charts. */
    public static final List<ChartSpec> CHARTS = StreamMetrics.joined(
            List.of(new ChartSpec("statuses", STATUSES), new ChartSpec("http2", List.of(HTTP2_REQUESTS))),
            StreamMetrics.joined(
                    TlsMetrics.CHARTS, StreamMetrics.joined(StreamMetrics.SERVER_CHARTS, SocketMetrics.CHARTS)));

    private HttpServerMetrics() {}

    /** A reply has been sent. */
    static void replied(MeterWriter meter, int status) {
        meter.add(STATUSES.get(Math.clamp(status / 100 - 2, 0, STATUSES.size() - 1)), 1);
    }
}
