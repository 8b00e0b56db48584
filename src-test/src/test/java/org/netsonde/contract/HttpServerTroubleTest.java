package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Sockets;

/** Peers of an HTTP server that ask much at once, do not read, or leave; and that nobody else has to suffer for it. */
class HttpServerTroubleTest extends OnEveryTransport {

    /** More than all buffers of the system may hold. */
    private static final int MORE_THAN_BUFFERS = 32 << 20;

    private Endpoint start(String more) {
        return bench.start("server", "http-server", Bench.json("{'port': 0}", more));
    }

    private static String all(Socket peer, String request) throws IOException {
        Sockets.send(peer, request.replace("~", "\r\n"));
        peer.shutdownOutput();
        return new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void assertServes(Endpoint server) throws IOException {
        try (Socket other = Sockets.connect(server)) {
            assertThat(all(other, "GET /status/204 HTTP/1.1~Host: a~~")).startsWith("HTTP/1.1 204 ");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderHoweverMany() throws IOException {
        Endpoint server = start("{}");
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            requests.append("GET /base64/")
                    .append("QUFB QkJC Q0ND".split(" ", -1)[i % 3])
                    .append(" HTTP/1.1~Host: a~~");
        }
        try (Socket peer = Sockets.connect(server)) {
            String replies = all(
                    peer, requests.append("GET /delay/0.01 HTTP/1.1~Host: a~~").toString());
            String[] bodies = replies.split("\r\n\r\n", -1);
            assertThat(bodies).hasSize(5002);
            for (int i = 0; i < 5000; i++) {
                assertThat(bodies[i + 1]).startsWith("AAA BBB CCC".split(" ", -1)[i % 3]);
            }
        }
        await().atMost(Bench.LIMIT).until(() -> server.connections().count() == 0);
        assertThat(bench.sample(server).requests()).isEqualTo(5001);
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void connectionGoesOnOrEndsAsVersionAndFieldsSay() throws IOException {
        Endpoint server = start("{}");
        try (Socket peer = Sockets.connect(server)) {
            assertThat(all(peer, "GET /stream/2 HTTP/1.0~~GET /get HTTP/1.0~~"))
                    .contains("Connection: close")
                    .doesNotContain("Transfer-Encoding")
                    .endsWith("\"url\":\"http://127.0.0.1:"
                            + Bench.address(server).getPort() + "/stream/2\"}\n");
        }
        try (Socket peer = Sockets.connect(server)) {
            String replies = all(
                    peer,
                    "HEAD /stream/2 HTTP/1.1~Host: a~~HEAD /get HTTP/1.0~Connection: keep-alive~~"
                            + "GET /status/204 HTTP/1.1~Host: a~Connection: close~~GET /get HTTP/1.1~Host: a~~");
            assertThat(replies.split("HTTP/1.1 ", -1)).hasSize(4);
            assertThat(replies).contains("Connection: keep-alive").endsWith("Connection: close\r\n\r\n");
        }
    }

    @Test
    void peerThatDoesNotReadIsLeftAndTakesLittleMemory() throws IOException {
        String patient = "{'port': 0, 'writeLimit': '128KiB'}";
        Endpoint server = start(patient);
        try (Socket peer = Sockets.connect(server)) {
            Sockets.send(peer, "GET /bytes/1000000000 HTTP/1.1\r\nHost: a\r\n\r\n");
            await().atMost(Bench.LIMIT)
                    .until(() -> server.connections().list(10).stream().anyMatch(one -> one.queued() > 0));
            assertThat(server.connections().list(10))
                    .extracting(Connection::queued)
                    .allMatch(queued -> queued < 1 << 20);
            assertServes(server);
            // It has a minute to take some of what waits. From when it has taken some again there is less.
            server.configure(Bench.json(patient, "{'keepAliveTimeout': '300ms'}"));
            peer.getInputStream().readNBytes(MORE_THAN_BUFFERS);
            await().atMost(Bench.LIMIT)
                    .untilAsserted(() -> assertThat(server.metrics().errorsByKind())
                            .isEqualTo(Map.of(Failure.Kind.SLOW_READER, 1L)));
            await().atMost(Bench.LIMIT).until(() -> server.connections().count() == 0);
        }
        server.configure(Bench.json(patient));
        assertServes(server);
    }

    @Test
    void serverStopsWhileRepliesAreUnderWay() throws IOException {
        Endpoint server = start("{}");
        try (Socket late = Sockets.connect(server);
                Socket endless = Sockets.connect(server)) {
            Sockets.send(late, "GET /delay/10 HTTP/1.1\r\nHost: a\r\n\r\n");
            Sockets.send(endless, "GET /bytes/1000000000 HTTP/1.1\r\nHost: a\r\n\r\n");
            await().atMost(Bench.LIMIT).until(() -> bench.sample(server).requests() == 2);
            Bench.await(server.stop());
            assertThat(late.getInputStream().readAllBytes()).isEmpty();
        }
        assertThat(bench.sample(server).open()).isZero();
    }

    @Test
    void requestAndReplyAreRecordedWithoutSecretsAndWithTheirWholeLength() throws IOException {
        Endpoint server = start("{}");
        try (Socket peer = Sockets.connect(server)) {
            String body = "x".repeat(200_000);
            all(
                    peer,
                    "POST /status/200?token=hidden HTTP/1.1~Host: a~Authorization: Bearer hidden~Content-Length: 200000~~"
                            + body);
        }
        await().atMost(Bench.LIMIT).until(() -> server.connections().count() == 0);
        assertThat(Records.data(server, Direction.IN))
                .singleElement()
                .asString()
                .startsWith("POST /status/200?token=••• HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer •••\r\n");
        assertThat(Records.data(server, Direction.OUT))
                .singleElement()
                .asString()
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\n200 OK\n");
    }

    @Test
    void cookiesAreAnsweredAndNotRecorded() throws IOException {
        Endpoint server = start("{}");
        try (Socket peer = Sockets.connect(server)) {
            assertThat(all(
                            peer,
                            "GET /cookies/set?colour=hidden1 HTTP/1.1~Host: a~~"
                                    + "GET /cookies HTTP/1.1~Host: a~Cookie: colour=hidden2~~"))
                    .contains("colour=hidden1", "hidden2");
        }
        await().atMost(Bench.LIMIT).until(() -> server.connections().count() == 0);
        assertThat(Records.data(server, Direction.IN).toString())
                .contains("GET /cookies/set?••• HTTP/1.1", "GET /cookies HTTP/1.1")
                .doesNotContain("hidden");
        assertThat(Records.data(server, Direction.OUT).toString())
                .contains("Location: /cookies", "Content-Type: application/json")
                .doesNotContain("hidden", "\"cookies\"");
    }

    @Test
    void serverSendsNothingByItself() {
        Endpoint server = start("{}");
        FailureException thrown = catchThrowableOfType(
                FailureException.class,
                () -> Bench.await(server.send(new Target.All(), Bench.json("{'url': '/get'}"))));
        assertThat(thrown.failure().what().toString()).isEqualTo("A server of HTTP only answers.");
    }
}
