package org.netsonde.engine.stream;

import java.util.List;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.BasicProtocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Settings;

/**
 * What all protocols on byte streams have in common as entries of the registry: messages are bytes, and the figures are
 * those of stream servers or clients.
 *
 * @param <S> the settings
 */
public abstract class StreamProtocol<S extends Record & Settings> extends BasicProtocol<S, StreamMessage> {

    /**
     * An entry.
     *
     * @param counterpart the id of the other side's protocol
     */
    protected StreamProtocol(String id, Role role, String counterpart, Class<S> settingsType, S defaults) {
        super(
                id,
                role,
                counterpart,
                settingsType,
                defaults,
                StreamMessage.class,
                new StreamMessage(),
                new StreamMessageCodec());
    }

    @Override
    public List<MetricSpec> metrics() {
        return StreamMetrics.joined(
                role() == Role.CLIENT ? StreamMetrics.CLIENT : StreamMetrics.SERVER, SocketMetrics.ALL);
    }

    @Override
    public List<ChartSpec> charts() {
        return StreamMetrics.joined(
                role() == Role.CLIENT ? StreamMetrics.CLIENT_CHARTS : StreamMetrics.SERVER_CHARTS,
                SocketMetrics.CHARTS);
    }
}
