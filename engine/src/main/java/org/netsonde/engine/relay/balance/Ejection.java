package org.netsonde.engine.relay.balance;

import java.time.Duration;
import org.netsonde.engine.protocol.Option;

/**
 * When a back end that fails in use is left alone.
 *
 * @param failures after how many failures in a row; 0 for never
 * @param pause for how long at first; twice as long each time that it fails again when it is tried
 * @param maxPause for how long at most
 */
public record Ejection(
        @Option(min = 0, max = 1000) int failures,

        @Option(min = 10_000_000, max = 3_600_000_000_000L) Duration pause,

        @Option(min = 10_000_000, max = 86_400_000_000_000L) Duration maxPause) {

    /** After three failures, for one second at first and half a minute at most. */
    public Ejection() {
        this(3, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }
}
