package org.netsonde.engine.traffic;

/** What crossed one endpoint, to read: of one that is here, or of one that was recorded. Safe for threads. */
public interface TrafficSource {

    /** Nothing. */
    TrafficSource NONE = new TrafficSource() {
        @Override
        public TrafficCursor cursor(boolean fromOldest) {
            return TrafficCursor.EMPTY;
        }

        @Override
        public TrafficStats stats() {
            return new TrafficStats(0, 0, 0, 0, 0, 0);
        }
    };

    /**
     * A new place to read from.
     *
     * @param fromOldest whether it begins with the oldest record that is stored, or with the next that is appended
     */
    TrafficCursor cursor(boolean fromOldest);

    /**
     * A new place to read from that leaves out what was recorded well before a time, where that can be told without
     * reading it; else it begins with the oldest record. May wait for the disk.
     *
     * @param millis since the epoch
     */
    default TrafficCursor cursorFrom(long millis) {
        return cursor(true);
    }

    /** What is stored, and what became of the rest. */
    TrafficStats stats();
}
