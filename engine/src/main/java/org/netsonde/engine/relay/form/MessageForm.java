package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Piece;

/**
 * How messages stand in the two byte streams of one conversation. Confined to its event loop.
 */
public interface MessageForm {

    /** What finds messages on that way. */
    Unpacker unpacker(Heading heading);

    /**
     * Writes a piece as it stands in the stream; takes it over. One that still is as it came leaves as it came. Called for
     * each piece that leaves, stretches included, in the order in which they leave; what it gives may be empty.
     *
     * @throws org.netsonde.engine.message.EscapeException if it cannot be written, such as one longer than its length field
     *     can say; it is released
     */
    ByteBuf pack(Heading heading, Piece piece, ByteBufAllocator alloc);

    /**
     * The words for a client whose message is not passed on, such as an answer with status 429.
     *
     * @param message the message, which stays the caller's
     * @param waitNanos after how long it might try again
     * @return null where the protocol has none, or they would not be understood now
     */
    default @Nullable ByteBuf refusal(Piece message, long waitNanos, ByteBufAllocator alloc) {
        return null;
    }

    /**
     * Whether both sides would be out of step if a message were not passed on without a word: what follows would be taken for
     * what answers it. The conversation is closed then.
     */
    default boolean isAwaited(Piece message) {
        return false;
    }

    /**
     * The words for a client that is not admitted; null where the protocol has none.
     *
     * @param waitNanos after how long it might try again; 0 where that is not known
     */
    default @Nullable ByteBuf rejected(long waitNanos, ByteBufAllocator alloc) {
        return null;
    }

    /** The words for a client for which there is no back end; null where the protocol has none. */
    default @Nullable ByteBuf unavailable(ByteBufAllocator alloc) {
        return null;
    }
}
