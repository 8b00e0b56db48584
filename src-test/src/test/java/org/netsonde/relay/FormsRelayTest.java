package org.netsonde.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Curl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** HTTP and WebSocket of programs by others through a relay that looks for messages in them. */
class FormsRelayTest {

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Endpoint relay(String application, int backEnd) {
        return bench.start(
                "relay",
                "relay",
                "{'port': 0, 'application': '" + application + "', 'backEnds': [{'host': '127.0.0.1', 'port': "
                        + backEnd + "}]}");
    }

    private static int port(Endpoint endpoint) {
        return Bench.address(endpoint).getPort();
    }

    @Test
    void pythonGetsTheSameOfHttpThroughTheRelay() {
        Endpoint server = bench.start("server", "http-server", "{'port': 0}");
        Endpoint relay = relay("http", port(server));
        String direct;
        try (PeerProcess python = Peers.python("http_talk.py", port(server))) {
            direct = python.output();
        }
        try (PeerProcess python = Peers.python("http_talk.py", port(relay))) {
            assertThat(python.output()).isEqualTo(direct).endsWith("done\n");
        }

        await().untilAsserted(() -> {
            assertThat(bench.sample(relay).messagesIn())
                    .isEqualTo(bench.sample(server).messagesIn() / 2);
            assertThat(bench.sample(relay).messagesOut())
                    .isEqualTo(bench.sample(relay).messagesIn());
            assertThat(bench.sample(relay).errors()).isZero();
        });
    }

    @Test
    void curlThatWaitsToContinueIsNotLeftWaiting(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("body");
        Files.writeString(file, "x".repeat(300_000));
        Endpoint server = bench.start("server", "http-server", "{'port': 0}");
        Endpoint relay = relay("http", port(server));
        // Longer than a test may take: only the server's word lets it go on.
        try (PeerProcess curl = Curl.start(
                "--expect100-timeout",
                "600",
                "--header",
                "Expect: 100-continue",
                "--upload-file",
                file,
                "--output",
                "/dev/null",
                "--write-out",
                "%{http_code} %{size_upload}\n",
                "http://127.0.0.1:" + port(relay) + "/put")) {
            assertThat(curl.output()).isEqualTo("200 300000\n");
        }
    }

    @Test
    void longBodiesPassWhole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("body");
        byte[] large = new byte[20 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 + i / 1000);
        }
        Files.write(file, large);
        Path got = folder.resolve("got");
        try (PeerProcess server = Peers.python("serve_file.py", file)) {
            Endpoint relay = relay("http", server.port());
            for (String way : new String[] {"length", "chunked", "close"}) {
                try (PeerProcess curl = Curl.start("--output", got, "http://127.0.0.1:" + port(relay) + "/" + way)) {
                    assertThat(curl.output()).isEmpty();
                }
                assertThat(got).as(way).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void messagesOfWebSocketPassWithoutCompression() {
        try (PeerProcess server = Peers.webSocket("ws_server.py")) {
            Endpoint relay = relay("websocket", server.port());
            try (PeerProcess client =
                    Peers.webSocket("ws_client.py", "--url", "ws://127.0.0.1:" + port(relay) + "/x")) {
                assertThat(server.line("path")).isEqualTo("/x");
                assertThat(server.line("open")).isEqualTo("-");
                assertThat(server.line("extensions")).isEqualTo("-");
                assertThat(client.line("open")).isEqualTo("-");
                assertThat(client.line("extensions")).isEqualTo("-");

                client.say("text Hello, 世界");
                assertThat(server.line("text")).isEqualTo("Hello, 世界");
                client.say("ping p");
                assertThat(server.line("ping")).isEqualTo("p");
                assertThat(client.line("pong")).isEqualTo("p");
                server.say("fragments one |two |three");
                assertThat(client.line("text")).isEqualTo("one two three");
                server.say("binary 00ff");
                assertThat(client.line("binary")).isEqualTo("00ff");
                client.say("close 1000 bye");
                assertThat(server.line("closed")).startsWith("1000");
                assertThat(client.line("closed")).startsWith("1000");
                client.finish();
            }
            await().untilAsserted(() -> {
                assertThat(bench.sample(relay).messagesIn()).isEqualTo(1);
                assertThat(bench.sample(relay).messagesOut()).isEqualTo(2);
            });
        }
    }

    @Test
    void aClientWithoutAServerIsToldSo() {
        Endpoint relay = bench.start("relay", "relay", "{'port': 0, 'application': 'http'}");
        try (PeerProcess curl = Curl.start("--include", "http://127.0.0.1:" + port(relay) + "/")) {
            assertThat(curl.output()).startsWith("HTTP/1.1 503 ");
        }
    }
}
