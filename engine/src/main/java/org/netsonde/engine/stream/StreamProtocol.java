package org.netsonde.engine.stream;

import java.util.List;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Settings;

/**
 * What all protocols on byte streams have in common as entries of the registry: messages are bytes, and the figures are
 * those of stream servers or clients.
 *
 * @param <S> the settings
 */
public abstract class StreamProtocol<S extends Record & Settings> implements Protocol<S, StreamMessage> {

    private static final MessageCodec<StreamMessage> CODEC = new StreamMessageCodec();

    private final String id;
    private final Role role;
    private final String counterpart;
    private final Class<S> settingsType;
    private final S defaults;

    /**
     * An entry.
     *
     * @param counterpart the id of the other side's protocol
     */
    protected StreamProtocol(String id, Role role, String counterpart, Class<S> settingsType, S defaults) {
        this.id = id;
        this.role = role;
        this.counterpart = counterpart;
        this.settingsType = settingsType;
        this.defaults = defaults;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Role role() {
        return role;
    }

    @Override
    public final String counterpart() {
        return counterpart;
    }

    @Override
    public final Class<S> settingsType() {
        return settingsType;
    }

    @Override
    public final S defaults() {
        return defaults;
    }

    @Override
    public final MessageCodec<StreamMessage> codec() {
        return CODEC;
    }

    @Override
    public final Class<StreamMessage> messageType() {
        return StreamMessage.class;
    }

    @Override
    public final StreamMessage emptyMessage() {
        return new StreamMessage();
    }

    @Override
    public List<MetricSpec> metrics() {
        return role == Role.CLIENT ? StreamMetrics.CLIENT : StreamMetrics.SERVER;
    }

    @Override
    public List<ChartSpec> charts() {
        return role == Role.CLIENT ? StreamMetrics.CLIENT_CHARTS : StreamMetrics.SERVER_CHARTS;
    }
}
