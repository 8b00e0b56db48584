package org.netsonde.engine.protocol.websocket;

import java.util.concurrent.CompletionStage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamServer;

/** {@code websocket-server}. */
public final class WebSocketServerProtocol extends WebSocketProtocol<WebSocketServerSettings> {

    /** The entry of the registry. */
    public WebSocketServerProtocol() {
        super(
                "websocket-server",
                Role.SERVER,
                "websocket-client",
                WebSocketServerSettings.class,
                new WebSocketServerSettings());
    }

    @Override
    public CompletionStage<Binding<WebSocketServerSettings, WebSocketMessage>> start(
            WebSocketServerSettings settings, EndpointContext context) {
        return Preparing.start(
                settings.webSocket(),
                context,
                headers -> StreamServer.start(settings, any -> any.stream(headers), codec(), context));
    }
}
