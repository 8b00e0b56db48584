package org.netsonde.engine.protocol.frame;

import java.util.concurrent.CompletionStage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamClient;

/** {@code frame-client}. */
public final class FrameClientProtocol extends FrameProtocol<FrameClientSettings> {

    @Override
    public String id() {
        return "frame-client";
    }

    @Override
    public Role role() {
        return Role.CLIENT;
    }

    @Override
    public String counterpart() {
        return "frame-server";
    }

    @Override
    public Class<FrameClientSettings> settingsType() {
        return FrameClientSettings.class;
    }

    @Override
    public FrameClientSettings defaults() {
        return new FrameClientSettings();
    }

    @Override
    public CompletionStage<Binding<FrameClientSettings, FrameMessage>> start(
            FrameClientSettings settings, EndpointContext context) {
        return StreamClient.start(
                settings, FrameClientSettings::stream, new FrameCodec(context.clock()), new FrameInspector(), context);
    }
}
