package org.netsonde.engine.datagram;

/**
 * The messages that were sent lately, counted up from 1: when each was sent and whether anybody answered it. A message
 * leaves the window when the time for replies is over, or when {@value #CAPACITY} newer ones need its place; if nobody
 * had answered it by then, it was given up. Confined to one thread.
 */
final class SentWindow {

    static final int CAPACITY = 1 << 16;

    private long[] times = new long[16];
    private boolean[] answered = new boolean[16];
    private long oldest = 1;
    private long next = 1;
    private int waiting;

    /**
     * Adds a message.
     *
     * @return how many were given up for it: 0 or 1
     */
    int add(long now) {
        int givenUp = 0;
        if (next - oldest == times.length) {
            if (times.length < CAPACITY) {
                grow();
            } else {
                givenUp = dropOldest();
            }
        }
        int slot = slot(next);
        times[slot] = now;
        answered[slot] = false;
        next++;
        waiting++;
        return givenUp;
    }

    private void grow() {
        long[] moreTimes = new long[times.length * 2];
        boolean[] moreAnswered = new boolean[times.length * 2];
        for (long number = oldest; number < next; number++) {
            int to = (int) number & (moreTimes.length - 1);
            moreTimes[to] = times[slot(number)];
            moreAnswered[to] = answered[slot(number)];
        }
        times = moreTimes;
        answered = moreAnswered;
    }

    private int slot(long number) {
        return (int) number & (times.length - 1);
    }

    /** The number that the next message gets. */
    long next() {
        return next;
    }

    /** The oldest number in the window; {@link #next} if there is none. */
    long oldest() {
        return oldest;
    }

    /** Whether a number is in the window. */
    boolean contains(long number) {
        return number >= oldest && number < next;
    }

    /** When a message in the window was sent. */
    long sentAt(long number) {
        return times[slot(number)];
    }

    /** Somebody answered a message in the window. */
    void answer(long number) {
        if (!answered[slot(number)]) {
            answered[slot(number)] = true;
            waiting--;
        }
    }

    /** How many messages in the window nobody has answered. */
    int waiting() {
        return waiting;
    }

    /** Removes what was sent at that time or before; returns how many of it nobody had answered. */
    int expire(long until) {
        int givenUp = 0;
        while (oldest < next && sentAt(oldest) - until <= 0) {
            givenUp += dropOldest();
        }
        return givenUp;
    }

    private int dropOldest() {
        int givenUp = answered[slot(oldest)] ? 0 : 1;
        waiting -= givenUp;
        oldest++;
        return givenUp;
    }
}
