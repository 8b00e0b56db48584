package org.netsonde.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.capture.CaptureInterface;
import org.netsonde.engine.capture.CaptureWriter;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.LiveSession;
import org.netsonde.engine.session.TimeRange;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.engine.traffic.WireForm;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Curl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.TestAuthority;
import org.netsonde.fixtures.Wireshark;

/** Wireshark finds nothing to complain of in exported traffic, and in it what crossed. */
class CaptureInteropTest {

    private final Bench bench = new Bench();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        bench.close();
    }

    private void pair(String protocol, String settings, String messages) {
        bench.start(protocol + " server", protocol + "-server", "{'port': 0" + settings + "}");
        bench.start(
                protocol + " client",
                protocol + "-client",
                "{'target': '" + protocol + " server'" + settings + ", 'interval': '1ms', 'messages': [" + messages
                        + "]}");
    }

    /** Waits until clients are done and nothing more comes, and stops everything. */
    private void finish() {
        for (Endpoint endpoint : bench.engine().endpoints()) {
            if (endpoint.protocol().role() == Role.CLIENT) {
                Bench.await(endpoint.done());
                Bench.await(endpoint.stop());
            }
        }
        for (Endpoint endpoint : bench.engine().endpoints()) {
            await().until(() ->
                    endpoint.connections().count() == 0 || endpoint.protocol().datagrams());
            Bench.await(endpoint.stop());
        }
    }

    private Path export(TimeRange range, Set<String> endpoints) {
        return export(bench, range, endpoints);
    }

    private Path export(Bench bench, TimeRange range, Set<String> endpoints) {
        ExportSource source = ExportSource.of(LiveSession.of(bench.engine(), "test"), Instant.now(), range, endpoints);
        return Exports.write(Exports.builtin().named(List.of("pcapng")), source, folder, Progress.NONE)
                .getFirst();
    }

    private Path export() {
        return export(TimeRange.ALL, Set.of());
    }

    private static void assertSound(Wireshark capture) {
        assertThat(capture.complaints()).isEmpty();
        assertThat(capture.tshark("-q", "-z", "expert")).doesNotContain("Errors (", "Warns (");
    }

    /** Sums of payload bytes by interface and direction. */
    private static Map<String, Long> payloads(Wireshark capture) {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (String line : capture.fields(
                "tcp || udp", "frame.interface_name", "frame.packet_flags_direction", "tcp.len", "udp.length")) {
            String[] fields = line.split("\t", -1);
            boolean in = Integer.decode(fields[1]) == 1;
            long bytes = fields[2].isEmpty() ? Long.parseLong(fields[3]) - 8 : Long.parseLong(fields[2]);
            sums.merge(fields[0] + (in ? " in" : " out"), bytes, Long::sum);
        }
        return sums;
    }

    private Map<String, Long> counted() {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Endpoint endpoint : bench.engine().endpoints()) {
            Sample sample = bench.sample(endpoint);
            sums.put(endpoint.name() + " in", sample.bytesIn());
            sums.put(endpoint.name() + " out", sample.bytesOut());
        }
        return sums;
    }

    @Test
    void bytesOfEveryProtocolAreThoseThatWereCounted() {
        pair("tcp", ", 'framing': 'lines'", "'Hello', '" + "x".repeat(100_000) + "', 'ü', 'World'");
        pair("udp", "", "'Hello', '" + "y".repeat(60_000) + "', ''");
        pair("select", ", 'framing': 'lines'", "'one', 'two', '" + "z".repeat(300_000) + "'");
        pair("frame", "", "'Hello', {'type': 'calculation', 'payload': {'operation': 'add', 'a': 1, 'b': 2}}");
        finish();
        Wireshark capture = Wireshark.bytes(export());
        assertSound(capture);
        assertThat(payloads(capture)).containsAllEntriesOf(counted());
        String info = capture.capinfos();
        assertThat(info).contains("pcapng", "nanoseconds (9)", "Number of interfaces in file: 8");
        assertThat(info).contains("Capture application: Netsonde test");
        assertThat(capture.fields("tcp.flags.syn == 1 && tcp.flags.ack == 0", "frame.number"))
                .hasSize(6);
        assertThat(capture.fields("tcp.analysis.flags", "frame.number")).isEmpty();
    }

    @Test
    void bothHopsOfARelayAreConversationsOfTheirOwn() {
        Endpoint server = bench.start("server", "tcp-server", "{'port': 0, 'framing': 'lines'}");
        Endpoint relay = bench.start("relay", "relay", "{'port': 0, 'backEnds': [{'target': 'server'}]}");
        bench.start(
                "client",
                "tcp-client",
                "{'target': 'relay', 'framing': 'lines', 'interval': '1ms', 'messages': ['Hello', '"
                        + "x".repeat(100_000) + "']}");
        int serverPort = Bench.address(server).getPort();
        int relayPort = Bench.address(relay).getPort();
        finish();
        Wireshark capture = Wireshark.bytes(export());
        assertSound(capture);
        assertThat(capture.fields(
                        "tcp.flags.syn == 1 && tcp.flags.ack == 0 && frame.interface_name == \"relay\"", "tcp.dstport"))
                .containsExactly(Integer.toString(relayPort), Integer.toString(serverPort));
        Sample sample = bench.sample(relay);
        assertThat(payloads(capture))
                .containsEntry("relay in", sample.bytesIn() + bench.figure(relay, "back_bytes_in"))
                .containsEntry("relay out", sample.bytesOut() + bench.figure(relay, "back_bytes_out"))
                .containsEntry("client out", sample.bytesIn());
    }

    @Test
    void timesAreThoseOfTheRecordsToTheNanosecond() {
        pair("udp", "", "'one', 'two', 'three'");
        finish();
        Endpoint server = bench.engine().endpoints().getFirst();
        List<String> recorded = new ArrayList<>();
        server.traffic().cursor(true).poll(100, (TrafficEvent event) -> {
            if (event.direction().isData()) {
                recorded.add("%d.%09d".formatted(event.nanos() / 1_000_000_000, event.nanos() % 1_000_000_000));
            }
        });
        assertThat(recorded).hasSize(6);
        assertThat(Wireshark.bytes(export())
                        .fields("udp && frame.interface_name == \"udp server\"", "frame.time_epoch"))
                .isEqualTo(recorded);
    }

    @Test
    void addressesAreThoseOfTheSockets() {
        pair("tcp", ", 'host': '::1'", "'six'");
        bench.start("four", "tcp-server", "{'port': 0}");
        bench.start("by name", "tcp-client", "{'target': 'four', 'messages': ['four'], 'interval': '1ms'}");
        int four = Bench.address(bench.engine().endpoints().get(2)).getPort();
        finish();
        Set<String> clients = Set.of(
                bench.engine().endpoints().get(1).id(),
                bench.engine().endpoints().get(3).id());
        Wireshark capture = Wireshark.bytes(export(TimeRange.ALL, clients));
        assertThat(capture.fields("tcp.flags.syn == 1 && tcp.flags.ack == 0 && ip", "ip.src", "ip.dst", "tcp.dstport"))
                .containsExactly("127.0.0.1\t127.0.0.1\t" + four);
        assertThat(capture.fields("tcp.flags.syn == 1 && tcp.flags.ack == 0 && ipv6", "ipv6.src", "ipv6.dst"))
                .containsExactly("::1\t::1");
        assertThat(capture.fields(
                        "frame.comment contains \"made up\" || frame.comment contains \"other side\"", "frame.number"))
                .isEmpty();
        assertSound(capture);
    }

    @Test
    void webSocketIsDissected() {
        String large = "w".repeat(60_000);
        pair(
                "websocket",
                "",
                "'hello', {'kind': 'binary', 'format': 'hex', 'data': '00ff10'}, {'kind': 'ping', 'data': 'are you there'}, '"
                        + large + "', {'kind': 'close', 'data': 'bye', 'code': 1001}");
        int port = Bench.address(bench.engine().endpoints().getFirst()).getPort();
        finish();
        Wireshark capture = Wireshark.http(export(), port);
        assertSound(capture);
        String client = " && frame.interface_name == \"websocket client\"";
        assertThat(capture.fields("http" + client, "http.request.method", "http.response.code", "http.upgrade"))
                .containsExactly("GET\t\twebsocket", "\t101\twebsocket");
        assertThat(capture.fields("websocket && tcp.srcport" + client, "websocket.opcode", "websocket.mask"))
                .containsExactlyInAnyOrder(
                        "1\t1", "2\t1", "9\t1", "1\t1", "8\t1", "1\t0", "2\t0", "10\t0", "1\t0", "8\t0");
        assertThat(capture.fields("websocket.opcode == 2 && websocket.mask == 1" + client, "data.data"))
                .containsExactly("00ff10");
        assertThat(capture.fields("websocket.opcode == 1 && websocket.mask == 1" + client, "websocket.payload_length"))
                .contains("5");
        assertThat(capture.fields(
                        "websocket.opcode == 1 && websocket.mask == 1 && websocket.payload_length_ext_16" + client,
                        "websocket.payload_length_ext_16"))
                .containsExactly("60000");
    }

    /**
     * Replies whose length is told by a field, in chunks, and over HTTP/2 by nothing but the end of the stream. The long one is
     * always the same: what is kept of it ends in the middle, and one in a hundred looks like a bad header field there.
     */
    @ParameterizedTest
    @ValueSource(strings = {"http1", "http2"})
    void httpIsDissectedWhateverItsVersion(String version) {
        Endpoint server = bench.start("http server", "http-server", "{'port': 0}");
        bench.start("http client", "http-client", "{'target': 'http server', 'versions': '" + version + """
                ', 'interval': '1ms', 'connections': 1, 'messages': [
                  '/get?name=Alice',
                  {'method': 'POST', 'url': '/post', 'content': {'type': 'json', 'json': {'name': 'Alice', 'age': 25}}},
                  '/stream/3', '/status/204', '/bytes/300000?seed=1', '/xml']}
                """);
        int port = Bench.address(server).getPort();
        finish();
        Wireshark capture = Wireshark.http(export(), port);
        assertSound(capture);
        String client = " && frame.interface_name == \"http client\"";
        assertThat(capture.fields("http.request" + client, "http.request.method", "http.request.uri"))
                .containsExactlyInAnyOrder(
                        "GET\t/get?name=Alice",
                        "POST\t/post",
                        "GET\t/stream/3",
                        "GET\t/status/204",
                        "GET\t/bytes/300000?seed=1",
                        "GET\t/xml");
        assertThat(capture.fields("http.response.code != 204 && json" + client, "http.response.code"))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(capture.fields("xml" + client, "http.response.code")).containsExactly("200");
    }

    @Test
    void callsOfXmlRpcAreDissected() {
        Endpoint server = bench.start("xmlrpc server", "xmlrpc-server", "{'port': 0}");
        bench.start(
                "xmlrpc client",
                "xmlrpc-client",
                "{'target': 'xmlrpc server', 'connections': 1, 'interval': '1ms', 'messages': ['add(5, 3)', 'divide(1, 0)']}");
        int port = Bench.address(server).getPort();
        finish();
        Wireshark capture = Wireshark.http(export(), port);
        assertSound(capture);
        assertThat(capture.fields(
                        "xml && frame.interface_name == \"xmlrpc client\"",
                        "http.request.method",
                        "http.response.code"))
                .containsExactly("POST\t", "\t200", "POST\t", "\t200");
    }

    @Test
    void anHttpExchangeOverAPlainServerIsDissected() {
        Endpoint server = bench.start("web", "tcp-server", """
                {'port': 0, 'responder': {'type': 'rules', 'rules': [
                  {'match': {'type': 'text', 'value': 'GET /', 'mode': 'starts-with'},
                   'reply': 'HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\nConnection: close\\r\\n\\r\\nhello',
                   'close': true}]}}
                """);
        int port = Bench.address(server).getPort();
        try (PeerProcess curl = Curl.start("http://127.0.0.1:" + port + "/answer?x=1")) {
            assertThat(curl.rest()).contains("hello");
        }
        finish();
        Wireshark capture = Wireshark.http(export(), port);
        assertSound(capture);
        assertThat(capture.fields("http", "http.request.uri", "http.response.code", "http.file_data"))
                .containsExactly("/answer?x=1\t\t", "\t200\thello");
    }

    @Test
    void marksAreCommentsAndARangeKeepsTheAddressesOfWhatWasOpenedBefore() {
        Endpoint server = bench.start("server", "tcp-server", "{'port': 0}");
        try (Talk python = new Talk()) {
            int port = python.connect("peer", server);
            python.exchange("peer", "before".getBytes(UTF_8), 6);
            await().until(() -> bench.sample(server).bytesOut() == 6);
            long from = latest(server) / 1_000_000 + 1;
            await().until(() -> System.currentTimeMillis() > from);
            bench.engine().annotations().add(Annotation.Kind.NOTE, server.id(), "now the peer speaks again");
            python.exchange("peer", "after".getBytes(UTF_8), 5);
            await().until(() -> bench.sample(server).bytesOut() == 11);
            Wireshark capture = Wireshark.bytes(export(new TimeRange(from, Long.MAX_VALUE), Set.of()));
            assertSound(capture);
            assertThat(capture.fields("tcp.len > 0", "tcp.srcport", "tcp.payload", "frame.comment"))
                    .satisfiesExactly(
                            in -> assertThat(in)
                                    .startsWith(port + "\t" + HexFormat.of().formatHex("after".getBytes(UTF_8)))
                                    .contains("now the peer speaks again")
                                    .contains("[netsonde connection 1] 127.0.0.1:" + port + " ⇄ 127.0.0.1:"),
                            out -> assertThat(out).contains(HexFormat.of().formatHex("after".getBytes(UTF_8))));
        }
    }

    private static long latest(Endpoint endpoint) {
        long[] nanos = {0};
        endpoint.traffic().cursor(true).poll(1000, (TrafficEvent event) -> nanos[0] = event.nanos());
        return nanos[0];
    }

    @Test
    void whatCrossedTlsIsThereAsPlainText() {
        try (Bench secure =
                new Bench(TestAuthority.create(folder, "Capture authority").keys(Map.of()))) {
            Endpoint server = secure.start("secure", "tls-server", "{'port': 0, 'framing': 'lines'}");
            Endpoint client = secure.start(
                    "client",
                    "tls-client",
                    "{'target': 'secure', 'framing': 'lines', 'messages': ['under cover'], 'interval': '1ms'}");
            Bench.await(client.done());
            Bench.await(client.stop());
            Bench.await(server.stop());
            Wireshark capture = Wireshark.bytes(export(secure, TimeRange.ALL, Set.of(server.id())));
            assertSound(capture);
            assertThat(capture.fields("tcp.len > 0", "tcp.payload"))
                    .containsOnly(HexFormat.of().formatHex("under cover\n".getBytes(UTF_8)))
                    .hasSize(2);
            assertThat(capture.fields("tcp.flags.syn == 1 && tcp.flags.ack == 0", "frame.comment"))
                    .singleElement()
                    .asString()
                    .contains("TLS protected this on the wire", "TLSv1.3");
        }
    }

    @Test
    void aFileThatBeginsInTheMiddleOfConnectionsIsSoundByItself() throws IOException {
        CaptureWriter writer = new CaptureWriter("Netsonde test");
        int handle = writer.declare(new CaptureInterface(
                "id", "Server", "tcp-server", Role.SERVER, "127.0.0.1:8888", false, false, WireForm.BYTES));
        List<Path> files = new ArrayList<>();
        long nanos = 1_772_366_400_000_000_000L;
        for (int piece = 0; piece < 3; piece++) {
            Path file = folder.resolve("piece-" + piece + ".pcapng");
            files.add(file);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                writer.begin(out);
                for (int i = 0; i < 60; i++) {
                    long connection = 1 + i % 3;
                    if (piece == 0 && i < 3) {
                        byte[] text = ("[::1]:" + (4000 + i) + " ⇄ [::1]:8888").getBytes(UTF_8);
                        writer.write(handle, new TrafficEvent(nanos++, connection, Direction.OPENED, 0, text));
                    }
                    Direction direction = i % 2 == 0 ? Direction.IN : Direction.OUT;
                    writer.write(
                            handle,
                            new TrafficEvent(nanos++, connection, direction, 100_000, new byte[50_000 + i * 999]));
                    nanos += 1_000_000;
                }
                writer.end();
            }
            Wireshark capture = Wireshark.bytes(file);
            assertSound(capture);
            assertThat(capture.fields("tcp.analysis.flags", "frame.number")).isEmpty();
            assertThat(capture.fields("frame.comment contains \"[netsonde connection\"", "frame.number"))
                    .hasSize(piece == 0 ? 0 : 3);
        }
        Path all = folder.resolve("all.pcapng");
        Wireshark.run(
                "mergecap",
                List.of(
                        "-a",
                        "-w",
                        all.toString(),
                        files.get(0).toString(),
                        files.get(1).toString(),
                        files.get(2).toString()));
        Wireshark capture = Wireshark.bytes(all);
        assertSound(capture);
        assertThat(capture.fields("tcp.analysis.flags", "frame.number")).isEmpty();
    }

    @Test
    void whatTlsProtectsIsMarkedAsDecrypted() {
        EndpointState before = bench.add("quiet", "tcp-server", "{'port': 0}").state();
        assertThat(before).isInstanceOf(EndpointState.Idle.class);
        bench.add("secure", "tls-server", "{'port': 0}");
        bench.add("wss", "websocket-server", "{'port': 0, 'tls': {'mode': 'on'}}");
        Wireshark capture = Wireshark.bytes(export());
        String info = capture.capinfos();
        assertThat(info.lines().filter(line -> line.contains("Description = ")))
                .satisfiesExactly(
                        quiet -> assertThat(quiet).doesNotContain("TLS"),
                        secure -> assertThat(secure).contains("tls-server, decrypted TLS payload"),
                        wss -> assertThat(wss).contains("websocket-server, decrypted TLS payload"));
    }
}
