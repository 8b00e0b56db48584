package org.netsonde.engine.http.server;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The body of a reply. */
public sealed interface ReplyBody {

    /**
     * One that is at hand.
     *
     * @param bytes not to be modified any more
     */
    record Bytes(byte[] bytes) implements ReplyBody {
        /** An empty one. */
        public static final Bytes NONE = new Bytes(new byte[0]);
    }

    /**
     * One that is made while it is sent, as fast as the peer takes it.
     *
     * @param length how long it will be; -1 where that is not known, and it is sent in chunks
     * @param source made anew for each reply, since it counts
     */
    record Made(long length, Supplier<Source> source) implements ReplyBody {}

    /** Makes the parts of a body. Used by one thread. */
    interface Source {

        /** The next part, of at most 64 KiB; null behind the last one. */
        byte @Nullable [] next();

        /** How long the part that {@link #next} gives next is held back, in nanoseconds. */
        default long pauseNanos() {
            return 0;
        }
    }
}
