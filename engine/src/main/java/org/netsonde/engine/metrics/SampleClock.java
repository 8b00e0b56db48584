package org.netsonde.engine.metrics;

import java.time.InstantSource;

/**
 * The wall clock for samples: strictly later each time. When the wall clock is set back, samples go on from where they
 * were at their own pace. Not safe for threads.
 */
final class SampleClock {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final InstantSource wall;
    private long lastMillis = Long.MIN_VALUE;
    private long lastNanos;

    SampleClock(InstantSource wall) {
        this.wall = wall;
    }

    /** The time of a sample, in milliseconds since the epoch. */
    long at(long nowNanos) {
        long millis = wall.millis();
        if (millis <= lastMillis) {
            millis = lastMillis + Math.max(1, (nowNanos - lastNanos) / NANOS_PER_MILLI);
        }
        lastMillis = millis;
        lastNanos = nowNanos;
        return millis;
    }
}
