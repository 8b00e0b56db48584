package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Http2Frames;
import org.netsonde.fixtures.Http2Frames.Frame;
import org.netsonde.fixtures.Sockets;

/** What would wear an HTTP server out over HTTP/2: each ends its own stream or connection, is counted, and harms nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpServerBadFramesTest {

    private static final int NO_ERROR = 0;
    private static final int PROTOCOL_ERROR = 1;
    private static final int CANCEL = 8;
    private static final int ENHANCE_YOUR_CALM = 11;

    private static final String LIMITS =
            "{'port': 0, 'maxHead': 2048, 'maxBody': 2048, 'headTimeout': '200ms', 'requestTimeout': '200ms'}";

    /**
     * Frames that end their connection.
     *
     * @param wrong what is wrong with them
     * @param error the code of the server's goodbye
     * @param frames what follows the client's settings
     */
    record Bad(String wrong, int error, byte[] frames) {
        @Override
        public String toString() {
            return wrong;
        }
    }

    private Bench bench;
    private Endpoint server;

    private static byte[] all(Stream<byte[]> frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frames.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] open(int stream, int flags) {
        return Http2Frames.frame(Http2Frames.HEADERS, flags, stream, Http2Frames.post("/post"));
    }

    private static Stream<byte[]> begunAndReset(int index) {
        int stream = 2 * index + 1;
        return Stream.of(
                open(stream, Http2Frames.END_HEADERS),
                Http2Frames.frame(Http2Frames.RST_STREAM, 0, stream, new byte[] {0, 0, 0, CANCEL}));
    }

    static Stream<Bad> bad() {
        byte[] empty = Http2Frames.frame(Http2Frames.DATA, 0, 1);
        byte[] piece = Http2Frames.frame(Http2Frames.CONTINUATION, 0, 1, new byte[] {0, 1, 'a', 1, 'b'});
        return Stream.of(
                new Bad("head without a stream", PROTOCOL_ERROR, open(0, Http2Frames.END_HEADERS)),
                new Bad(
                        "streams that are begun and reset",
                        ENHANCE_YOUR_CALM,
                        all(Stream.iterate(0, i -> i + 1).limit(300).flatMap(HttpServerBadFramesTest::begunAndReset))),
                new Bad(
                        "data without any",
                        ENHANCE_YOUR_CALM,
                        all(Stream.concat(
                                Stream.of(open(1, Http2Frames.END_HEADERS)),
                                Stream.generate(() -> empty).limit(20)))),
                new Bad(
                        "head in small pieces",
                        ENHANCE_YOUR_CALM,
                        all(Stream.concat(
                                Stream.of(open(1, 0)),
                                Stream.generate(() -> piece).limit(100)))));
    }

    @BeforeAll
    void start() {
        bench = new Bench();
        server = bench.start("server", "http-server", Bench.json(LIMITS));
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    private Socket connect() throws IOException {
        return connect(server);
    }

    private static Socket connect(Endpoint server) throws IOException {
        Socket peer = Sockets.connect(server);
        write(peer, Http2Frames.preface());
        write(peer, Http2Frames.frame(Http2Frames.SETTINGS, 0, 0));
        return peer;
    }

    private static void write(Socket peer, byte[] bytes) throws IOException {
        peer.getOutputStream().write(bytes);
    }

    /** A server that has said goodbye does not wait for long; its goodbye can still be read. */
    private static void writeIfOpen(Socket peer, byte[] bytes) {
        try {
            write(peer, bytes);
        } catch (IOException e) {
            // What it said tells.
        }
    }

    private static Frame next(Socket peer) throws IOException {
        return Http2Frames.next(peer.getInputStream()::readNBytes);
    }

    /** The next frame of a type; the one at the end of the connection where none comes. */
    private static Frame next(Socket peer, int type) throws IOException {
        Frame frame = next(peer);
        while (frame.type() >= 0 && frame.type() != type) {
            frame = next(peer);
        }
        return frame;
    }

    private static void assertEnds(Socket peer) throws IOException {
        try {
            peer.shutdownOutput();
            assertThat(next(peer, -1).type()).isNegative();
        } catch (SocketException e) {
            // A reset is an end too: the server does not read what was still under way.
        }
    }

    private long refused() {
        assertThat(server.metrics().errorsByKind().keySet()).isSubsetOf(Failure.Kind.BAD_REQUEST);
        return server.metrics().errorsByKind().getOrDefault(Failure.Kind.BAD_REQUEST, 0L);
    }

    private void assertServes() throws IOException {
        try (Socket peer = connect()) {
            write(peer, open(1, Http2Frames.END_HEADERS | Http2Frames.END_STREAM));
            assertThat(next(peer, Http2Frames.HEADERS).stream()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void endsItsConnectionAndIsCountedOnce(Bad bad) throws IOException {
        long before = refused();
        try (Socket peer = connect()) {
            write(peer, bad.frames());
            Frame goodbye = next(peer, Http2Frames.GOAWAY);
            assertThat(goodbye.type()).isEqualTo(Http2Frames.GOAWAY);
            assertThat(goodbye.error()).isEqualTo(bad.error());
            assertEnds(peer);
        }
        await().atMost(Bench.LIMIT).untilAsserted(() -> assertThat(refused()).isEqualTo(before + 1));
        assertServes();
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                Arguments.of("pings", Http2Frames.frame(Http2Frames.PING, 0, 0, new byte[8])),
                Arguments.of("settings", Http2Frames.frame(Http2Frames.SETTINGS, 0, 0)));
    }

    /** Sends the same over and over, and reads nothing, until the connection ends. */
    private static Thread flood(Socket peer, byte[] frames) {
        return Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    write(peer, frames);
                }
            } catch (IOException e) {
                // The server has had enough, or the test has ended.
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void answersThatAreNotReadEndTheirConnectionAndAreCountedOnce(String name, byte[] frame)
            throws IOException, InterruptedException {
        long before = refused();
        try (Socket other = connect();
                Socket peer = connect()) {
            Thread flood = flood(peer, all(Stream.generate(() -> frame).limit(1000)));
            write(other, open(1, Http2Frames.END_HEADERS | Http2Frames.END_STREAM));
            assertThat(next(other, Http2Frames.HEADERS).stream()).isEqualTo(1);

            assertThat(flood.join(Bench.LIMIT)).as("an end of the flood").isTrue();

            await().untilAsserted(() -> assertThat(refused()).isEqualTo(before + 1));
            await().untilAsserted(() ->
                    assertThat(server.lastFailure().orElseThrow().what().args()).contains("ENHANCE_YOUR_CALM"));
            write(other, open(3, Http2Frames.END_HEADERS | Http2Frames.END_STREAM));
            assertThat(next(other, Http2Frames.HEADERS).stream()).isEqualTo(3);
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(refused()).isEqualTo(before + 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void answersThatAreReadHaveNoLimit(String name, byte[] frame) throws IOException {
        long before = refused();
        byte[] thousand = all(Stream.generate(() -> frame).limit(1000));
        try (Socket peer = connect()) {
            for (int answered = 0; answered < 20_000; ) {
                if (answered % 1000 == 0) {
                    write(peer, thousand);
                }
                Frame answer = next(peer, frame[3]);
                assertThat(answer.type()).isEqualTo(frame[3]);
                answered += answer.flags() & Http2Frames.ACK;
            }
        }
        assertThat(refused()).isEqualTo(before);
    }

    @Test
    void resetsThatAPeerCausesEndItsConnection() throws IOException {
        long before = refused();
        try (Socket peer = connect()) {
            // A window that is made wider by nothing is an error of its stream (RFC 9113, section 6.9).
            write(
                    peer,
                    all(Stream.iterate(1, stream -> stream + 2)
                            .limit(300)
                            .flatMap(stream -> Stream.of(
                                    open(stream, Http2Frames.END_HEADERS),
                                    Http2Frames.frame(Http2Frames.WINDOW_UPDATE, 0, stream, new byte[4])))));
            assertThat(next(peer, Http2Frames.GOAWAY).error()).isEqualTo(ENHANCE_YOUR_CALM);
            assertEnds(peer);
        }
        await().until(() -> server.connections().count() == 0);
        // Each of two hundred, the one that was too many, and the end.
        assertThat(refused()).isEqualTo(before + 202);
        assertServes();
    }

    @Test
    void pingsAloneDoNotKeepAConnection() throws IOException {
        Endpoint impatient = bench.start("impatient", "http-server", "{'port': 0}");
        byte[] ping = Http2Frames.frame(Http2Frames.PING, 0, 0, new byte[8]);
        try (Socket peer = connect(impatient)) {
            assertThat(next(peer, Http2Frames.SETTINGS).type()).isEqualTo(Http2Frames.SETTINGS);
            // Until it has been answered it has a minute.
            impatient.configure(Bench.json("{'port': 0, 'keepAliveTimeout': '200ms'}"));
            write(peer, open(1, Http2Frames.END_HEADERS | Http2Frames.END_STREAM));
            Frame frame;
            do {
                writeIfOpen(peer, ping);
                frame = next(peer);
            } while (frame.type() >= 0 && frame.type() != Http2Frames.GOAWAY);
            assertThat(frame.type()).isEqualTo(Http2Frames.GOAWAY);
            assertThat(frame.error()).isEqualTo(NO_ERROR);
        }
        assertThat(bench.sample(impatient).errors()).isZero();
    }

    @Test
    void uploadsThatAreRefusedEarlyDoNotUseTheConnectionUp() throws IOException {
        long before = refused();
        try (Socket peer = connect()) {
            // Fifty at a time, since a reset waits a moment for its reply to be read.
            for (int first = 1; first < 1001; first += 100) {
                List<Integer> streams =
                        Stream.iterate(first, stream -> stream + 2).limit(50).toList();
                write(
                        peer,
                        all(streams.stream()
                                .map(stream -> Http2Frames.frame(
                                        Http2Frames.HEADERS,
                                        Http2Frames.END_HEADERS,
                                        stream,
                                        Http2Frames.post("/post", "content-length", "5000")))));
                List<Integer> reset = new ArrayList<>();
                while (reset.size() < streams.size()) {
                    Frame frame = next(peer, Http2Frames.RST_STREAM);
                    assertThat(frame.type()).isEqualTo(Http2Frames.RST_STREAM);
                    assertThat(frame.error()).isEqualTo(NO_ERROR);
                    reset.add(frame.stream());
                }
                assertThat(reset).containsExactlyInAnyOrderElementsOf(streams);
            }
        }
        assertThat(refused()).isEqualTo(before + 500);
    }

    @Test
    void bodyThatDoesNotComeIsAnsweredAndItsStreamEnds() throws IOException {
        long before = refused();
        try (Socket peer = connect()) {
            write(peer, open(1, Http2Frames.END_HEADERS));
            Frame head = next(peer, Http2Frames.HEADERS);
            assertThat(head.stream()).isEqualTo(1);
            // 408 in digits, as no table has it.
            assertThat(new String(head.payload(), StandardCharsets.ISO_8859_1)).contains("408");
            assertThat(next(peer, Http2Frames.RST_STREAM).error()).isEqualTo(NO_ERROR);
            write(peer, open(3, Http2Frames.END_HEADERS | Http2Frames.END_STREAM));
            assertThat(next(peer, Http2Frames.HEADERS).stream()).isEqualTo(3);
        }
        assertThat(refused()).isEqualTo(before + 1);
    }

    @Test
    void headThatDoesNotEndEndsItsConnection() throws IOException {
        long before = refused();
        try (Socket peer = connect()) {
            write(peer, open(1, 0));
            assertThat(next(peer, Http2Frames.GOAWAY).error()).isEqualTo(NO_ERROR);
        }
        assertThat(refused()).isEqualTo(before + 1);
    }

    @Test
    void headThatIsTooLongEndsItsStream() throws IOException {
        String[] fields = new String[40];
        Arrays.setAll(fields, i -> i % 2 == 0 ? "x-field-" + i : "y".repeat(100));
        try (Socket peer = connect()) {
            write(
                    peer,
                    Http2Frames.frame(
                            Http2Frames.HEADERS,
                            Http2Frames.END_HEADERS | Http2Frames.END_STREAM,
                            1,
                            Http2Frames.post("/post", fields)));
            Frame frame = next(peer, Http2Frames.RST_STREAM);
            assertThat(frame.stream()).isEqualTo(1);
        }
        assertServes();
    }
}
