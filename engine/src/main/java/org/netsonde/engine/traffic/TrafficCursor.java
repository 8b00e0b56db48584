package org.netsonde.engine.traffic;

import java.util.function.Consumer;

/**
 * A place in a traffic log from which records are read. Belongs to one thread at a time; any number of cursors read a
 * log at the same time, and none of them holds up the writers: what is evicted before a cursor reads it is lost to that
 * cursor, which counts it. After the last append, what a cursor has seen and what it has lost add up to exactly what
 * was appended since its beginning.
 */
public interface TrafficCursor {

    /** Has nothing to read. */
    TrafficCursor EMPTY = new TrafficCursor() {
        @Override
        public int poll(int max, Consumer<? super TrafficEvent> sink) {
            return 0;
        }

        @Override
        public long lost() {
            return 0;
        }

        @Override
        public long lostOnLane() {
            return 0;
        }
    };

    /**
     * Hands over the next records. Those of one connection come in the order in which they were appended. Those of
     * different event loops are merged by time, as far as they have been appended when the call begins.
     *
     * @param max how many at most
     * @param sink receives them on the calling thread; if it throws, the record that it was given counts as read
     * @return how many; fewer than {@code max} means that there is nothing more for now
     */
    int poll(int max, Consumer<? super TrafficEvent> sink);

    /**
     * How many records were evicted or cleared before this cursor came to them, as far as it has noticed by now. What
     * had been evicted when the cursor was made does not count.
     */
    long lost();

    /**
     * While the sink is called: how many of the lost records could have been of the same connection as the record at
     * hand. All records of a connection stand on one lane; records that were lost on other lanes do not concern it.
     */
    long lostOnLane();
}
