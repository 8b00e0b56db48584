package org.netsonde.engine.traffic;

import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the tests of this package share. */
final class Traffic {

    /** An origin for times, so that tests state them as small numbers. */
    static final long T0 = System.nanoTime();

    private Traffic() {}

    /** A tap with a lane of its own. The loop is only its key: it is never started. */
    static TrafficTap loopTap(TrafficLog log) {
        return log.tap(new DefaultEventLoop());
    }

    static void in(TrafficTap tap, long connection, String text, long at) {
        tap.data(connection, Direction.IN, Unpooled.wrappedBuffer(utf8(text)), T0 + at);
    }

    static void out(TrafficTap tap, long connection, String text, long at) {
        tap.data(connection, Direction.OUT, Unpooled.wrappedBuffer(utf8(text)), T0 + at);
    }

    /** Appends records of so many bytes each, numbered in their first byte. */
    static void fill(TrafficTap tap, long connection, int records, int length) {
        for (int i = 0; i < records; i++) {
            byte[] bytes = new byte[length];
            bytes[0] = (byte) i;
            tap.data(connection, Direction.IN, Unpooled.wrappedBuffer(bytes), T0 + i);
        }
    }

    static List<TrafficEvent> all(TrafficCursor cursor) {
        List<TrafficEvent> events = new ArrayList<>();
        while (cursor.poll(100, events::add) > 0) {}
        return events;
    }

    static List<TrafficEvent> stored(TrafficLog log) {
        return all(log.cursor(true));
    }

    static String text(TrafficEvent event) {
        return new String(event.bytes(), StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
