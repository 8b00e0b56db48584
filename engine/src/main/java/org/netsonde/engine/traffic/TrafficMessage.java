package org.netsonde.engine.traffic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message as it crossed the wire, or an event of a connection, rebuilt from the traffic log.
 *
 * @param nanos when the read or write that completed it was recorded, in nanoseconds since the epoch
 * @param connection the connection's id
 * @param direction what it is about
 * @param bytes the message without its framing; the text in UTF-8 for events other than data. Owned by the message: do
 *     not modify
 * @param wireLength how many bytes it took on the wire with its framing; 0 for events other than data
 * @param gap whether bytes of this direction before it are missing, so that it may be only the end of a message
 * @param incomplete whether it is only a part: cut at the snap length, longer than the framing or the reader allows, or
 *     broken off by a loss or by the end of the connection
 */
public record TrafficMessage(
        long nanos,
        long connection,
        Direction direction,
        byte[] bytes,
        long wireLength,
        boolean gap,
        boolean incomplete) {

    /** Whether not all of it was recorded, so that it is not what was sent. */
    public boolean isCut() {
        return incomplete && wireLength > bytes.length;
    }

    /** The bytes as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrafficMessage m
                && nanos == m.nanos
                && connection == m.connection
                && direction == m.direction
                && wireLength == m.wireLength
                && gap == m.gap
                && incomplete == m.incomplete
                && Arrays.equals(bytes, m.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(nanos * 31 + connection);
    }

    @Override
    public String toString() {
        return "TrafficMessage[" + nanos + " #" + connection + " " + direction + " " + wireLength + (gap ? " gap" : "")
                + (incomplete ? " incomplete" : "") + "]";
    }
}
