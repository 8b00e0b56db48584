package org.netsonde.engine.protocol.websocket;

import java.util.List;
import org.netsonde.engine.http.login.LoginMetrics;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.stream.SocketMetrics;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.stream.TlsMetrics;

/** The figures of WebSocket endpoints. */
final class WebSocketMetrics {

    /** Pings that were sent. */
    static final MetricSpec PINGS = MetricSpec.counter("pings");

    /** Pongs that answered them. */
    static final MetricSpec PONGS = MetricSpec.counter("pongs");

    /** Nanoseconds from pings to their pongs. */
    static final MetricSpec ROUND_TRIP = MetricSpec.duration("ping_time_ns", PONGS);

    private static final List<MetricSpec> OWN = StreamMetrics.joined(
            List.of(PINGS, PONGS, ROUND_TRIP), StreamMetrics.joined(TlsMetrics.ALL, SocketMetrics.ALL));

    static final List<MetricSpec> SERVER =
            StreamMetrics.joined(OWN, StreamMetrics.joined(StreamMetrics.SERVER, LoginMetrics.ALL));
    static final List<MetricSpec> CLIENT = StreamMetrics.joined(OWN, StreamMetrics.CLIENT);

    private static final List<ChartSpec> CHARTS = StreamMetrics.joined(
            List.of(new ChartSpec("round_trip", List.of(ROUND_TRIP)), new ChartSpec("pings", List.of(PINGS, PONGS))),
            StreamMetrics.joined(TlsMetrics.CHARTS, SocketMetrics.CHARTS));

    static final List<ChartSpec> SERVER_CHARTS =
            StreamMetrics.joined(CHARTS, StreamMetrics.joined(StreamMetrics.SERVER_CHARTS, LoginMetrics.CHARTS));
    static final List<ChartSpec> CLIENT_CHARTS = StreamMetrics.joined(CHARTS, StreamMetrics.CLIENT_CHARTS);

    private WebSocketMetrics() {}
}
