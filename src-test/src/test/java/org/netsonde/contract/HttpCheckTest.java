package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.Target;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.RawServer;

/** Connections of HTTP that have rested are asked whether their server still answers, before a request is trusted to them. */
class HttpCheckTest extends OnEveryTransport {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int END = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final byte STATUS_200 = (byte) 0x88;

    private final List<String> heads = new CopyOnWriteArrayList<>();

    private Endpoint client(RawServer server, String versions, String check) {
        return bench.start(
                "client",
                "http-client",
                Bench.json(
                        "{'port': " + server.port() + ", 'versions': '" + versions + "', 'connections': 2}",
                        "{'pool': {'check': " + check + "}}"));
    }

    /** A request that must not be sent twice. */
    private static CompletionStage<Reply<?>> post(Endpoint client) {
        return client.request(Target.all(), Bench.json("{'method': 'POST', 'url': '/work'}"), Bench.LIMIT);
    }

    /** The head of the next request, taken down; empty where the client has gone. */
    private String next(Socket client) throws IOException {
        String head = RawServer.head(client);
        if (!head.isEmpty()) {
            heads.add(head.substring(0, head.indexOf(" HTTP")));
        }
        return head;
    }

    @ParameterizedTest
    @CsvSource({"head, HEAD, ''", "options, OPTIONS, ok"})
    void whoAnswersIsUsedAgain(String question, String method, String body) throws IOException {
        try (RawServer server = new RawServer(client -> {
            for (String head = next(client); !head.isEmpty(); head = next(client)) {
                String sent =
                        head.startsWith("POST") ? OK + "ok" : "HTTP/1.1 404 None\r\nContent-Length: 2\r\n\r\n" + body;
                client.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            Endpoint client = client(
                    server,
                    "http1",
                    "{'type': 'request', 'question': '" + question + "', 'page': '/health', 'rested': '0s'}");
            for (int i = 0; i < 3; i++) {
                Bench.await(post(client));
            }
            String asked = method + " /health";
            assertThat(heads).containsExactly(asked, "POST /work", asked, "POST /work", asked, "POST /work");
            assertThat(server.accepted()).isEqualTo(1);
            assertThat(bench.figure(client, "pool_check_failures")).isZero();
            assertThat(bench.figure(client, "pool_acquired")).isEqualTo(3);
            await().until(() -> bench.figure(client, "pool_idle") == 1);
            assertThat(client.lastFailure()).isEmpty();
        }
    }

    /** The first connection takes one request, and is silent or ends from then on. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whoDoesNotAnswerIsReplaced(boolean ends) throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = new RawServer(client -> {
            boolean dumb = connections.incrementAndGet() == 1;
            for (String head = next(client); !head.isEmpty(); head = next(client)) {
                if (dumb && head.startsWith("HEAD")) {
                    if (ends) {
                        return;
                    }
                    continue;
                }
                String sent = head.startsWith("POST") ? OK + "ok" : OK;
                client.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            Endpoint client = client(
                    server,
                    "http1",
                    "{'type': 'request', 'rested': '0s', 'within': '" + (ends ? "60s" : "200ms") + "'}");
            Bench.await(post(client));
            assertThat(heads).containsExactly("HEAD /", "POST /work");
            assertThat(connections).hasValue(2);
            assertThat(bench.figure(client, "pool_check_failures")).isEqualTo(1);
            assertThat(bench.figure(client, "pool_opened")).isEqualTo(2);
            assertThat(client.lastFailure()).isEmpty();
            await().until(() -> client.connections().count() == 1);
        }
    }

    @Test
    void whoHasRestedForALittleWhileIsNotAsked() throws IOException {
        try (RawServer server = new RawServer(client -> {
            while (!next(client).isEmpty()) {
                client.getOutputStream().write((OK + "ok").getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            Endpoint client = client(server, "http1", "{'type': 'request', 'rested': '1h'}");
            Bench.await(post(client));
            Bench.await(post(client));
            assertThat(heads).containsExactly("POST /work", "POST /work");
        }
    }

    /** A server that answers PING, or only the first connection's not, and every request with an empty reply. */
    private RawServer http2(AtomicBoolean silent) throws IOException {
        return new RawServer(client -> {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            assertThat(in.readNBytes(PREFACE.length)).isEqualTo(PREFACE);
            frame(out, SETTINGS, 0, 0);
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = in.readNBytes(length);
                if (type == SETTINGS && flags != ACK) {
                    frame(out, SETTINGS, ACK, 0);
                } else if (type == PING) {
                    heads.add("PING");
                    if (!silent.getAndSet(false)) {
                        frame(out, PING, ACK, 0, payload);
                    }
                } else if (type == HEADERS) {
                    heads.add("HEADERS");
                    frame(out, HEADERS, END | END_HEADERS, stream, STATUS_200);
                }
            }
        });
    }

    private static void frame(OutputStream out, int type, int flags, int stream, byte... payload) throws IOException {
        byte[] frame = new byte[9 + payload.length];
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[8] = (byte) stream;
        System.arraycopy(payload, 0, frame, 9, payload.length);
        out.write(frame);
    }

    @Test
    void connectionsOfHttp2AreAskedByPing() throws IOException {
        AtomicBoolean silent = new AtomicBoolean();
        try (RawServer server = http2(silent)) {
            Endpoint client = client(server, "http2", "{'type': 'request', 'rested': '0s', 'within': '200ms'}");
            Bench.await(post(client));
            Bench.await(post(client));
            assertThat(heads).containsExactly("PING", "HEADERS", "PING", "HEADERS");
            assertThat(server.accepted()).isEqualTo(1);

            silent.set(true);
            Bench.await(post(client));
            assertThat(heads.subList(4, heads.size())).containsExactly("PING", "HEADERS");
            assertThat(server.accepted()).isEqualTo(2);
            assertThat(bench.figure(client, "pool_check_failures")).isEqualTo(1);
            assertThat(client.lastFailure()).isEmpty();
        }
    }
}
