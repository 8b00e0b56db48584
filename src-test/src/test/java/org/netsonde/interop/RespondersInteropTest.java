package org.netsonde.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import tools.jackson.databind.node.ObjectNode;

/** Python's sockets against what a TCP server can answer besides an echo, with every way of threading. */
@ParameterizedClass
@ValueSource(strings = {"event-loop", "thread-per-connection", "platform-thread-per-connection"})
class RespondersInteropTest {

    @Parameter
    String threading;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private Endpoint start(String more) {
        ObjectNode json = Bench.json("{'port': 0, 'framing': 'lines', 'threading': '" + threading + "'}");
        json.setAll(Bench.json(more));
        Endpoint server = bench.engine().add(null, "server", "tcp-server", json);
        Bench.await(server.start());
        return server;
    }

    /** Sends a line and reads as many bytes as the expected reply has, with its line feed. */
    private static void expect(Talk python, String name, String line, String reply) {
        byte[] expected = (reply + "\n").getBytes(UTF_8);
        assertThat(python.exchange(name, (line + "\n").getBytes(UTF_8), expected.length))
                .asString(UTF_8)
                .isEqualTo(reply + "\n");
    }

    private static void hears(Talk python, String name, String line) {
        assertThat(python.receive(name, line.getBytes(UTF_8).length + 1))
                .asString(UTF_8)
                .isEqualTo(line + "\n");
    }

    @Test
    void commandsAreAnsweredAsInTheOriginalExample() {
        Endpoint server = start("""
                {'responder': {'type': 'commands', 'calcPrefix': '结果: ', 'calcError': '计算错误',
                 'broadcastPrefix': '广播: ', 'defaultPrefix': '服务器回复: '}}""");
        try (Talk python = new Talk()) {
            python.connect("a", server);
            python.connect("b", server);
            await().until(() -> server.connections().count() == 2);
            expect(python, "a", "echo: Hello WebSocket!", "Hello WebSocket!");
            expect(python, "a", "calc: 2 + 3", "结果: 5");
            expect(python, "a", "calc: 10 * 5", "结果: 50");
            expect(python, "a", "calc: (1 + 2) / 2", "结果: 1.5");
            expect(python, "a", "calc: " + "(".repeat(5000), "计算错误");
            expect(python, "a", "calc: 9**9**9", "计算错误");
            expect(python, "a", "你好", "服务器回复: 你好");
            expect(python, "b", "broadcast: all of you", "广播: all of you");
            hears(python, "a", "广播: all of you");
        }
        await().untilAsserted(
                        () -> assertThat(bench.sample(server).messagesOut()).isEqualTo(9));
    }

    @Test
    void rulesMatchEveryWay() {
        Endpoint server = start("""
                {'responder': {'type': 'rules', 'otherwise': 'echo', 'rules': [
                  {'match': {'type': 'text', 'value': 'PING', 'mode': 'starts-with', 'ignoreCase': true},
                   'reply': 'pong {{counter}}'},
                  {'match': {'type': 'hex', 'bytes': '01 ?? 03', 'mode': 'contains'}, 'format': 'hex',
                   'reply': '{{message}} {{reply:crc16-modbus:le}}'},
                  {'match': {'type': 'regex', 'pattern': '^set (?P<key>[a-z]+)=([0-9]+)$'}, 'reply': '{{key}} is {{2}}'},
                  {'match': {'type': 'json', 'pointer': '/op', 'value': 'add'}, 'reply': '{\\"sum\\":{{json:/to/0}}}'},
                  {'match': {'type': 'text', 'value': 'ignore me'}}
                ]}}""");
        try (Talk python = new Talk()) {
            python.connect("a", server);
            expect(python, "a", "ping?", "pong 1");
            expect(python, "a", "set speed=42", "speed is 42");
            expect(python, "a", "ignore me\n{\"op\": \"add\", \"to\": [7]}", "{\"sum\":7}");
            expect(python, "a", "set speed=fast", "set speed=fast");
            expect(python, "a", "PING", "pong 4");
            byte[] frame = HexFormat.of().parseHex("0102030a");
            // 0x6161 is the CRC-16/MODBUS of 01 02 03.
            assertThat(python.exchange("a", frame, 6)).isEqualTo(HexFormat.of().parseHex("01020361610a"));
        }
    }

    @Test
    void ruleDelaysReachesEveryoneAndCloses() {
        Endpoint server = start("""
                {'responder': {'type': 'rules', 'rules': [
                  {'match': {'type': 'text', 'value': 'later'}, 'reply': 'late', 'delay': '50ms'},
                  {'match': {'type': 'text', 'value': 'now'}, 'reply': 'early'},
                  {'match': {'type': 'text', 'value': 'all'}, 'reply': 'from {{remote}}', 'to': 'everyone'},
                  {'match': {'type': 'regex', 'pattern': '^quit'}, 'reply': 'bye', 'delay': '10ms', 'close': true}
                ]}}""");
        try (Talk python = new Talk()) {
            int port = python.connect("a", server);
            python.connect("b", server);
            await().until(() -> bench.sample(server).open() == 2);
            python.send("a", "later\nnow\n".getBytes(UTF_8));
            hears(python, "a", "early");
            hears(python, "a", "late");
            expect(python, "a", "all", "from 127.0.0.1:" + port);
            hears(python, "b", "from 127.0.0.1:" + port);
            python.send("a", "quit please\n".getBytes(UTF_8));
            assertThat(python.rest("a")).isEqualTo(HexFormat.of().formatHex("bye\n".getBytes(UTF_8)) + " eof");
            expect(python, "b", "now", "early");
        }
    }

    @Test
    void repliesKeepTheirOrderAndEndWithTheConnection() {
        Endpoint server = start("""
                {'responder': {'type': 'rules', 'otherwise': 'echo', 'rules': [
                  {'match': {'type': 'text', 'value': 'all'}, 'reply': 'everyone', 'to': 'everyone'},
                  {'match': {'type': 'text', 'value': 'leave'}, 'reply': 'bye', 'close': true}
                ]}}""");
        try (Talk python = new Talk()) {
            python.connect("a", server);
            python.connect("b", server);
            await().until(() -> bench.sample(server).open() == 2);
            expect(python, "a", "1\nall\n2", "1\neveryone\n2");
            hears(python, "b", "everyone");
            python.send("a", "leave\nall\n3\n".getBytes(UTF_8));
            assertThat(python.rest("a")).isEqualTo(HexFormat.of().formatHex("bye\n".getBytes(UTF_8)) + " eof");
            expect(python, "b", "4", "4");
        }
    }

    @Test
    void catastrophicPatternHoldsNobodyUp() {
        Endpoint server = start("""
                {'responder': {'type': 'rules', 'otherwise': 'echo', 'rules': [
                  {'match': {'type': 'regex', 'pattern': '^(a+)+$'}, 'reply': 'all a'}]}}""");
        try (Talk python = new Talk()) {
            python.connect("a", server);
            String as = "a".repeat(60_000);
            expect(python, "a", as, "all a");
            expect(python, "a", as + "!", as + "!");
        }
    }

    @Test
    void slowReaderOfGeneratedMessagesMissesNone() {
        long writeLimit = 256 << 10;
        Endpoint server = start("""
                {'writeLimit': '256KiB', 'responder': {'type': 'generate', 'template': '{{counter}} {{time}} ',
                 'interval': '0', 'messageSize': '1KiB'}}""");
        try (PeerProcess client =
                Peers.python("numbered_lines.py", Bench.address(server).getPort())) {
            client.line("connected");
            // It reads nothing: what the system does not take any more waits here, and no more is made.
            awaitFull(server, writeLimit);
            assertThat(client.ask("20000")).isEqualTo("read 20000");
            awaitFull(server, writeLimit);
            assertThat(client.ask("20000")).isEqualTo("read 40000");
            assertThat(bench.sample(server).errors()).isZero();
            client.finish();
        }
        await().until(() -> server.connections().count() == 0);
        Bench.await(server.stop());
    }

    @Test
    void generatesOnTimeUntilItHasSentEnough() {
        Endpoint server = start("""
                {'responder': {'type': 'generate', 'template': 'n{{counter}}', 'interval': '5ms', 'count': 4}}""");
        try (Talk python = new Talk()) {
            python.connect("a", server);
            assertThat(python.receive("a", 12)).asString(UTF_8).isEqualTo("n1\nn2\nn3\nn4\n");
            python.send("a", "is that all?\n".getBytes(UTF_8));
            python.shutdown("a");
            assertThat(python.rest("a")).isEqualTo(" eof");
        }
    }

    @Test
    void anotherResponderTakesOverWhileConnectionsStand() {
        Endpoint server = start("""
                {'responder': {'type': 'generate', 'template': 'x{{counter}}', 'interval': '1h'}}""");
        try (Talk python = new Talk()) {
            python.connect("a", server);
            hears(python, "a", "x1");
            ObjectNode settings = server.settings();
            settings.set(
                    "responder", Bench.json("{'type': 'generate', 'template': 'y{{counter}}', 'interval': '5ms'}"));
            server.configure(settings);
            hears(python, "a", "y1");
            hears(python, "a", "y2");
            hears(python, "a", "y3");
        }
    }

    /** Waits until as much waits for the peer as may, and no more is made. */
    private void awaitFull(Endpoint server, long writeLimit) {
        // Once the limit was reached, writing goes on only when half of it has left.
        long least = writeLimit / 2;
        await().until(() -> queued(server) >= least);
        AtomicLong before = new AtomicLong();
        // In one: what makes them may be held up in the middle.
        await().untilAsserted(() -> {
            long now = bench.sample(server).messagesOut();
            assertThat(before.getAndSet(now)).isEqualTo(now);
            assertThat(queued(server)).isBetween(least, 2 * writeLimit);
        });
    }

    /** How many bytes wait for the peer: as the connection tells, or what was made of lines of 1 KiB less what was written. */
    private long queued(Endpoint server) {
        Sample sample = bench.sample(server);
        long unwritten = sample.messagesOut() * 1025 - sample.bytesOut();
        return server.connections().list(1).stream()
                .mapToLong(Connection::queued)
                .reduce(unwritten, Math::max);
    }
}
