package org.netsonde.engine.relay.link;

import io.netty.buffer.ByteBufAllocator;
import java.net.InetSocketAddress;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.MetricSpec;

/**
 * One direction of one conversation, as its {@linkplain Stage stages} see it. Everything but {@link #execute}
 * belongs to the event loop of the conversation.
 */
public interface Passage {

    /** Which way it goes. */
    Heading heading();

    /** The number of the conversation, counted up from 1 since the relay was started. */
    long conversation();

    /** The id of the client's connection, as listed among those of the endpoint. */
    long connection();

    /** The client. */
    InetSocketAddress client();

    /** The name of the back end. */
    String backEnd();

    /** Whether pieces are datagrams. */
    boolean datagrams();

    /**
     * Whether messages are looked for, so that a stretch is what lies between them, such as a handshake; where none are, each
     * read is as good as a message. Always so for datagrams.
     */
    default boolean messages() {
        return datagrams();
    }

    /** The time, as {@link System#nanoTime()} counts it. */
    long now();

    /** Runs a task on the event loop after so many nanoseconds. */
    Timer after(long nanos, Runnable task);

    /**
     * Runs a task on the event loop, soon; from any thread. A task that comes once the conversation is over, or is left then,
     * may never run.
     */
    void execute(Runnable task);

    /** Where to take buffers from. */
    ByteBufAllocator alloc();

    /**
     * A stage holds so many bytes more, or, negative, fewer. No more is read while too much is held; for datagrams, which
     * cannot be held up, see {@link #hasRoom}.
     */
    void holds(int bytes);

    /** Whether another piece may be held; a datagram that finds no room is to be dropped and counted. */
    boolean hasRoom();

    /** Counts for the endpoint. */
    void count(MetricSpec metric, long delta);

    /** Writes down in the traffic what was done. */
    void note(Phrase what);

    /**
     * Does not pass a message on, and tells its sender so where the protocol has words for it; takes it over.
     *
     * @param waitNanos after how long the sender might try again
     */
    void refuse(Piece piece, long waitNanos);

    /** Ends the conversation at once: both sides are reset. */
    void reset(Phrase why);

    /** Ends the conversation: both sides get what was written to them, and are closed. */
    void close(Phrase why);

    /** What runs later. */
    @FunctionalInterface
    interface Timer {
        /** Does not let it run; nothing once it has run. */
        void cancel();
    }
}
