package org.netsonde.engine.metrics;

import java.util.function.Consumer;

/** Takes the one sample that stands for an idle stretch apart again. */
final class IdleStretch {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Of an endpoint that did not run for longer, a day in seconds, only the two ends are given. */
    private static final long LONGEST_STOPPED = 86_400;

    private IdleStretch() {}

    /**
     * One sample for each second, evenly over the stretch, of those between two times (inclusive); only those at both ends
     * where the endpoint did not run for more than a day. The stretch does not end before the first time.
     *
     * @param ownBefore the protocol's own figures where the stretch begins; those that grow all the time do so evenly
     */
    static void expand(
            Sample end, long[] ownBefore, long fromMillis, long toMillis, Consumer<? super Sample> consumer) {
        Parts parts = Parts.of(end);
        for (long left = parts.leftAt(fromMillis); left >= 0; left = parts.next(left)) {
            long at = parts.at(left);
            if (at > toMillis) {
                return;
            }
            long before = left * parts.nanos();
            consumer.accept(at(end, at, parts.nanos(), before, own(ownBefore, end, left, parts.count())));
        }
    }

    /** The time of the first sample that {@link #expand} gives from a time on, which is no later than the end. */
    static long first(Sample end, long fromMillis) {
        Parts parts = Parts.of(end);
        return parts.at(parts.leftAt(fromMillis));
    }

    /**
     * How a stretch is divided. A part is known by how many are left behind it.
     *
     * @param nanos how long each is
     * @param endsOnly whether only the first and the last are given
     */
    private record Parts(Sample end, long count, long nanos, boolean endsOnly) {

        static Parts of(Sample end) {
            long count = Math.max(1, (end.intervalNanos() + NANOS_PER_SECOND / 2) / NANOS_PER_SECOND);
            boolean endsOnly = end.uptimeNanos() == 0 && count > LONGEST_STOPPED;
            return new Parts(end, count, end.intervalNanos() / count, endsOnly);
        }

        long at(long left) {
            return end.atMillis() - left * nanos / NANOS_PER_MILLI;
        }

        /** The first part from a time on. */
        long leftAt(long fromMillis) {
            if (at(count - 1) >= fromMillis) {
                return count - 1;
            }
            return endsOnly ? 0 : ((end.atMillis() - fromMillis + 1) * NANOS_PER_MILLI - 1) / nanos;
        }

        long next(long left) {
            return endsOnly && left > 0 ? 0 : left - 1;
        }
    }

    private static Sample at(Sample end, long atMillis, long intervalNanos, long nanosBeforeEnd, long[] own) {
        return new Sample(
                atMillis,
                intervalNanos,
                Math.max(0, end.uptimeNanos() - nanosBeforeEnd),
                end.open(),
                end.total(),
                end.requests(),
                end.errors(),
                end.bytesIn(),
                end.bytesOut(),
                end.messagesIn(),
                end.messagesOut(),
                0,
                0,
                0,
                0,
                Percentiles.NONE,
                own);
    }

    private static long[] own(long[] before, Sample end, long left, long parts) {
        long[] own = end.own().clone();
        for (int i = 0; i < own.length; i++) {
            long gain = own[i] - before[i];
            // Neither product can leave the range of numbers: the gain of a part, and what is left over.
            own[i] -= gain / parts * left + gain % parts * left / parts;
        }
        return own;
    }
}
