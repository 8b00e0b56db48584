package org.netsonde.engine.relay.limit;

/** Keeps to a {@link FixedWindow}. */
final class FixedWindowLimiter extends Limiter {

    private final long permits;
    private final long window;

    /** The latest window in which anything was admitted, or is going to be; counted from 0. */
    private long last;
    /** How much of it is taken. */
    private long used;

    FixedWindowLimiter(long permits, long window, long origin) {
        super(origin);
        this.permits = permits;
        this.window = window;
    }

    @Override
    long capacity() {
        return permits;
    }

    @Override
    long portion() {
        return Math.max(1, permits / 16);
    }

    @Override
    long free(long time) {
        long current = time / window;
        if (current > last) {
            return permits;
        }
        return current == last ? permits - used : 0;
    }

    @Override
    long place(long amount, long time) {
        if (time / window > last) {
            return time;
        }
        boolean fits = used + Math.min(amount, permits) <= permits;
        return Math.max(time, (fits ? last : last + 1) * window);
    }

    @Override
    void book(long amount, long at) {
        long in = at / window;
        if (in > last) {
            last = in;
            used = 0;
        }
        if (amount <= permits) {
            used += amount;
        } else {
            long debt = windowsInDebt(amount, permits, window);
            last += debt;
            used = Math.min(permits, amount - debt * permits);
        }
    }
}
