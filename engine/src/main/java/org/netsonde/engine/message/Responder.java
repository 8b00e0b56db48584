package org.netsonde.engine.message;

import org.netsonde.engine.protocol.Option;

/** What a server does with a message: the settings of it. */
public sealed interface Responder extends HandlerFactory {

    /**
     * Sends every message back.
     *
     * @param prefix put before it, in UTF-8
     */
    record Echo(@Option(max = 1024) String prefix) implements Responder {
        public Echo() {
            this("");
        }

        @Override
        public MessageHandler handler() {
            return new EchoHandler(prefix);
        }
    }

    /**
     * Sends every message to every connection, behind the sender's address.
     *
     * @param replay how many of the latest messages go to whoever joins
     * @param includeSender whether the sender gets its own message too
     */
    record Broadcast(@Option(min = 0, max = 10_000) int replay, boolean includeSender) implements Responder {
        public Broadcast() {
            this(0, true);
        }

        @Override
        public MessageHandler handler() {
            return new BroadcastHandler(replay, includeSender);
        }
    }

    /** Reads and says nothing. */
    record Discard() implements Responder {
        @Override
        public MessageHandler handler() {
            return (peer, in, index, length) -> {};
        }
    }
}
