package org.netsonde.engine.traffic;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A tap that is the only writer of its lane. */
final class LaneTap implements TrafficTap {

    /** How much of a text is kept; fits the smallest chunk. */
    static final int TEXT_LIMIT = 2048;

    private final Lane lane;
    private final LatestRead latest = new LatestRead();

    LaneTap(Lane lane) {
        this.lane = lane;
    }

    @Override
    public void data(long connection, Direction direction, ByteBuf bytes, long now) {
        lane.data(latest, connection, direction, bytes, bytes.readableBytes(), now);
    }

    @Override
    public void data(long connection, Direction direction, ByteBuf bytes, int length, long now) {
        lane.data(latest, connection, direction, bytes, length, now);
    }

    @Override
    public void sameBytes(long connection, int length, long now) {
        lane.sameBytes(latest, connection, length, now);
    }

    @Override
    public void event(long connection, Direction direction, String text, long now) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] kept = cut(bytes);
        lane.event(connection, direction, kept, kept.length < bytes.length, now);
    }

    /** The beginning of a text that is too long, without half a character at its end. */
    private static byte[] cut(byte[] utf8) {
        if (utf8.length <= TEXT_LIMIT) {
            return utf8;
        }
        int end = TEXT_LIMIT;
        while ((utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(utf8, end);
    }
}
