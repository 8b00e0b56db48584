package org.netsonde.engine.protocol.tcp;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamClient;
import org.netsonde.engine.stream.StreamMetrics;

/** {@code tcp-client}. */
public final class TcpClientProtocol implements Protocol<TcpClientSettings, StreamMessage> {

    @Override
    public String id() {
        return "tcp-client";
    }

    @Override
    public Role role() {
        return Role.CLIENT;
    }

    @Override
    public Class<TcpClientSettings> settingsType() {
        return TcpClientSettings.class;
    }

    @Override
    public TcpClientSettings defaults() {
        return new TcpClientSettings();
    }

    @Override
    public Class<StreamMessage> messageType() {
        return StreamMessage.class;
    }

    @Override
    public StreamMessage emptyMessage() {
        return new StreamMessage();
    }

    @Override
    public String counterpart() {
        return "tcp-server";
    }

    @Override
    public List<MetricSpec> metrics() {
        return StreamMetrics.CLIENT;
    }

    @Override
    public CompletionStage<Binding<TcpClientSettings, StreamMessage>> start(
            TcpClientSettings settings, EndpointContext context) {
        return StreamClient.start(settings, TcpClientSettings::stream, context);
    }
}
