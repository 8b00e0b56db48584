package org.netsonde.engine.relay.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps to a {@link SlidingWindow}. */
final class SlidingWindowLimiter extends Limiter {

    /** How many entries are kept as they are. Of those beyond, as many again are kept at most. */
    static final int EXACT = 1000;

    private static final class Entry {
        private final long from;
        private long at;
        private long amount;

        Entry(long at, long amount) {
            this.from = at;
            this.at = at;
            this.amount = amount;
        }
    }

    private final long permits;
    private final long window;

    /** What was admitted or is going to be, by time; nothing from before the window that ends with the last. */
    private final Deque<Entry> log = new ArrayDeque<>();
    /** What all entries come to. */
    private long sum;

    SlidingWindowLimiter(long permits, long window, long origin) {
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
        return Math.max(1, permits / 50);
    }

    /** How many entries there are. */
    int entries() {
        return log.size();
    }

    @Override
    long free(long time) {
        forget(time);
        return !log.isEmpty() && log.getLast().at > time ? 0 : permits - sum;
    }

    @Override
    long place(long amount, long time) {
        forget(time);
        long at = log.isEmpty() ? time : Math.max(time, log.getLast().at);
        long over = sum + Math.min(amount, permits) - permits;
        // Until enough of the oldest has left the window.
        for (Entry entry : log) {
            if (over <= 0) {
                break;
            }
            over -= entry.amount;
            at = Math.max(at, entry.at + window);
        }
        return at;
    }

    @Override
    void book(long amount, long at) {
        long left = amount;
        long when = at;
        if (amount > permits) {
            long debt = windowsInDebt(amount, permits, window);
            when += debt * window;
            left = Math.min(permits, amount - debt * permits);
        }
        forget(when);
        Entry last = log.peekLast();
        if (last != null && (last.at == when || (log.size() >= EXACT && when - last.from < window / EXACT))) {
            last.at = when;
            last.amount += left;
        } else {
            log.addLast(new Entry(when, left));
        }
        sum += left;
    }

    /** Entries that are out of the window at that time, or of the last window that has anything. */
    private void forget(long time) {
        long horizon = log.isEmpty() ? time : Math.max(time, log.getLast().at);
        while (!log.isEmpty() && log.getFirst().at <= horizon - window) {
            sum -= log.removeFirst().amount;
        }
    }
}
