package org.netsonde.engine.protocol.frame;

import java.util.concurrent.CompletionStage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamServer;

/** {@code frame-server}. */
public final class FrameServerProtocol extends FrameProtocol<FrameServerSettings> {

    /** The entry of the registry. */
    public FrameServerProtocol() {
        super("frame-server", Role.SERVER, "frame-client", FrameServerSettings.class, new FrameServerSettings());
    }

    @Override
    public CompletionStage<Binding<FrameServerSettings, FrameMessage>> start(
            FrameServerSettings settings, EndpointContext context) {
        return StreamServer.start(settings, s -> s.stream(context.clock()), new FrameCodec(context.clock()), context);
    }
}
