package org.netsonde.engine.protocol.frame;

import org.netsonde.engine.protocol.JsonText;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.protocol.Shorthand;
import org.netsonde.engine.protocol.frame.json.JsonException;

/**
 * The message of the frame protocols.
 *
 * @param type the type of the frame; empty to send the payload as it stands, without a frame around it
 * @param payload a JSON object, or text that is sent as {@code {"text": …}}
 * @param checksum what is sent as the checksum; empty for the right one
 */
@Shorthand("payload")
public record FrameMessage(
        @Option(max = 1024) String type,
        @Option(max = 4 << 20, editor = "payload") JsonText payload,
        @Option(max = 1024) String checksum) {

    /** The type that goes without saying. */
    static final String DEFAULT_TYPE = "echo";

    public FrameMessage {
        if (!type.isEmpty()) {
            try {
                FramePayload.of(payload.source());
            } catch (JsonException e) {
                throw new SettingsException("payload", e.phrase());
            }
        }
    }

    /** An empty text to be echoed. */
    public FrameMessage() {
        this(DEFAULT_TYPE, new JsonText(""), "");
    }

    /** Sends a text as it stands, whether it is a frame or not. */
    static FrameMessage bare(String text) {
        return new FrameMessage("", new JsonText(text), "");
    }

    /** Whether there is a frame around the payload. */
    boolean isFramed() {
        return !type.isEmpty();
    }

    /** The payload of the frame. */
    FramePayload written() {
        try {
            return FramePayload.of(payload.source());
        } catch (JsonException e) {
            throw new IllegalStateException("checked when it was made", e);
        }
    }
}
