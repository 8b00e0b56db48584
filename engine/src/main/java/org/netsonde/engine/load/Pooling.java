package org.netsonde.engine.load;

import java.time.Duration;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;

/** Whether a client keeps one connection for all of its messages, or a pool of them. */
public sealed interface Pooling {

    /** One connection. */
    record Off() implements Pooling {}

    /**
     * Each message has a connection to itself until it is answered, and then the connection serves the next.
     *
     * @param max how many connections there may be at a time
     * @param limits how long is waited for one, and how long one serves
     * @param idleTimeout after how long a connection that nobody needs is ended; 0 for never
     * @param check whether a connection that has rested is asked before it is used again
     */
    record On(
            @Option(min = 1, max = 10_000) int max,
            @Inline PoolLimits limits,

            @Option(min = 0, max = 86_400_000_000_000L) Duration idleTimeout,

            IdleCheck check)
            implements Pooling {

        /** Eight connections, for which a thousand requests wait five seconds; idle ones go after a minute. */
        public On() {
            this(8, new PoolLimits(1000, Duration.ofSeconds(5), 0), Duration.ofSeconds(60), new IdleCheck.None());
        }
    }
}
