package org.netsonde.engine.relay.limit;

import java.time.Duration;
import org.netsonde.engine.protocol.Option;

/**
 * Never more than so much in any stretch of time of that length, wherever it begins. A log of what was admitted says so
 * exactly up to a thousand entries; beyond those, what lies within a thousandth of the window counts as of its latest moment, so
 * that a little less may be admitted, and never more.
 *
 * @param permits how much
 * @param window how long
 */
public record SlidingWindow(
        @Option(min = 1, max = 1_000_000_000_000L) long permits,

        @Option(min = 1_000_000, max = 86_400_000_000_000L) Duration window)
        implements RateLimit {

    /** A hundred in any second. */
    public SlidingWindow() {
        this(100, Duration.ofSeconds(1));
    }

    @Override
    public Limiter limiter(long origin) {
        return new SlidingWindowLimiter(permits, window.toNanos(), origin);
    }
}
