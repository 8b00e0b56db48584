package org.netsonde.engine.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficCursor;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.engine.traffic.TrafficSource;
import org.netsonde.engine.traffic.WireForm;

/** Traffic for tests. */
final class Traffics {

    /** 2026-03-01T12:00:00.123456789Z. */
    static final long T0 = 1_772_366_400_123_456_789L;

    private Traffics() {}

    static CaptureInterface tcpServer(String id) {
        return server(id, "tcp-server", false);
    }

    static CaptureInterface udpServer(String id) {
        return server(id, "udp-server", true);
    }

    private static CaptureInterface server(String id, String protocol, boolean datagrams) {
        return new CaptureInterface(
                id, "Name of " + id, protocol, Role.SERVER, "127.0.0.1:8888", datagrams, false, WireForm.BYTES);
    }

    static TrafficEvent event(long nanos, long connection, Direction direction, String text) {
        return new TrafficEvent(nanos, connection, direction, 0, text.getBytes(StandardCharsets.UTF_8));
    }

    static TrafficEvent data(long nanos, long connection, Direction direction, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new TrafficEvent(nanos, connection, direction, bytes.length, bytes);
    }

    static List<TrafficEvent> all(TrafficSource source) {
        return rest(source.cursor(true));
    }

    static List<TrafficEvent> rest(TrafficCursor cursor) {
        List<TrafficEvent> all = new ArrayList<>();
        int got;
        do {
            got = cursor.poll(7, all::add);
        } while (got == 7);
        return all;
    }

    /** One section with the events of one endpoint. */
    static byte[] section(CaptureInterface about, List<TrafficEvent> events) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CaptureWriter writer = new CaptureWriter("Netsonde test");
        int handle = writer.declare(about);
        writer.begin(out);
        for (TrafficEvent event : events) {
            writer.write(handle, event);
        }
        writer.end();
        return out.toByteArray();
    }

    /** An event as an endpoint could record it, sometimes of a connection of which nothing else was recorded. */
    static TrafficEvent random(Random random, long nanos, int connections) {
        long connection = random.nextInt(connections);
        return switch (random.nextInt(12)) {
            case 0 -> event(nanos, connection, Direction.OPENED, address(random) + words(random));
            case 1 -> event(nanos, connection, Direction.CLOSED, "Closed by the peer.");
            case 2 -> event(nanos, connection, Direction.FAILED, "Failed: ] [netsonde closed 7] ü\n\"x\"");
            default -> data(random, nanos, connection);
        };
    }

    private static TrafficEvent data(Random random, long nanos, long connection) {
        int size = switch (random.nextInt(20)) {
            case 0 -> random.nextInt(200 << 10);
            case 1 -> 64 << 10;
            case 2 -> 65_495 * (1 + random.nextInt(3)) + random.nextInt(3) - 1;
            case 3 -> 0;
            default -> random.nextInt(2000);
        };
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        int length = switch (random.nextInt(10)) {
            case 0 -> size + random.nextInt(300_000);
            case 1 -> size + 1;
            default -> size;
        };
        Direction direction = random.nextBoolean() ? Direction.IN : Direction.OUT;
        return new TrafficEvent(nanos, connection, direction, length, bytes);
    }

    private static String address(Random random) {
        int port = 1 + random.nextInt(3);
        return switch (random.nextInt(6)) {
            case 0 -> "[::1]:" + port + " ⇄ [::1]:8888";
            case 1 -> "localhost:" + port + " (127.0.0.1) ⇄ 0.0.0.0:8888";
            case 2 -> "somewhere";
            case 3 -> "127.0.0.1:" + port;
            case 4 -> "[fe80:0:0:0:0:0:0:1%eth0]:" + port + " ⇄ [::]:1";
            default -> "127.0.0.1:" + port + " ⇄ 127.0.0.1:8888";
        };
    }

    private static String words(Random random) {
        return random.nextBoolean() ? "" : " · /path?x=1 v1";
    }
}
