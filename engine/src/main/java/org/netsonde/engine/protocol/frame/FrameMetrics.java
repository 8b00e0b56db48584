package org.netsonde.engine.protocol.frame;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.stream.StreamMetrics;

/** The figures of frame endpoints. */
final class FrameMetrics {

    /** Frames received that were whole, with the right checksum, and of a type that was known. */
    static final MetricSpec GOOD = MetricSpec.counter("good_frames");

    /** Messages received that were not. */
    static final MetricSpec BAD = MetricSpec.counter("bad_frames");

    static final List<MetricSpec> SERVER = StreamMetrics.joined(List.of(GOOD, BAD), StreamMetrics.SERVER);
    static final List<MetricSpec> CLIENT = StreamMetrics.joined(List.of(GOOD, BAD), StreamMetrics.CLIENT);

    private static final List<ChartSpec> FRAMES = List.of(new ChartSpec("frames", List.of(GOOD, BAD)));

    static final List<ChartSpec> SERVER_CHARTS = StreamMetrics.joined(FRAMES, StreamMetrics.SERVER_CHARTS);
    static final List<ChartSpec> CLIENT_CHARTS = StreamMetrics.joined(FRAMES, StreamMetrics.CLIENT_CHARTS);

    private FrameMetrics() {}
}
