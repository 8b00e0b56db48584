package org.netsonde.engine.traffic;

import org.jspecify.annotations.Nullable;

/** One cursor's place in one lane. */
final class LaneReader {

    private final Lane lane;
    private final long epochOffset;
    private Chunk chunk;
    private int offset;
    /** The number of the next record to read; only ever grows, by records taken and records lost. */
    private long number;

    private long limit;
    private boolean peeked;
    private long time;
    private long lost;

    /**
     * A reader.
     *
     * @param from where it begins
     * @param lost how many records before that it should have read
     * @param epochOffset what is added to {@link System#nanoTime()} to get nanoseconds since the epoch
     */
    LaneReader(Lane lane, Lane.Start from, long lost, long epochOffset) {
        this.lane = lane;
        this.epochOffset = epochOffset;
        this.chunk = from.chunk();
        this.offset = from.offset();
        this.number = from.number();
        this.lost = lost;
    }

    long lost() {
        return lost;
    }

    /** {@link System#nanoTime()} of the record that {@link #isReady} found. */
    long time() {
        return time;
    }

    /** Sees what has been cleared, and sets the limit of this round to what has been appended by now. */
    void begin() {
        limit = lane.end();
        if (lane.start().number() > number) {
            resume();
        }
    }

    /** Whether there is a record to take before the limit. */
    boolean isReady() {
        if (!peeked) {
            peeked = peek();
        }
        return peeked;
    }

    private boolean peek() {
        while (number < limit) {
            if (number - chunk.first() < Chunk.count(chunk.published())) {
                time = chunk.now(offset);
                if (chunk.isIntact()) {
                    return true;
                }
                resume();
                continue;
            }
            // The lane's last chunk was a later one when the limit was read, so there is a next or this is evicted.
            Chunk next = chunk.next();
            if (next == null) {
                resume();
            } else {
                chunk = next;
                offset = 0;
            }
        }
        return false;
    }

    /** The record that {@link #isReady} found; null if it was evicted in the meantime. */
    @Nullable
    TrafficEvent take() {
        peeked = false;
        long connection = chunk.connection(offset);
        int length = chunk.length(offset);
        int kept = chunk.kept(offset);
        int bytesAt = chunk.bytesAt(offset);
        int directionCode = chunk.directionCode(offset);
        // Sizes must be known to be right before anything is done with them.
        if (chunk.isIntact()) {
            byte[] bytes = new byte[kept];
            System.arraycopy(chunk.data(), bytesAt, bytes, 0, kept);
            if (chunk.isIntact()) {
                offset = Chunk.following(offset, kept, bytesAt);
                number++;
                return new TrafficEvent(epochOffset + time, connection, Chunk.direction(directionCode), length, bytes);
            }
        }
        resume();
        return null;
    }

    /** Goes on with the oldest record that there is. */
    private void resume() {
        Lane.Start start = lane.start();
        // Behind this place only if an append raced with the close of the log.
        lost += Math.max(0, start.number() - number);
        chunk = start.chunk();
        offset = start.offset();
        number = Math.max(number, start.number());
        peeked = false;
    }
}
