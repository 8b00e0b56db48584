package org.netsonde.engine.protocol.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.http.client.HttpClientConfig;
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
        List<Caution> cautions = new ArrayList<>(settings.tls().cautions("tls"));
        cautions.addAll(HttpClientConfig.cautions(settings.authorization(), settings.tls()));
        return List.copyOf(cautions);
    }

    @Override
    public CompletionStage<Binding<WebSocketClientSettings, WebSocketMessage>> start(
            WebSocketClientSettings settings, EndpointContext context) {
        return Preparing.start(settings.webSocket().headers(), settings.authorization(), context, headers -> {
            Credentials credentials = Credentials.of(settings, headers, context);
            return StreamClient.start(settings, any -> any.stream(credentials), codec(), context);
        });
    }
}
