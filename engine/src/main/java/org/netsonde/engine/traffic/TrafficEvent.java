package org.netsonde.engine.traffic;

import java.nio.charset.StandardCharsets;

/**
 * One record of the traffic log, copied out for a reader.
 *
 * @param nanos when, in nanoseconds since the epoch (wall clock at the log's creation plus monotonic time since)
 * @param connection the connection's id
 * @param direction what it is about
 * @param length how many bytes crossed the wire
 * @param bytes what was kept of them; the text in UTF-8 for events other than data. Owned by the event: do not modify
 */
public record TrafficEvent(long nanos, long connection, Direction direction, int length, byte[] bytes) {

    /** Whether less was kept than crossed the wire. */
    public boolean truncated() {
        return direction.isData() && bytes.length < length;
    }

    /** The text of an event other than data. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrafficEvent e
                && nanos == e.nanos
                && connection == e.connection
                && direction == e.direction
                && length == e.length
                && java.util.Arrays.equals(bytes, e.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(nanos * 31 + connection);
    }

    @Override
    public String toString() {
        return "TrafficEvent[" + nanos + " #" + connection + " " + direction + " " + length + "]";
    }
}
