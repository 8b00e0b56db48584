package org.netsonde.app.traffic;

import java.util.Optional;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.MessageCodec.Content;
import org.netsonde.engine.traffic.TrafficMessage;

/**
 * A message as its protocol reads it.
 *
 * @param message as it crossed the wire
 * @param content what is shown of it, found and copied
 */
record ReadMessage(TrafficMessage message, Content content) {

    /** A message of which all bytes are content. */
    static ReadMessage whole(TrafficMessage message) {
        return new ReadMessage(message, new Content(Optional.empty(), message.bytes()));
    }

    /** Its kind, if there is something to say. */
    Optional<Phrase> kind() {
        return content.kind();
    }

    /** Its content. Not to be modified. */
    byte[] body() {
        return content.body();
    }

    /** How many bytes it holds in memory. */
    @SuppressWarnings("ReferenceEquality") // the very array takes no more room
    int size() {
        byte[] recorded = message.bytes();
        return recorded.length + (recorded == body() ? 0 : body().length);
    }
}
