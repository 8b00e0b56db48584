package org.netsonde.interop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.MessageReader;

/** What crossed a WebSocket endpoint, as its traffic has it: each message as its kind and what it says. */
final class Crossed {

    private Crossed() {}

    /** Everything in one direction; the handshake is the first. */
    static List<String> of(Endpoint endpoint, Direction direction) {
        List<String> all = new ArrayList<>();
        new MessageReader(endpoint.traffic().cursor(true), new Framing.Raw()).poll(10_000, message -> {
            if (message.direction() == direction) {
                all.add(direction.isData() ? typed(message.bytes()) : message.text());
            }
        });
        return all;
    }

    private static String typed(byte[] bytes) {
        byte[] payload = Arrays.copyOfRange(bytes, 1, bytes.length);
        String text = new String(payload, StandardCharsets.UTF_8);
        return switch (bytes[0]) {
            case 1 -> "text " + text;
            case 2 -> "binary " + HexFormat.of().formatHex(payload);
            case 8 -> payload.length < 2 ? "close" : "close " + ((payload[0] & 0xFF) << 8 | (payload[1] & 0xFF));
            case 9 -> "ping " + text;
            case 10 -> "pong " + text;
            default -> "handshake " + text;
        };
    }
}
