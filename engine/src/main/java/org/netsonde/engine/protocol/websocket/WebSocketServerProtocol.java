package org.netsonde.engine.protocol.websocket;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.http.login.LoginGate;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Caution;
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
                settings.webSocket().headers(),
                new Authorization.None(),
                context,
                headers -> LoginGate.guard(settings.login(), context, gate -> open(settings, headers, gate, context)));
    }

    private CompletionStage<Binding<WebSocketServerSettings, WebSocketMessage>> open(
            WebSocketServerSettings settings, SentHeaders headers, LoginGate gate, EndpointContext context) {
        Guests guests = settings.login().isRequired() ? new Guests(gate, context) : null;
        CompletionStage<Binding<WebSocketServerSettings, WebSocketMessage>> started =
                StreamServer.start(settings, any -> any.stream(headers, guests), codec(), context);
        started.whenComplete((server, error) -> {
            if (error != null && guests != null) {
                guests.close();
            }
        });
        // Not what follows from it, since cancelling that would not give up the start.
        return started;
    }

    @Override
    public List<Caution> cautions(WebSocketServerSettings settings) {
        return settings.login().isRequired() && !settings.tls().isOn()
                ? List.of(Caution.warning("login", "clearLogin"))
                : List.of();
    }
}
