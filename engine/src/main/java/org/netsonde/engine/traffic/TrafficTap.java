package org.netsonde.engine.traffic;

import io.netty.buffer.ByteBuf;

/**
 * Where an event loop writes what crosses an endpoint. Obtained from {@link TrafficLog#tap(Object)} for one owner; a tap
 * obtained for an event loop may only be used on that event loop. Never blocks, never throws: what does not fit is
 * truncated or evicts the oldest, and is counted.
 */
public interface TrafficTap {

    /** A tap that records nothing. */
    TrafficTap NONE = new TrafficTap() {
        @Override
        public void data(long connection, Direction direction, ByteBuf bytes, long now) {}

        @Override
        public void sameBytes(long connection, int length, long now) {}

        @Override
        public void event(long connection, Direction direction, String text, long now) {}
    };

    /**
     * Records one read or one write; copies the readable bytes, leaves the indexes alone.
     *
     * @param connection the connection's id
     * @param direction {@link Direction#IN} or {@link Direction#OUT}
     * @param now {@link System#nanoTime()} of the read or write
     */
    void data(long connection, Direction direction, ByteBuf bytes, long now);

    /**
     * Records a message of which only the beginning is at hand, such as one with a long body.
     *
     * @param bytes the beginning
     * @param length how many bytes the whole message has; at least as many as are at hand
     */
    default void data(long connection, Direction direction, ByteBuf bytes, int length, long now) {
        data(connection, direction, bytes, now);
    }

    /**
     * Records that the first {@code length} bytes of this connection's latest read were written back unchanged, without
     * copying them again. Only called right after that read was recorded through this tap, with nothing else recorded
     * in between.
     */
    void sameBytes(long connection, int length, long now);

    /** Records an event other than data. */
    void event(long connection, Direction direction, String text, long now);
}
