package org.netsonde.engine.relay.form;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.Framing;

/** The forms of messages that relays know. */
public final class MessageForms {

    /** How many bytes of a message of HTTP or WebSocket are waited for at most. */
    static final int MOST_HELD = 8 << 20;

    private MessageForms() {}

    /**
     * What makes the form of each conversation.
     *
     * <p>HTTP/1.1 (RFC 9112): a request or reply is a message, its payload the head and the body without transfer coding. Up
     * to 8 MiB are waited for, or the buffer where that is less. Of a longer one, of one whose client waits to be told to continue, and of streams of events,
     * the head alone is a message, and the body passes in stretches. Behind an upgrade or a tunnel, and from the first byte
     * that is no HTTP/1.1, everything passes in stretches.
     *
     * <p>WebSocket (RFC 6455): the handshake passes in stretches, without the extensions that the client offers, so that
     * messages can be read. Behind it each text or binary message of up to 8 MiB, or the buffer, is a message, put together from its
     * fragments; a longer one, and frames that control the connection, pass in stretches. Those leave before a message whose
     * fragments they came between, since they are not to wait for it.
     *
     * @param buffer how many bytes a conversation may hold each way, at least 1; messages of other framings are as long as the
     *     framing allows
     * @return null for plain streams of bytes, in which nothing is looked for
     */
    public static @Nullable Supplier<MessageForm> of(Application application, Framing framing, long buffer) {
        int most = Math.clamp(buffer, 1, MOST_HELD);
        return switch (application) {
            case NONE -> framing instanceof Framing.Raw ? null : () -> new FramedForm(framing);
            case HTTP -> () -> new HttpForm(most);
            case WEBSOCKET -> () -> new WebSocketForm(most);
        };
    }
}
