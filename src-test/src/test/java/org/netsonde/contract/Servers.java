package org.netsonde.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.DatagramTalker;
import org.netsonde.fixtures.FrameTalker;
import org.netsonde.fixtures.Http2Talker;
import org.netsonde.fixtures.HttpTalker;
import org.netsonde.fixtures.LineTalker;
import org.netsonde.fixtures.Talker;
import org.netsonde.fixtures.TlsTalker;
import org.netsonde.fixtures.WebSocketTalker;
import org.netsonde.fixtures.XmlRpcTalker;

/** The servers that the contract holds for. A new server protocol joins by adding a line. */
final class Servers {

    private static final Talker LINES = new LineTalker();
    private static final Talker FRAMES = new FrameTalker();
    private static final Talker HTTPS = new TlsTalker(new HttpTalker(), "http/1.1");
    private static final Talker HTTP2S = new TlsTalker(new Http2Talker(), "h2");
    private static final Talker TLS = new TlsTalker(new LineTalker());

    /** Every option of stream servers that is marked live, with other values than the defaults. */
    private static final String STREAM_LIVE =
            "{'responder': {'type': 'echo', 'prefix': '> '}, 'maxConnections': 2, 'slowReader': 'drop'}";

    private static final String DATAGRAM_LIVE = "{'responder': {'type': 'echo', 'prefix': '> '}, 'maxConnections': 2}";

    /** The prefix stands before that of the talker's own answer, so that the answer ends as ever. */
    private static final String FRAME_LIVE =
            "{'handlers': [{'type': 'echo', 'prefix': '> Echo: '}], 'maxConnections': 2, 'slowReader': 'drop'}";

    /** The rule stands before the route that the talker uses. */
    private static final String HTTP_LIVE =
            "{'rules': [{'path': '/anything', 'reply': '{\\\"data\\\": \\\"> {{message}}\\\"}'}], 'routes': false, "
                    + "'maxHead': '32KiB', 'maxBody': '1MiB', 'headTimeout': '5s', 'requestTimeout': '20s', "
                    + "'keepAliveTimeout': '30s', 'maxConnections': 2, 'slowReader': 'drop'}";

    private static final String XML_RPC_LIVE = "{'path': '/RPC2', 'maxHead': '32KiB', 'maxBody': '1MiB', "
            + "'headTimeout': '5s', 'requestTimeout': '20s', 'keepAliveTimeout': '30s', 'maxConnections': 2, "
            + "'slowReader': 'drop'}";

    private static final String VIRTUAL_THREADS = "{'threading': 'thread-per-connection'}";
    private static final String PLATFORM_THREADS = "{'threading': 'platform-thread-per-connection'}";

    private static final String HTTPS_OPENSSL = "{'tls': {'mode': 'on', 'provider': 'openssl'}}";
    private static final String HTTPS_JDK = "{'tls': {'mode': 'on', 'provider': 'jdk'}}";

    static final List<Line> ALL = List.of(
            new Line("xmlrpc-server", new XmlRpcTalker(), "{}", Transports.ALL, XML_RPC_LIVE, "%s"),
            new Line("tcp-server", LINES, "{'threading': 'event-loop'}", Transports.ALL, STREAM_LIVE, "> %s"),
            new Line("tcp-server", LINES, VIRTUAL_THREADS, Transports.ONE, STREAM_LIVE, "> %s"),
            new Line("tcp-server", LINES, PLATFORM_THREADS, Transports.ONE, STREAM_LIVE, "> %s"),
            new Line("udp-server", new DatagramTalker(), "{}", Transports.ALL, DATAGRAM_LIVE, "> %s"),
            new Line("select-server", LINES, "{}", Transports.ONE, STREAM_LIVE, "> %s"),
            new Line("websocket-server", new WebSocketTalker(), "{}", Transports.ALL, STREAM_LIVE, "> %s"),
            new Line("tls-server", TLS, "{'tls': {'provider': 'openssl'}}", Transports.ALL, STREAM_LIVE, "> %s"),
            new Line("tls-server", TLS, "{'tls': {'provider': 'jdk'}}", Transports.ONE, STREAM_LIVE, "> %s"),
            new Line("frame-server", FRAMES, "{'threading': 'event-loop'}", Transports.ALL, FRAME_LIVE, "> %s"),
            new Line("frame-server", FRAMES, VIRTUAL_THREADS, Transports.ONE, FRAME_LIVE, "> %s"),
            new Line("frame-server", FRAMES, PLATFORM_THREADS, Transports.ONE, FRAME_LIVE, "> %s"),
            new Line("http-server", new HttpTalker(), "{}", Transports.ALL, HTTP_LIVE, "> %s"),
            new Line("http-server", new Http2Talker(), "{}", Transports.ALL, HTTP_LIVE, "> %s"),
            new Line("http-server", HTTPS, HTTPS_OPENSSL, Transports.ONE, HTTP_LIVE, "> %s"),
            new Line("http-server", HTTPS, HTTPS_JDK, Transports.ONE, HTTP_LIVE, "> %s"),
            new Line("http-server", HTTP2S, HTTPS_OPENSSL, Transports.ONE, HTTP_LIVE, "> %s"),
            new Line("http-server", HTTP2S, HTTPS_JDK, Transports.ONE, HTTP_LIVE, "> %s"));

    private Servers() {}

    /** Which transports of this machine a server is tested on. */
    enum Transports {
        /** Every one. */
        ALL,
        /** The preferred one: for endpoints that do not depend on it. */
        ONE;

        /** Those of this machine. */
        Stream<TransportKind> usable() {
            return TransportKind.usable().stream().limit(this == ALL ? Long.MAX_VALUE : 1);
        }
    }

    /**
     * A server, run one way.
     *
     * @param protocol its id
     * @param talker speaks with it
     * @param way settings of this way, as JSON with single quotes
     * @param transports on which transports
     * @param live new values for every option that is marked live
     * @param liveAnswer what those make of an answer, as a format with one {@code %s}
     */
    record Line(String protocol, Talker talker, String way, Transports transports, String live, String liveAnswer) {

        @Override
        public String toString() {
            return protocol + " " + way;
        }
    }

    /** Every line on every transport. */
    static Stream<Arguments> all() {
        return ALL.stream().flatMap(line -> line.transports().usable().map(kind -> Arguments.of(line, kind)));
    }

    /** Protocol, transport and settings of the servers whose messages are bytes with any framing. */
    static Stream<Arguments> ofBytes() {
        return ALL.stream()
                .filter(line -> line.talker().equals(LINES))
                .flatMap(line ->
                        line.transports().usable().map(kind -> Arguments.of(line.protocol(), kind, line.way())));
    }
}
