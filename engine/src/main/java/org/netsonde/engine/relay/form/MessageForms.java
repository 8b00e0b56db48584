package org.netsonde.engine.relay.form;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.Framing;

/** The forms of messages that relays know. */
public final class MessageForms {

    private MessageForms() {}

    /**
     * What makes the form of each conversation.
     *
     * <p>HTTP/1.1 (RFC 9112): a request or reply is a message, its payload the head and the body without transfer coding. Up
     * to 8 MiB are waited for. Of a longer one, of one whose client waits to be told to continue, and of streams of events,
     * the head alone is a message, and the body passes in stretches. Behind an upgrade or a tunnel, and from the first byte
     * that is no HTTP/1.1, everything passes in stretches.
     *
     * <p>WebSocket (RFC 6455): the handshake passes in stretches, without the extensions that the client offers, so that
     * messages can be read. Behind it each text or binary message of up to 16 MiB is a message, put together from its
     * fragments; a longer one, and frames that control the connection, pass in stretches. Those leave before a message whose
     * fragments they came between, since they are not to wait for it.
     *
     * @return null for plain streams of bytes, in which nothing is looked for
     */
    public static @Nullable Supplier<MessageForm> of(Application application, Framing framing) {
        return switch (application) {
            case NONE -> framing instanceof Framing.Raw ? null : () -> new FramedForm(framing);
            case HTTP -> HttpForm::new;
            case WEBSOCKET -> WebSocketForm::new;
        };
    }
}
