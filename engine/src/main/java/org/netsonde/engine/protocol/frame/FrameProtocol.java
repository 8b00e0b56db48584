package org.netsonde.engine.protocol.frame;

import java.time.InstantSource;
import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Settings;

/** What both frame protocols have in common as entries of the registry. */
abstract class FrameProtocol<S extends Record & Settings> implements Protocol<S, FrameMessage> {

    private static final MessageCodec<FrameMessage> CODEC = new FrameCodec(InstantSource.system());

    @Override
    public final MessageCodec<FrameMessage> codec() {
        return CODEC;
    }

    @Override
    public final Class<FrameMessage> messageType() {
        return FrameMessage.class;
    }

    @Override
    public final FrameMessage emptyMessage() {
        return new FrameMessage();
    }

    @Override
    public final List<MetricSpec> metrics() {
        return role() == Role.CLIENT ? FrameMetrics.CLIENT : FrameMetrics.SERVER;
    }

    @Override
    public final List<ChartSpec> charts() {
        return role() == Role.CLIENT ? FrameMetrics.CLIENT_CHARTS : FrameMetrics.SERVER_CHARTS;
    }
}
