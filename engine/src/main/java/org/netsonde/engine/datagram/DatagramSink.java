package org.netsonde.engine.datagram;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/** What an endpoint does with what happens on its {@link DatagramPort}. Called on the port's event loop. */
public interface DatagramSink {

    /**
     * A datagram arrived.
     *
     * @param in holds it between its indexes; only valid during the call unless retained
     */
    void received(ByteBuf in, InetSocketAddress from);

    /** No more is to be read for now: time to flush. */
    void readComplete();

    /** A port that took no more does again. */
    void writable();

    /** A datagram to that address could not be sent; the port stays open unless {@link #closed} follows. */
    void unsent(InetSocketAddress to, Throwable cause);

    /** A read failed; the port stays open unless {@link #closed} follows. */
    void failed(Throwable cause);

    /** The port is closed; called once for every port that was opened. */
    void closed();
}
