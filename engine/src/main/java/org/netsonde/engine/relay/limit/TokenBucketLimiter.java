package org.netsonde.engine.relay.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/** Keeps to a {@link TokenBucket}. What is admitted later has taken its tokens already, so that the bucket owes some. */
final class TokenBucketLimiter extends Limiter {

    /** Bucket4j counts whole tokens a period; over these rates that are not whole are kept to 0.05 % at least, in seconds. */
    private static final long PERIOD = 1000;

    /** The same for less than one token a second. */
    private static final long LONG_PERIOD = 1_000_000;

    private final Clock clock = new Clock();
    private final Bucket bucket;
    private final double rate;
    private final long burst;

    TokenBucketLimiter(double rate, long burst, long origin) {
        super(origin);
        this.rate = rate;
        this.burst = burst;
        boolean whole = rate == Math.rint(rate);
        long seconds = whole ? 1 : rate < 1 ? LONG_PERIOD : PERIOD;
        long tokens = Math.max(1, Math.round(rate * seconds));
        Duration period = Duration.ofSeconds(seconds);
        // The limiter sees to threads itself.
        bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(tokens, period))
                .withCustomTimePrecision(clock)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    @Override
    long capacity() {
        return burst;
    }

    /** What comes in in a fiftieth of a second. */
    @Override
    long portion() {
        return Math.clamp((long) (rate / 50), 1, burst);
    }

    @Override
    long free(long time) {
        clock.time = time;
        return bucket.getAvailableTokens();
    }

    @Override
    long place(long permits, long time) {
        clock.time = time;
        long wait = bucket.estimateAbilityToConsume(Math.min(permits, burst)).getNanosToWaitForRefill();
        return wait > Long.MAX_VALUE - time ? Long.MAX_VALUE : time + wait;
    }

    @Override
    void book(long permits, long at) {
        double debt = rate * MOST_DEBT / Duration.ofSeconds(1).toNanos();
        // The clock stands where it was asked: tokens that are taken in advance are owed.
        bucket.consumeIgnoringRateLimits(permits <= burst ? permits : burst + Math.min(permits - burst, (long) debt));
    }

    /** Stands where the limiter is asked. */
    private static final class Clock implements TimeMeter {

        private long time;

        @Override
        public long currentTimeNanos() {
            return time;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
