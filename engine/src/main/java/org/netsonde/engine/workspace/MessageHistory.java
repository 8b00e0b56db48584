package org.netsonde.engine.workspace;

import java.util.ArrayList;
import java.util.List;

/**
 * The messages that were sent from an endpoint's send box, each once, in the workspace file as
 *
 * <pre>{@code
 * "history": [
 *   {"at": "2026-01-31T12:00:00Z", "message": {"method": "GET", "url": "/get"}}
 * ]
 * }</pre>
 *
 * <p>The latest {@value #MOST} are kept, and of these as many as take {@value #MOST_BYTES} bytes together. Immutable.
 *
 * @param messages the latest last
 */
public record MessageHistory(List<SentMessage> messages) {

    /** How many there are at most. */
    public static final int MOST = 50;

    /** How many bytes they take at most, about. */
    public static final int MOST_BYTES = 1 << 20;

    /** Nothing was sent. */
    public static final MessageHistory EMPTY = new MessageHistory(List.of());

    public MessageHistory {
        messages = bounded(messages);
    }

    private static List<SentMessage> bounded(List<SentMessage> all) {
        List<SentMessage> kept = new ArrayList<>();
        long bytes = 0;
        for (SentMessage message : all.reversed()) {
            bytes += message.size();
            if (kept.size() >= MOST || bytes > MOST_BYTES) {
                break;
            }
            kept.add(message);
        }
        return List.copyOf(kept.reversed());
    }

    /**
     * This history with a message that was sent now; the same message sent earlier gives way to it. One that takes all the
     * room by itself is not kept.
     */
    public MessageHistory with(SentMessage sent) {
        if (sent.size() > MOST_BYTES) {
            return this;
        }
        List<SentMessage> all = new ArrayList<>(messages);
        all.removeIf(sent::same);
        all.add(sent);
        return new MessageHistory(all);
    }
}
