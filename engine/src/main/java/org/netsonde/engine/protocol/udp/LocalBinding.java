package org.netsonde.engine.protocol.udp;

import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Shorthand;

/**
 * Where a client's own socket is bound.
 *
 * @param host the address; empty for any
 * @param port the port; 0 for any free one
 */
@Shorthand("host")
public record LocalBinding(
        @Option(max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port) {

    /** Any address and port. */
    public LocalBinding() {
        this("", 0);
    }
}
