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

    /** What is stored, and what became of the rest. */
    TrafficStats stats();
}
