package org.netsonde.engine.protocol.frame;

import java.util.List;
import org.netsonde.engine.load.PoolMetrics;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.stream.SocketMetrics;
import org.netsonde.engine.stream.StreamMetrics;

/** The figures of frame endpoints. */
final class FrameMetrics {

    /** Frames received that were whole, with the right checksum, and of a type that was known. */
    static final MetricSpec GOOD = MetricSpec.counter("good_frames");

    /** Messages received that were not. */
    static final MetricSpec BAD = MetricSpec.counter("bad_frames");

    private static final List<MetricSpec> FIGURES = List.of(GOOD, BAD);

    static final List<MetricSpec> SERVER = StreamMetrics.joined(FIGURES, StreamMetrics.SERVER, SocketMetrics.ALL);
    static final List<MetricSpec> CLIENT =
            StreamMetrics.joined(FIGURES, StreamMetrics.CLIENT, PoolMetrics.ALL, SocketMetrics.ALL);

    private static final List<ChartSpec> FRAMES = List.of(new ChartSpec("frames", FIGURES));

    static final List<ChartSpec> SERVER_CHARTS =
            StreamMetrics.joined(FRAMES, StreamMetrics.SERVER_CHARTS, SocketMetrics.CHARTS);
    static final List<ChartSpec> CLIENT_CHARTS =
            StreamMetrics.joined(FRAMES, StreamMetrics.CLIENT_CHARTS, PoolMetrics.CHARTS, SocketMetrics.CHARTS);

    private FrameMetrics() {}
}
