package org.netsonde.engine.traffic;

/** Where the latest read of one tap stands, for {@link TrafficTap#sameBytes}. Belongs to the tap's writer. */
final class LatestRead {

    /** By number and not by reference, so as not to keep an evicted chunk alive. */
    private long chunk = -1;

    private long connection;
    private int at;
    private int kept;

    void set(Chunk chunk, long connection, int at, int kept) {
        this.chunk = chunk.first();
        this.connection = connection;
        this.at = at;
        this.kept = kept;
    }

    /** Whether it is a read of this connection and stands in this chunk, which has records. */
    boolean isFrom(Chunk candidate, long ofConnection) {
        return chunk == candidate.first() && connection == ofConnection;
    }

    int at() {
        return at;
    }

    int kept() {
        return kept;
    }
}
