package org.netsonde.engine.exchange;

/** When the messages that wait for an answer were sent, the oldest first; bounded. Confined to one thread. */
public final class SentTimes {

    private static final int CAPACITY = 1 << 16;

    private long[] times = new long[16];
    private int head;
    private int size;

    /** Adds a time; false if the oldest had to be given up for it. */
    public boolean add(long time) {
        boolean room = size < CAPACITY;
        if (!room) {
            poll();
        } else if (size == times.length) {
            grow();
        }
        times[(head + size) & (times.length - 1)] = time;
        size++;
        return room;
    }

    private void grow() {
        long[] larger = new long[times.length * 2];
        for (int i = 0; i < size; i++) {
            larger[i] = times[(head + i) & (times.length - 1)];
        }
        times = larger;
        head = 0;
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** How many wait. */
    public int size() {
        return size;
    }

    /** Forgets all. */
    public void clear() {
        size = 0;
    }

    /** Takes the oldest. */
    public long poll() {
        long time = times[head];
        head = (head + 1) & (times.length - 1);
        size--;
        return time;
    }
}
