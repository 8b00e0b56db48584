package org.netsonde.engine.protocol;

import java.net.InetSocketAddress;

/** Finds where the endpoints of the workspace are bound. */
@FunctionalInterface
public interface EndpointDirectory {

    /**
     * Where a running endpoint is reached; a wide bind is reached through loopback.
     *
     * @throws org.netsonde.engine.FailureException if there is no such endpoint, or it is not running
     */
    InetSocketAddress resolve(String name);
}
