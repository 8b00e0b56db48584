package org.netsonde.engine.protocol.frame;

import java.util.concurrent.CompletionStage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamServer;

/** {@code frame-server}. */
public final class FrameServerProtocol extends FrameProtocol<FrameServerSettings> {

    @Override
    public String id() {
        return "frame-server";
    }

    @Override
    public Role role() {
        return Role.SERVER;
    }

    @Override
    public String counterpart() {
        return "frame-client";
    }

    @Override
    public Class<FrameServerSettings> settingsType() {
        return FrameServerSettings.class;
    }

    @Override
    public FrameServerSettings defaults() {
        return new FrameServerSettings();
    }

    @Override
    public CompletionStage<Binding<FrameServerSettings, FrameMessage>> start(
            FrameServerSettings settings, EndpointContext context) {
        return StreamServer.start(settings, s -> s.stream(context.clock()), new FrameCodec(context.clock()), context);
    }
}
