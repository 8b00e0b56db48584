package org.netsonde.engine.http.client;

import java.time.Duration;
import org.netsonde.engine.load.PoolLimits;
import org.netsonde.engine.protocol.Inline;

/**
 * How the requests of a client of HTTP share its connections.
 *
 * @param limits how long is waited for one, and how long one serves
 * @param check whether a connection that has rested is asked before it is used again
 */
public record HttpPooling(@Inline PoolLimits limits, HttpIdleCheck check) {

    /** Ten thousand requests wait as long as they may take; nothing is asked. */
    public HttpPooling() {
        this(new PoolLimits(10_000, Duration.ZERO, 0), new HttpIdleCheck.None());
    }
}
