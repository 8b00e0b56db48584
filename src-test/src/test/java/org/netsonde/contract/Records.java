package org.netsonde.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;

/** What the traffic log of an endpoint holds. */
final class Records {

    private Records() {}

    private static List<TrafficEvent> all(Endpoint endpoint, Direction direction) {
        List<TrafficEvent> all = new ArrayList<>();
        endpoint.traffic().cursor(true).poll(1_000_000, (TrafficEvent event) -> {
            if (event.direction() == direction) {
                all.add(event);
            }
        });
        return all;
    }

    /** The texts of events. */
    static List<String> texts(Endpoint endpoint, Direction direction) {
        return all(endpoint, direction).stream().map(TrafficEvent::text).toList();
    }

    /** What was read or written, as text; as much of it as is kept. */
    static List<String> data(Endpoint endpoint, Direction direction) {
        return all(endpoint, direction).stream()
                .map(event -> new String(event.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The text and binary messages of WebSocket in one direction, without control frames and handshakes. */
    static List<String> messages(Endpoint endpoint, Direction direction) {
        return records(endpoint, direction, 1, 2);
    }

    /** The records of WebSocket with certain opcodes, as they are written with escapes. */
    static List<String> records(Endpoint endpoint, Direction direction, int... opcodes) {
        List<String> records = new ArrayList<>();
        for (TrafficEvent event : all(endpoint, direction)) {
            for (int opcode : opcodes) {
                if (event.bytes()[0] == opcode) {
                    byte[] payload = java.util.Arrays.copyOfRange(event.bytes(), 1, event.bytes().length);
                    records.add(Escapes.encode(payload));
                }
            }
        }
        return records;
    }
}
