package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.workspace.Example;
import org.netsonde.engine.workspace.Examples;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import tools.jackson.databind.node.ObjectNode;

/** Other people's WebSocket clients at the servers of the examples, which answer as the Python programs that they follow. */
class WebSocketExamplesInteropTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** Starts the server of an example on a free port. */
    private Endpoint start(String id) {
        Example example = Examples.builtin().get(id);
        ObjectNode settings = example.workspace().entries().getFirst().settings();
        return bench.start("server", "websocket-server", settings.put("port", 0));
    }

    private static PeerProcess connect(String script, Endpoint server) {
        PeerProcess client = Peers.webSocket(
                script, "--url", "ws://127.0.0.1:" + Bench.address(server).getPort() + "/");
        assertThat(client.line("open")).isEqualTo("-");
        assertThat(client.line("extensions")).isEqualTo("permessage-deflate");
        return client;
    }

    private static String answer(PeerProcess client, String text) {
        client.say("text " + text);
        return client.line("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws_client.py", "ws_client.js"})
    void commandsAreAnswered(String script) {
        Endpoint server = start("websocket-commands");
        try (PeerProcess client = connect(script, server);
                PeerProcess other = connect(script, server)) {
            await().until(() -> bench.sample(server).open() == 2);
            assertThat(answer(client, "echo: Hello WebSocket!")).isEqualTo("Hello WebSocket!");
            assertThat(answer(client, "calc: 2 + 3")).isEqualTo("结果: 5");
            assertThat(answer(client, "calc: 10 * 5")).isEqualTo("结果: 50");
            assertThat(answer(client, "calc: 2 +")).isEqualTo("计算错误");
            assertThat(answer(client, "General message")).isEqualTo("服务器回复: General message");
            assertThat(answer(client, "broadcast: to all")).isEqualTo("to all");
            assertThat(other.line("text")).isEqualTo("to all");
            client.say("binary 6563686f3a2079");
            assertThat(client.line("binary")).as("echo: y").isEqualTo("79");
            client.say("close 1000 done");
            assertThat(client.line("closed")).startsWith("1000");
            client.finish();
            assertThat(answer(other, "echo: still here")).isEqualTo("still here");
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(bench.sample(server).messagesIn()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws_client.py", "ws_client.js"})
    void everyoneIsToldOfWhatOneIsAnswered(String script) {
        Endpoint server = start("websocket-broadcast");
        try (PeerProcess first = connect(script, server);
                PeerProcess second = connect(script, server)) {
            await().until(() -> bench.sample(server).open() == 2);
            assertThat(answer(first, "Hello, 世界")).isEqualTo("Echo: Hello, 世界");
            assertThat(first.line("text")).isEqualTo("Server received: Hello, 世界");
            assertThat(second.line("text")).isEqualTo("Server received: Hello, 世界");
            assertThat(answer(second, "Hi")).isEqualTo("Echo: Hi");
            assertThat(second.line("text")).isEqualTo("Server received: Hi");
            assertThat(first.line("text")).isEqualTo("Server received: Hi");
            for (PeerProcess client : List.of(first, second)) {
                client.say("close 1000");
                assertThat(client.line("closed")).startsWith("1000");
                client.finish();
            }
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }
}
