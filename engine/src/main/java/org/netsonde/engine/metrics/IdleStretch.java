package org.netsonde.engine.metrics;

import java.util.function.Consumer;

/** Takes the one sample that stands for an idle stretch apart again. */
final class IdleStretch {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private IdleStretch() {}

    /**
     * One sample for each second, evenly over the stretch, of those between two times (inclusive).
     *
     * @param ownBefore the protocol's own figures where the stretch begins; those that grow all the time do so evenly
     */
    static void expand(
            Sample end, long[] ownBefore, long fromMillis, long toMillis, Consumer<? super Sample> consumer) {
        long parts = Math.max(1, (end.intervalNanos() + NANOS_PER_SECOND / 2) / NANOS_PER_SECOND);
        long part = end.intervalNanos() / parts;
        for (long left = parts - 1; left >= 0; left--) {
            long at = end.atMillis() - left * part / NANOS_PER_MILLI;
            if (at > toMillis) {
                return;
            }
            if (at >= fromMillis) {
                consumer.accept(at(end, at, part, left * part, own(ownBefore, end, left, parts)));
            }
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
