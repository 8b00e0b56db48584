package org.netsonde.engine.protocol.websocket;

import java.util.concurrent.CompletableFuture;
import org.netsonde.engine.http.ClientAuthorization;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.protocol.EndpointContext;

/** The header fields of an opening handshake, with what tells who asks. Safe for threads. */
interface Credentials {

    /** Sees to it that {@link #fields} has all that is needed; asked before each connection. May be cancelled. */
    CompletableFuture<?> ready();

    /** The fields, as they are to be sent now. */
    SentHeaders fields();

    /** The server has switched protocols for these. */
    void accepted(SentHeaders fields);

    /** The server has answered 401 to these. */
    void refused(SentHeaders fields);

    /** Those of a client's settings. */
    static Credentials of(WebSocketClientSettings settings, SentHeaders headers, EndpointContext context) {
        return settings.authorization() instanceof ClientAuthorization.Login login
                ? new LoginFirst(login, settings, headers, context)
                : new Fixed(headers);
    }

    /** What never changes. */
    record Fixed(SentHeaders fields) implements Credentials {

        @Override
        public CompletableFuture<?> ready() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void accepted(SentHeaders used) {
            // There is nothing to learn from it.
        }

        @Override
        public void refused(SentHeaders used) {
            // There are no others.
        }
    }
}
