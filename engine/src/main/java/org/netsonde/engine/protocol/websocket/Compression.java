package org.netsonde.engine.protocol.websocket;

import org.netsonde.engine.protocol.Option;

/** Whether messages are compressed. */
public sealed interface Compression {

    /** They are not. */
    record Off() implements Compression {}

    /**
     * They are, if the peer agrees: permessage-deflate (RFC 7692).
     *
     * @param level from 1, the fastest, to 9, the smallest
     * @param window how far back the peer may refer, as a power of two (server_max_window_bits, client_max_window_bits)
     * @param contextTakeover whether the peer may refer to earlier messages; without it each stands for itself and takes less
     *     memory between messages (server_no_context_takeover, client_no_context_takeover)
     */
    record Deflate(
            @Option(min = 1, max = 9) int level,
            @Option(min = 9, max = 15) int window,
            boolean contextTakeover) implements Compression {

        /** As most programs do it. */
        public Deflate() {
            this(6, 15, true);
        }
    }
}
