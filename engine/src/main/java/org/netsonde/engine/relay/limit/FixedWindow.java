package org.netsonde.engine.relay.limit;

import java.time.Duration;
import org.netsonde.engine.protocol.Option;

/**
 * So much in each window of the clock; at its end the count begins anew. The windows follow each other from the moment at which
 * the limit was set, whatever comes. Around an end of a window as much as two windows
 * admit may pass in a moment.
 *
 * @param permits how much
 * @param window how long
 */
public record FixedWindow(
        @Option(min = 1, max = 1_000_000_000_000L) long permits,

        @Option(min = 1_000_000, max = 86_400_000_000_000L) Duration window)
        implements RateLimit {

    /** A hundred a second. */
    public FixedWindow() {
        this(100, Duration.ofSeconds(1));
    }

    @Override
    public Limiter limiter(long origin) {
        return new FixedWindowLimiter(permits, window.toNanos(), origin);
    }
}
