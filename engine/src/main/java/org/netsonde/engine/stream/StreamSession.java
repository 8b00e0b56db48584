package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import org.netsonde.engine.message.FrameScanner;

/**
 * What an endpoint does with one connection. Called by the stages of its {@link MessageLayer} on the connection's thread: {@code opened}
 * first, then reads, {@code closed} once at the end.
 */
public interface StreamSession extends FrameScanner.Sink {

    /** The connection is open. */
    void opened();

    /**
     * The messages of a read were all reported through {@link #frame}.
     *
     * @param in holds them, whole, in {@code [start, end)}; the callee may retain slices
     */
    void read(ByteBuf in, int start, int end, int messages);

    /** A read has ended in the middle of a message; told behind {@link #read}. */
    default void begun() {}

    /** No more is to be read for now: time to flush. */
    void readComplete();

    /** The write buffer went below its low mark, or above its high mark. */
    void writable(boolean writable);

    /** The peer shut down its sending side. */
    void inputClosed();

    /** The connection is closed. */
    void closed();
}
