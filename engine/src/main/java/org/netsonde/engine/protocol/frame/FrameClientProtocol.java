package org.netsonde.engine.protocol.frame;

import java.util.concurrent.CompletionStage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamClient;

/** {@code frame-client}. */
public final class FrameClientProtocol extends FrameProtocol<FrameClientSettings> {

    /** The entry of the registry. */
    public FrameClientProtocol() {
        super("frame-client", Role.CLIENT, "frame-server", FrameClientSettings.class, new FrameClientSettings());
    }

    @Override
    public CompletionStage<Binding<FrameClientSettings, FrameMessage>> start(
            FrameClientSettings settings, EndpointContext context) {
        return StreamClient.start(
                settings, FrameClientSettings::stream, new FrameCodec(context.clock()), new FrameInspector(), context);
    }
}
