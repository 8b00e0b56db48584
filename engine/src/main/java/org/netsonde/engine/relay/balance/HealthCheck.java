package org.netsonde.engine.relay.balance;

import java.time.Duration;
import org.netsonde.engine.protocol.Option;

/** How a relay finds out by itself whether a back end is well. */
public sealed interface HealthCheck {

    /** It does not. */
    record None() implements HealthCheck {}

    /**
     * It connects, and closes again.
     *
     * @param interval how often
     * @param timeout how long a check may take
     * @param rise after how many good checks in a row a back end is up again
     * @param fall after how many bad ones in a row it is down
     */
    record Connect(
            @Option(min = 10_000_000, max = 3_600_000_000_000L)
            Duration interval,

            @Option(min = 1_000_000, max = 600_000_000_000L) Duration timeout,

            @Option(min = 1, max = 100) int rise,
            @Option(min = 1, max = 100) int fall)
            implements HealthCheck {

        /** Every two seconds, for at most one; two good ones and three bad ones count. */
        public Connect() {
            this(Duration.ofSeconds(2), Duration.ofSeconds(1), 2, 3);
        }
    }
}
