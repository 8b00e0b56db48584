package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.HttpTraffic;
import org.netsonde.fixtures.RawServer;

/** A client of HTTP and servers that are written byte by byte, and do whatever servers may do wrong. */
class HttpClientBadServerTest {

    /** The server's first words of HTTP/2: empty settings. */
    private static final String SETTINGS = "000000040000000000";

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(EngineOptions.standard(), Map.of());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /**
     * What a server does to a request.
     *
     * @param failure the name of the failure that the client tells
     * @param settings of the client
     */
    record Bad(String name, String failure, String settings, RawServer.Conduct conduct) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Bad reply(String name, String failure, String reply) {
        return new Bad(name, failure, "{}", client -> {
            RawServer.head(client);
            client.getOutputStream().write(reply.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    private static Bad kept(String name, String failure, String settings, String reply) {
        return new Bad(name, failure, settings, client -> {
            RawServer.head(client);
            client.getOutputStream().write(reply.getBytes(StandardCharsets.ISO_8859_1));
            RawServer.waitForEnd(client);
        });
    }

    private static Bad endless(String name, String failure, String first, String again) {
        return new Bad(name, failure, "{'maxBody': '64KiB', 'maxHead': '8KiB'}", client -> {
            RawServer.head(client);
            OutputStream out = client.getOutputStream();
            out.write(first.getBytes(StandardCharsets.ISO_8859_1));
            byte[] more = again.repeat(100).getBytes(StandardCharsets.ISO_8859_1);
            while (true) {
                out.write(more);
            }
        });
    }

    static Stream<Bad> servers() {
        String ok = "HTTP/1.1 200 OK\r\n";
        String late = "{'requestTimeout': '200ms'}";
        return Stream.of(
                reply("no HTTP", "httpMalformed", "SSH-2.0-OpenSSH_9.2\r\n\r\n"),
                reply("mail", "httpMalformed", "220 mail.example ESMTP\r\n\r\n"),
                reply("status is a word", "httpMalformed", "HTTP/1.1 fine OK\r\n\r\n"),
                reply("status of two digits", "httpMalformed", "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n"),
                reply("field without a colon", "httpMalformed", ok + "no colon here\r\n\r\n"),
                reply("space before the colon", "httpMalformed", ok + "Content-Length : 3\r\n\r\nabc"),
                reply("field without a name", "httpMalformed", ok + ": nothing\r\n\r\n"),
                reply("NUL in a field", "httpMalformed", ok + "X: a\0b\r\nContent-Length: 0\r\n\r\n"),
                reply("bare line feeds", "httpMalformed", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"),
                reply("two lengths", "httpMalformed", ok + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
                reply("length below zero", "httpMalformed", ok + "Content-Length: -3\r\n\r\nabc"),
                reply("length is a word", "httpMalformed", ok + "Content-Length: three\r\n\r\nabc"),
                reply(
                        "length and chunks",
                        "httpTwoLengths",
                        ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
                reply(
                        "chunk of no number",
                        "httpMalformed",
                        ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"),
                reply(
                        "chunk that does not end",
                        "httpMalformed",
                        ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcde\r\n0\r\n\r\n"),
                reply("nothing", "httpNoReply", ""),
                reply("cut in the status", "httpNoReply", "HTTP/1.1 20"),
                reply("cut in the head", "httpCutShort", ok + "Content-Le"),
                reply("cut in the body", "httpCutShort", ok + "Content-Length: 10\r\n\r\nabc"),
                reply("cut in a chunk", "httpCutShort", ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nabc"),
                reply("cut between chunks", "httpCutShort", ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"),
                reply("switches protocols", "httpSwitched", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: irc\r\n\r\n"),
                reply(
                        "sends on to a file",
                        "httpLocation",
                        "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"),
                reply(
                        "sends on with a user",
                        "httpLocation",
                        "HTTP/1.1 302 Found\r\nLocation: http://a:b@127.0.0.1/\r\nContent-Length: 0\r\n\r\n"),
                kept(
                        "too long by its length",
                        "httpBodyTooLarge",
                        "{'maxBody': '1KiB'}",
                        ok + "Content-Length: 9223372036854775807\r\n\r\nabc"),
                endless("endless line", "httpHeadTooLarge", "HTTP/1.1 200 ", "OK"),
                endless("endless head", "httpHeadTooLarge", ok, "X-More: and more\r\n"),
                endless("endless interim replies", "httpInterim", "", "HTTP/1.1 100 Continue\r\n\r\n"),
                endless(
                        "endless chunks",
                        "httpBodyTooLarge",
                        ok + "Transfer-Encoding: chunked\r\n\r\n",
                        "3\r\nabc\r\n"),
                endless("endless body", "httpBodyTooLarge", ok + "\r\n", "more and more"),
                kept("silent", "httpTimeout", late, ""),
                kept("silent in the head", "httpTimeout", late, ok + "X: "),
                kept("silent in the body", "httpTimeout", late, ok + "Content-Length: 10\r\n\r\nabc"),
                new Bad("reset", "connectionReset", "{}", client -> {
                    RawServer.head(client);
                    client.setSoLinger(true, 0);
                }));
    }

    private static Failure failure(Endpoint client) {
        await().atMost(Bench.LIMIT).until(() -> client.lastFailure().isPresent());
        return client.lastFailure().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatIsWrongIsToldAndCountedOnceAndTheClientGoesOn(Bad bad) throws IOException {
        try (RawServer server = new RawServer(bad.conduct())) {
            Endpoint client =
                    bench.start("client", "http-client", Bench.json("{'port': " + server.port() + "}", bad.settings()));
            Bench.await(client.send(Target.all(), Bench.json("{'method': 'POST', 'url': '/'}")));

            Failure failure = failure(client);
            assertThat(failure.what().key()).isEqualTo("failure." + bad.failure() + ".what");
            assertThat(failure.what().args().getFirst()).contains("127.0.0.1");
            await().until(() -> client.connections().count() == 0);
            assertThat(client.state()).isInstanceOf(EndpointState.Running.class);
            assertThat(bench.sample(client).errors()).isEqualTo(1);
            assertThat(HttpTraffic.texts(client, Direction.FAILED)).hasSize(1);
            assertThat(bench.sample(client).open()).isZero();
        }
    }

    @Test
    void replyToNothingEndsTheConnection() throws IOException {
        String reply = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            client.getOutputStream().write((reply + reply).getBytes(StandardCharsets.US_ASCII));
            RawServer.waitForEnd(client);
        })) {
            Endpoint client = bench.start("client", "http-client", "{'port': " + server.port() + "}");
            Bench.await(client.send(Target.all(), Bench.json("{'url': '/'}")));
            assertThat(failure(client).what().key()).isEqualTo("failure.httpUnasked.what");
            await().until(() -> client.connections().count() == 0);
            assertThat(bench.sample(client).messagesIn()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyIdempotentRequestsAreSentAgainWhenAKeptConnectionCloses(boolean idempotent) throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = new RawServer(client -> {
            int number = connections.incrementAndGet();
            RawServer.head(client);
            client.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx".getBytes(StandardCharsets.US_ASCII));
            // The second request on the first connection is read, and not answered.
            RawServer.head(client);
            if (number > 1) {
                RawServer.waitForEnd(client);
            }
        })) {
            Endpoint client = bench.start("client", "http-client", "{'port': " + server.port() + "}");
            Bench.await(client.send(Target.all(), Bench.json("{'url': '/'}")));
            HttpTraffic.replies(client, 1);
            String method = idempotent ? "PUT" : "POST";
            Bench.await(client.send(Target.all(), Bench.json("{'url': '/', 'method': '" + method + "'}")));
            if (idempotent) {
                HttpTraffic.replies(client, 2);
                assertThat(client.lastFailure()).isEmpty();
                assertThat(bench.figure(client, "http_retries")).isEqualTo(1);
            } else {
                assertThat(failure(client).what().key()).isEqualTo("failure.httpNoReply.what");
                assertThat(bench.figure(client, "http_retries")).isZero();
            }
        }
    }

    @Test
    void interimRepliesAreNoReplies() throws IOException {
        try (RawServer server =
                RawServer.answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            Endpoint client = bench.start("client", "http-client", "{'port': " + server.port() + "}");
            Bench.await(client.send(Target.all(), Bench.json("{'url': '/'}")));
            assertThat(HttpTraffic.text(HttpTraffic.reply(client, 1))).isEqualTo("ok");
            assertThat(client.lastFailure()).isEmpty();
        }
    }

    private static void hex(java.net.Socket client, String frames) throws IOException {
        client.getOutputStream().write(HexFormat.of().parseHex(frames.replace(" ", "")));
    }

    /** Frames behind the settings, in answer to the first request. */
    private static Bad frames(String name, String failure, String frames) {
        return new Bad(name, failure, "{'versions': 'http2'}", client -> {
            hex(client, SETTINGS);
            // The preface of the client has two empty lines; its request is the first frame of headers.
            RawServer.head(client);
            RawServer.head(client);
            while (true) {
                byte[] head = client.getInputStream().readNBytes(9);
                if (head.length < 9) {
                    return;
                }
                client.getInputStream()
                        .readNBytes(((head[0] & 0xff) << 16) + ((head[1] & 0xff) << 8) + (head[2] & 0xff));
                if (head[3] == 1) {
                    break;
                }
            }
            hex(client, frames);
            RawServer.waitForEnd(client);
        });
    }

    static Stream<Bad> serversOfTwo() {
        return Stream.of(
                frames("gives up the stream", "http2Reset", "000004 03 00 00000003 00000002"),
                frames("says goodbye before", "http2GoAway", "000008 07 00 00000000 00000000 00000000"),
                frames("frame that is too long", "http2Violation", "ffffff 00 00 00000003 00"),
                frames("data before headers", "httpMalformed", "000003 00 00 00000003 616263"),
                frames("data of a stream that nobody opened", "http2Violation", "000003 00 00 00000063 616263"),
                frames("header block that cannot be read", "http2Violation", "000003 01 04 00000003 ffffff"),
                frames("no status", "http2Violation", "000003 01 05 00000003 0f0d00"),
                frames("settings of three bytes", "http2Violation", "000003 04 00 00000000 000000"),
                frames(
                        "window beyond all bounds",
                        "http2Violation",
                        "000004 08 00 00000000 7fffffff 000004 08 00 00000000 7fffffff"),
                frames(
                        "gives up in the middle",
                        "http2Reset",
                        "000001 01 04 00000003 88 000003 00 00 00000003 616263" + "000004 03 00 00000003 00000000"));
    }

    @ParameterizedTest
    @MethodSource("serversOfTwo")
    void whatIsWrongWithFramesIsToldAndCounted(Bad bad) throws IOException {
        try (RawServer server = new RawServer(bad.conduct())) {
            Endpoint client =
                    bench.start("client", "http-client", Bench.json("{'port': " + server.port() + "}", bad.settings()));
            Bench.await(client.send(Target.all(), Bench.json("{'method': 'POST', 'url': '/'}")));
            String key = failure(client).what().key();
            assertThat(key).isEqualTo("failure." + bad.failure() + ".what");
            assertThat(client.state()).isInstanceOf(EndpointState.Running.class);
            assertThat(bench.sample(client).errors()).isPositive();
        }
    }

    @Test
    void serverOfHttp1IsNoneOfHttp2() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
            Endpoint client =
                    bench.add("client", "http-client", "{'versions': 'http2', 'port': " + server.port() + "}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
            assertThat(thrown.failure().what().key()).isEqualTo("failure.http2Violation.what");
            assertThat(bench.sample(client).errors()).isEqualTo(1);
            assertThat(client.connections().count()).isZero();
        }
    }

    @Test
    void serverThatSaysNothingOfHttp2IsNotWaitedFor() throws IOException {
        try (RawServer server = new RawServer(RawServer::waitForEnd)) {
            Endpoint client = bench.add(
                    "client",
                    "http-client",
                    "{'versions': 'http2', 'connectTimeout': '200ms', 'port': " + server.port() + "}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
            assertThat(thrown.failure().what().key()).isEqualTo("failure.http2Late.what");
        }
    }
}
