package org.netsonde.engine.protocol.websocket;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.BasicProtocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.traffic.WireForm;

/** What both WebSocket protocols have in common as entries of the registry. */
abstract class WebSocketProtocol<S extends Record & Settings> extends BasicProtocol<S, WebSocketMessage> {

    private static final WireForm FRAMES = new FrameWire();

    WebSocketProtocol(String id, Role role, String counterpart, Class<S> settingsType, S defaults) {
        super(
                id,
                role,
                counterpart,
                settingsType,
                defaults,
                WebSocketMessage.class,
                new WebSocketMessage(),
                new WebSocketCodec());
    }

    @Override
    public final WireForm wire() {
        return FRAMES;
    }

    @Override
    public final List<MetricSpec> metrics() {
        return role() == Role.CLIENT ? WebSocketMetrics.CLIENT : WebSocketMetrics.SERVER;
    }

    @Override
    public final List<ChartSpec> charts() {
        return role() == Role.CLIENT ? WebSocketMetrics.CLIENT_CHARTS : WebSocketMetrics.SERVER_CHARTS;
    }
}
