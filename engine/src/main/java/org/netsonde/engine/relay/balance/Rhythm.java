package org.netsonde.engine.relay.balance;

import java.time.Duration;
import org.netsonde.engine.protocol.Option;

/**
 * How often a back end is checked, and how many checks in a row count.
 *
 * @param checkInterval the time from the start of one check to the start of the next
 * @param checkTimeout how long a check may take
 * @param rise after how many good checks in a row a back end is up again
 * @param fall after how many bad ones in a row it is down
 */
public record Rhythm(
        @Option(min = 10_000_000, max = 3_600_000_000_000L) Duration checkInterval,

        @Option(min = 1_000_000, max = 600_000_000_000L) Duration checkTimeout,

        @Option(min = 1, max = 100) int rise,
        @Option(min = 1, max = 100) int fall) {

    /** Every two seconds, for at most one; two good ones and three bad ones count. */
    public Rhythm() {
        this(Duration.ofSeconds(2), Duration.ofSeconds(1), 2, 3);
    }
}
