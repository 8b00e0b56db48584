package org.netsonde.engine.protocol.select;

import java.util.concurrent.atomic.AtomicLong;
import org.netsonde.engine.metrics.MeterWriter;

/**
 * Divides the time of a selector thread between waiting in select and handling. The thread tells when it goes from one to
 * the other; a reader of the figures may settle what has passed so far at any moment, so that a thread that has been
 * waiting for an hour, or hangs in a handler, shows it. Either counts what has passed since the other last did, so every
 * nanosecond is counted once. Safe for threads.
 */
final class LoopTime {

    /** What the thread does. */
    enum Phase {
        /** It has not begun, or has ended; this time is not counted. */
        OFF(0),
        /** It is in select. */
        SELECTING(1),
        /** It handles ready keys or runs tasks. */
        HANDLING(2);

        private final int code;

        Phase(int code) {
            this.code = code;
        }
    }

    private static final int PHASE_BITS = 2;
    private static final long PHASE_MASK = (1 << PHASE_BITS) - 1;

    /** Until when the time is counted, in nanoseconds, above the code of the present phase. */
    private final AtomicLong mark = new AtomicLong();

    /**
     * The thread goes over to a phase.
     *
     * @param now {@link System#nanoTime()}
     * @param writer counts the time since the last count, as time of the phase that ends
     */
    void enter(Phase phase, long now, MeterWriter writer) {
        long before;
        do {
            before = mark.get();
        } while (!mark.compareAndSet(before, later(before, now) | phase.code));
        count(before, now, writer);
    }

    /**
     * Counts what of the present phase has passed.
     *
     * @param now {@link System#nanoTime()}
     * @param writer one that the caller may write to
     */
    void settle(long now, MeterWriter writer) {
        long before;
        do {
            before = mark.get();
        } while (!mark.compareAndSet(before, later(before, now) | (before & PHASE_MASK)));
        count(before, now, writer);
    }

    /** The later of two times, without a phase. One thread may take the time before another and mark it after. */
    private static long later(long before, long now) {
        boolean off = (before & PHASE_MASK) == Phase.OFF.code;
        return off || elapsed(before, now) > 0 ? now << PHASE_BITS : before & ~PHASE_MASK;
    }

    private static long elapsed(long before, long now) {
        return ((now << PHASE_BITS) - (before & ~PHASE_MASK)) >> PHASE_BITS;
    }

    private static void count(long before, long now, MeterWriter writer) {
        long phase = before & PHASE_MASK;
        long elapsed = elapsed(before, now);
        if (elapsed > 0 && phase != Phase.OFF.code) {
            writer.add(phase == Phase.SELECTING.code ? SelectMetrics.SELECT_TIME : SelectMetrics.HANDLER_TIME, elapsed);
        }
    }
}
