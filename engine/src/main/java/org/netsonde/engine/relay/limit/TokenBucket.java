package org.netsonde.engine.relay.limit;

import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/**
 * Tokens trickle into a bucket evenly, and whatever passes takes its tokens out. What is not used is saved up until the bucket
 * is full, so that bursts may pass.
 *
 * @param rate how many come in a second; no more than one a nanosecond, as Bucket4j counts
 * @param burst how many there is room for; the bucket is full at first
 */
public record TokenBucket(
        @Option(min = 0, max = 1_000_000_000) double rate,
        @Option(min = 1, max = 1_000_000_000_000L) long burst) implements RateLimit {

    /** One in some seventeen minutes. */
    private static final double LEAST_RATE = 0.001;

    public TokenBucket {
        if (!(rate >= LEAST_RATE)) {
            throw new SettingsException("rate", Phrase.of("problem.atLeast", LEAST_RATE, rate));
        }
    }

    /** A hundred a second, and as many at once. */
    public TokenBucket() {
        this(100, 100);
    }

    @Override
    public Limiter limiter(long origin) {
        return new TokenBucketLimiter(rate, burst, origin);
    }
}
