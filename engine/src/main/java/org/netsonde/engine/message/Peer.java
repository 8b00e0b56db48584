package org.netsonde.engine.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.SocketAddress;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.MeterWriter;

/** The other side of a connection, as a {@link MessageHandler} sees it; used on the connection's thread only. */
public interface Peer {

    /** The connection's id. */
    long connectionId();

    /** Its address. */
    SocketAddress remote();

    /** Where to take buffers from. */
    ByteBufAllocator alloc();

    /** Answers with a message; framed, and flushed when the present read has been handled. Leaves ownership with the caller. */
    void reply(ByteBuf payload);

    /** Sends a message to every connection of the endpoint; leaves ownership with the caller. */
    void broadcast(ByteBuf payload, boolean includeSelf);

    /**
     * Runs a task on the connection's thread after a while, unless the connection is closed by then; what it replies is
     * flushed. Bounded in number and weight: what finds no room is counted as dropped.
     *
     * @param delayNanos after how long
     * @param weight about how many bytes the task keeps in memory until then
     * @return false if there was no room
     */
    boolean later(long delayNanos, int weight, Runnable task);

    /** Whether it takes more now; {@link MessageHandler#writable} tells when it does again. */
    boolean isWritable();

    /** Whether it makes the sender wait when it is slow: streams do, datagrams do not. */
    boolean hasBackPressure();

    /** Closes the connection once what was replied has left. */
    void close();

    /** Counts a failure that the connection survives, and writes it down. */
    void note(Failure failure);

    /** The endpoint's counters, for figures of the protocol's own. */
    MeterWriter meter();
}
