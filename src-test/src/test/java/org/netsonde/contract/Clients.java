package org.netsonde.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.netsonde.contract.Servers.Transports;

/** The clients that the contract holds for. A new client protocol joins by adding a line. */
final class Clients {

    /** What is sent are paths, and all of them are answered; one connection, as replies may be slower than requests. */
    private static final String ANY_PATH = "{'rules': [{'path': '/*'}], 'connections': 1, 'versions': 'http1'}";

    private static final String ANY_PATH_2 = "{'rules': [{'path': '/*'}], 'versions': 'http2'}";

    static final List<Line> ALL = List.of(
            new Line(
                    "xmlrpc-client",
                    Transports.ALL,
                    Kind.CONNECTIONS,
                    "{'connections': 1, 'versions': 'http1'}",
                    "echo(\"%s\")"),
            new Line("tcp-client", Transports.ALL, Kind.BYTES, "{'framing': 'lines'}"),
            new Line("udp-client", Transports.ALL, Kind.DATAGRAMS, "{}"),
            new Line("select-client", Transports.ONE, Kind.BYTES, "{'framing': 'lines'}"),
            new Line("websocket-client", Transports.ALL, Kind.CONNECTIONS, "{}"),
            new Line("tls-client", Transports.ALL, Kind.CONNECTIONS, "{'framing': 'lines'}"),
            new Line("frame-client", Transports.ALL, Kind.CONNECTIONS, "{'framing': 'lines'}"),
            new Line("http-client", Transports.ALL, Kind.CONNECTIONS, ANY_PATH),
            new Line("http-client", Transports.ONE, Kind.CONNECTIONS, ANY_PATH_2));

    private Clients() {}

    /** What a client's conversation is like. */
    enum Kind {
        /** Connections; messages are bytes with any framing. */
        BYTES,
        /** Connections; messages are something else. */
        CONNECTIONS,
        /** Nobody learns whether the other side is there. */
        DATAGRAMS
    }

    /**
     * A client.
     *
     * @param protocol its id
     * @param transports on which transports
     * @param kind what its conversation is like
     * @param settings settings that it and its server need for messages to be told apart, as JSON with single quotes
     * @param message how a message of some text is written, as a format with one {@code %s}
     */
    record Line(String protocol, Transports transports, Kind kind, String settings, String message) {

        Line(String protocol, Transports transports, Kind kind, String settings) {
            this(protocol, transports, kind, settings, "%s");
        }

        @Override
        public String toString() {
            return protocol;
        }
    }

    /** Every line on every transport. */
    static Stream<Arguments> all() {
        return ALL.stream().flatMap(line -> line.transports().usable().map(kind -> Arguments.of(line, kind)));
    }

    /** Protocol and transport of the clients whose messages are bytes with any framing. */
    static Stream<Arguments> ofBytes() {
        return ALL.stream()
                .filter(line -> line.kind() == Kind.BYTES)
                .flatMap(line -> line.transports().usable().map(kind -> Arguments.of(line.protocol(), kind)));
    }
}
