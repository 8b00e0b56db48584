package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import java.net.SocketAddress;
import java.util.Optional;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.MeterWriter;

/** Looks at each message that a client receives, such as for its checksum. Called on the client's event loop. */
@FunctionalInterface
public interface ReplyInspector {

    /** Takes everything as it is. */
    ReplyInspector NONE = (meter, from, in, index, length) -> Optional.empty();

    /**
     * A message arrived.
     *
     * @param meter for figures of the protocol's own
     * @param from who sent it
     * @param in holds it at {@code index}; only valid during the call
     * @return a failure that is counted and written down; the connection survives it
     */
    Optional<Failure> received(MeterWriter meter, SocketAddress from, ByteBuf in, int index, int length);
}
