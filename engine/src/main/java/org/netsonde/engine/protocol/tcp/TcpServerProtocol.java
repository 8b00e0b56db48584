package org.netsonde.engine.protocol.tcp;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.stream.StreamServer;

/** {@code tcp-server}. */
public final class TcpServerProtocol implements Protocol<TcpServerSettings, StreamMessage> {

    @Override
    public String id() {
        return "tcp-server";
    }

    @Override
    public Role role() {
        return Role.SERVER;
    }

    @Override
    public Class<TcpServerSettings> settingsType() {
        return TcpServerSettings.class;
    }

    @Override
    public TcpServerSettings defaults() {
        return new TcpServerSettings();
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
        return "tcp-client";
    }

    @Override
    public List<MetricSpec> metrics() {
        return StreamMetrics.SERVER;
    }

    @Override
    public CompletionStage<Binding<TcpServerSettings, StreamMessage>> start(
            TcpServerSettings settings, EndpointContext context) {
        return StreamServer.start(settings, TcpServerSettings::stream, context);
    }
}
