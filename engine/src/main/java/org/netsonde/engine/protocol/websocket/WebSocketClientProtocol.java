package org.netsonde.engine.protocol.websocket;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamClient;

/** {@code websocket-client}. */
public final class WebSocketClientProtocol extends WebSocketProtocol<WebSocketClientSettings> {

    /** The entry of the registry. */
    public WebSocketClientProtocol() {
        super(
                "websocket-client",
                Role.CLIENT,
                "websocket-server",
                WebSocketClientSettings.class,
                new WebSocketClientSettings());
    }

    @Override
    public List<Caution> cautions(WebSocketClientSettings settings) {
        return settings.tls().cautions("tls");
    }

    @Override
    public CompletionStage<Binding<WebSocketClientSettings, WebSocketMessage>> start(
            WebSocketClientSettings settings, EndpointContext context) {
        return Preparing.start(
                settings.webSocket(),
                context,
                headers -> StreamClient.start(settings, any -> any.stream(headers), codec(), context));
    }
}
