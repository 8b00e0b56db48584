package org.netsonde.engine.metrics;

/**
 * The buckets that latencies are counted in: exact to 255 ns, above that 128 to each power of two, so that a reported
 * latency is at most 0.8 % too high. They reach to 73 minutes; what is longer counts in the last. The same buckets as
 * an HdrHistogram of two significant digits.
 */
final class LatencyBuckets {

    /** The largest latency told apart, in nanoseconds. */
    static final long MAX_NANOS = (1L << 42) - 1;

    /** The significant digits of an HdrHistogram with these buckets. */
    static final int DIGITS = 2;

    static final int SEGMENT_BITS = 7;
    static final int PER_SEGMENT = 1 << SEGMENT_BITS;
    static final int SEGMENTS = 36;
    static final int COUNT = SEGMENTS * PER_SEGMENT;

    private LatencyBuckets() {}

    /** The bucket of a latency; one out of range counts as the nearest in range. */
    static int indexOf(long nanos) {
        long value = Math.clamp(nanos, 0, MAX_NANOS);
        int shift = Math.max(0, Long.SIZE - SEGMENT_BITS - 1 - Long.numberOfLeadingZeros(value));
        return (shift << SEGMENT_BITS) + (int) (value >>> shift);
    }

    /** The largest latency that counts in a bucket. */
    static long highest(int index) {
        return lowest(index) + (1L << shift(index)) - 1;
    }

    /** The smallest latency that counts in a bucket. */
    static long lowest(int index) {
        int shift = shift(index);
        return (long) (index - (shift << SEGMENT_BITS)) << shift;
    }

    static int segment(int index) {
        return index >>> SEGMENT_BITS;
    }

    static int offset(int index) {
        return index & (PER_SEGMENT - 1);
    }

    static int first(int segment) {
        return segment << SEGMENT_BITS;
    }

    private static int shift(int index) {
        return Math.max(0, segment(index) - 1);
    }
}
