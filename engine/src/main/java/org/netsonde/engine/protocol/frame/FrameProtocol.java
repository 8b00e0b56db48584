package org.netsonde.engine.protocol.frame;

import java.time.InstantSource;
import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.BasicProtocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Settings;

/** What both frame protocols have in common as entries of the registry. */
abstract class FrameProtocol<S extends Record & Settings> extends BasicProtocol<S, FrameMessage> {

    FrameProtocol(String id, Role role, String counterpart, Class<S> settingsType, S defaults) {
        super(
                id,
                role,
                counterpart,
                settingsType,
                defaults,
                FrameMessage.class,
                new FrameMessage(),
                new FrameCodec(InstantSource.system()));
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
