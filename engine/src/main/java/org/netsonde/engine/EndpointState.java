package org.netsonde.engine;

import java.net.SocketAddress;
import java.time.Instant;

/** Where an endpoint is in its life. Only {@link Running} carries traffic; from {@link Failed} it can be started again. */
public sealed interface EndpointState {

    /** Not started, or stopped. */
    record Idle() implements EndpointState {}

    /** Binding or connecting. */
    record Starting() implements EndpointState {}

    /**
     * Running.
     *
     * @param address where a server is bound, or where a client is aimed at
     * @param since when it came up
     */
    record Running(SocketAddress address, Instant since) implements EndpointState {}

    /** Closing its connections and its listener. */
    record Stopping() implements EndpointState {}

    /** Did not start, or ended by itself with a failure. */
    record Failed(Failure failure) implements EndpointState {}

    /** Whether {@code start} may be called. */
    default boolean startable() {
        return this instanceof Idle || this instanceof Failed;
    }
}
