package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.protocol.Target;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.HttpTraffic;
import org.netsonde.fixtures.RawServer;

/** How many connections a client of HTTP makes, and how much it has under way on each. */
class HttpClientConnectionsTest {

    private static final String SETTINGS = "000000040000000000";
    private static final String NO_STREAMS = "000006040000000000 0003 00000000";
    private static final String MANY_STREAMS = "000006040000000000 0003 00000064";
    private static final long WINDOW_FROM_THE_BEGINNING = 65_535;

    private static final int WINDOW_UPDATE = 8;
    private static final int HEADERS = 1;
    private static final int REQUESTS = 20;

    /** A frame of HTTP/2 without what is in it. */
    private record Frame(int type, int flags, int stream, byte[] content) {
        static Frame read(Socket from) throws IOException {
            byte[] head = from.getInputStream().readNBytes(9);
            if (head.length < 9) {
                throw new EOFException();
            }
            int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
            return new Frame(head[3], head[4], head[8], from.getInputStream().readNBytes(length));
        }

        boolean isSettingsAck() {
            return type == 4 && flags == 1;
        }
    }

    private static void hex(Socket client, String frames) throws IOException {
        client.getOutputStream().write(HexFormat.of().parseHex(frames.replace(" ", "")));
    }

    /** Reads the preface, which has two empty lines. */
    private static void preface(Socket client) throws IOException {
        RawServer.head(client);
        RawServer.head(client);
    }

    private static Endpoint client(Bench bench, RawServer server, String more) {
        return bench.start(
                "client",
                "http-client",
                Bench.json("{'versions': 'http2', 'interval': '0', 'port': " + server.port() + "}", more));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void requestsThatLoseTheirConnectionShareTheNextOne(boolean noRoomAtFirst) throws IOException {
        AtomicInteger connections = new AtomicInteger();
        AtomicInteger again = new AtomicInteger();
        try (Bench bench = new Bench();
                RawServer server = new RawServer(client -> {
                    boolean first = connections.incrementAndGet() == 1;
                    hex(client, first || !noRoomAtFirst ? SETTINGS : NO_STREAMS);
                    preface(client);
                    for (int requests = 0; !first || requests < REQUESTS; ) {
                        Frame frame = Frame.read(client);
                        if (frame.type() == HEADERS) {
                            requests++;
                            again.addAndGet(first ? 0 : 1);
                        } else if (!first && noRoomAtFirst && frame.isSettingsAck()) {
                            hex(client, MANY_STREAMS);
                        }
                    }
                })) {
            Endpoint client = client(bench, server, "{'messages': ['/'], 'repeat': " + REQUESTS + "}");
            await().until(() -> again.get() == REQUESTS);
            assertThat(server.accepted()).isEqualTo(2);
            assertThat(bench.figure(client, "http_retries")).isEqualTo(REQUESTS);
            assertThat(client.lastFailure()).isEmpty();
        }
    }

    @Test
    void scriptUsesAllStreamsAndTheConnectionHasAWideWindow() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        AtomicLong window = new AtomicLong();
        try (Bench bench = new Bench();
                RawServer server = new RawServer(client -> {
                    hex(client, MANY_STREAMS);
                    preface(client);
                    while (true) {
                        Frame frame = Frame.read(client);
                        if (frame.type() == HEADERS) {
                            requests.incrementAndGet();
                        } else if (frame.type() == WINDOW_UPDATE && frame.stream() == 0) {
                            window.addAndGet(Long.parseLong(HexFormat.of().formatHex(frame.content()), 16));
                        }
                    }
                })) {
            client(bench, server, "{'messages': ['/'], 'repeat': 0}");
            await().until(() -> requests.get() == 100);
            assertThat(window.get()).isEqualTo((64 << 20) - WINDOW_FROM_THE_BEGINNING);
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void serverThatNobodyNeedsGivesWayToAnother() {
        try (Bench bench = new Bench()) {
            Endpoint server = bench.start("server", "http-server", "{'host': '0.0.0.0', 'port': 0}");
            int port = ((InetSocketAddress) ((EndpointState.Running) server.state()).address()).getPort();
            Endpoint client = bench.start("client", "http-client", "{'port': " + port + "}");
            for (int i = 1; i <= 102; i++) {
                Bench.await(client.send(
                        Target.all(), Bench.json("{'url': 'http://127.0.0." + i + ":" + port + "/status/204'}")));
                HttpTraffic.reply(client, i);
            }
            assertThat(client.lastFailure()).isEmpty();
            await().until(() -> client.connections().count() <= 100);
        }
    }
}
