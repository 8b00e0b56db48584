package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.protocol.Transfer;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.HttpTraffic;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** The client of HTTP against Python's {@code http.server}. */
class HttpClientInteropTest {

    @TempDir
    private Path folder;

    private Bench bench;
    private PeerProcess python;
    private int port;

    @BeforeEach
    void open() {
        bench = new Bench(EngineOptions.standard(), Map.of("password", "geheim", "token", "abc"));
        python = Peers.python("http_server.py");
        port = Integer.parseInt(python.line());
    }

    @AfterEach
    void close() {
        python.close();
        bench.close();
    }

    private Endpoint client(String more) {
        return bench.start("client", "http-client", Bench.json("{'port': " + port + "}", more));
    }

    private static void send(Endpoint client, String message) {
        Bench.await(client.send(Target.all(), Bench.json(message)));
    }

    private static String sent(Endpoint client, int replies, String message) {
        send(client, message);
        return HttpTraffic.text(HttpTraffic.reply(client, replies));
    }

    @Test
    void methodsQueriesFieldsAndBodiesArriveAsWritten() {
        Endpoint client = client("{'headers': [{'name': 'X-Own', 'value': 'of the settings'}]}");

        assertThat(sent(client, 1, "{'url': '/echo?a=1', 'query': [{'name': 'b', 'value': 'ä &'}]}"))
                .startsWith("GET /echo?a=1&b=%C3%A4+%26\n")
                .contains("X-Own: of the settings\n", "Host: 127.0.0.1:" + port + "\n");
        assertThat(sent(
                        client,
                        2,
                        "{'method': 'POST', 'url': 'echo', 'content': {'type': 'json', 'json': {'name': 'Alice', 'age': 25}},"
                                + " 'headers': [{'name': 'x-own', 'value': 'of the message'}]}"))
                .startsWith("POST /echo\n")
                .containsIgnoringCase("content-type: application/json\n")
                .containsIgnoringCase("x-own: of the message\n")
                .doesNotContain("of the settings")
                .endsWith("{\"name\":\"Alice\",\"age\":25}");
        assertThat(
                        sent(
                                client,
                                3,
                                "{'method': 'PUT', 'url': '/echo', 'content': {'type': 'form', 'fields': [{'name': 'x', 'value': '1 2'}]}}"))
                .contains("application/x-www-form-urlencoded")
                .endsWith("\nx=1+2");
        assertThat(sent(client, 4, "{'method': 'DELETE', 'url': '/echo'}"))
                .startsWith("DELETE /echo\n")
                .contains("connections: 1\n");
        assertThat(bench.sample(client).total()).isEqualTo(1);
        assertThat(bench.sample(client).errors()).isZero();
    }

    @Test
    void filesAreSentWholeAndInParts() throws IOException {
        Path file = Files.writeString(folder.resolve("note.txt"), "from a file");
        Endpoint client = client("{}");

        assertThat(sent(
                        client,
                        1,
                        "{'method': 'POST', 'url': '/echo', 'content': {'type': 'file', 'file': '" + file + "'}}"))
                .contains("text/plain")
                .endsWith("\nfrom a file");
        assertThat(sent(
                        client,
                        2,
                        "{'method': 'POST', 'url': '/echo', 'content': {'type': 'multipart', 'parts': [{'name': 'a', 'value': '1'},"
                                + " {'name': 'f', 'file': '" + file + "'}]}}"))
                .contains("name=\"a\"\r\n\r\n1\r\n", "filename=\"note.txt\"", "\r\n\r\nfrom a file\r\n--netsonde-");
    }

    @Test
    void headHasNoBodyAndTheConnectionIsKept() {
        Endpoint client = client("{}");
        send(client, "{'method': 'HEAD', 'url': '/file'}");
        HttpText head = HttpTraffic.reply(client, 1);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(sent(client, 2, "{'url': '/echo'}")).contains("connections: 1\n");
    }

    @Test
    void repliesOfEveryFormAreRead() {
        Endpoint client = client("{}");
        assertThat(sent(client, 1, "{'url': '/chunks'}")).isEqualTo("onetwothree");
        assertThat(sent(client, 2, "{'url': '/gzip'}")).isEqualTo("plain text ".repeat(100));
        assertThat(HttpTraffic.reply(client, 2).field("content-encoding")).hasValue("gzip");
        assertThat(sent(client, 3, "{'url': '/once'}")).isEqualTo("until the end");
        assertThat(sent(client, 4, "{'url': '/echo'}")).contains("connections: 2\n");
        assertThat(bench.sample(client).errors()).isZero();
    }

    @Test
    void serverThatClosesIdleConnectionsIsAskedOnAnotherOne() {
        Endpoint client = client("{'messages': ['/goodbye'], 'repeat': 20, 'interval': '0'}");
        Bench.await(client.done());
        assertThat(HttpTraffic.replies(client, 20)).hasSize(20);
        assertThat(bench.sample(client).errors()).isZero();
        assertThat(client.state()).isInstanceOf(org.netsonde.engine.EndpointState.Running.class);
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET, false",
        "302, POST, GET, false",
        "303, POST, GET, false",
        "303, PUT, GET, false",
        "302, PUT, PUT, true",
        "307, POST, POST, true",
        "308, POST, POST, true",
    })
    void redirectsKeepOrChangeTheMethod(int status, String method, String then, boolean body) {
        Endpoint client = client("{}");
        send(
                client,
                "{'method': '" + method + "', 'url': '/to/" + status
                        + "', 'content': {'type': 'text', 'text': 'body'}}");
        String last = HttpTraffic.text(HttpTraffic.reply(client, 2));
        assertThat(last).startsWith(then + " /echo?after=1\n");
        assertThat(last.endsWith("\nbody")).isEqualTo(body);
        assertThat(last.contains("text/plain")).isEqualTo(body);
        await().untilAsserted(() -> {
            assertThat(bench.figure(client, "http_redirects")).isEqualTo(1);
            // Counted once the reply has been recorded.
            assertThat(client.metrics().lifeLatency().count()).isEqualTo(1);
        });
    }

    @Test
    void redirectsEndSomewhere() {
        Endpoint client = client("{'redirects': 3}");
        send(client, "{'url': '/circle'}");
        await().until(() -> client.lastFailure().isPresent());
        assertThat(client.lastFailure().orElseThrow().what().key()).isEqualTo("failure.httpRedirects.what");
        assertThat(HttpTraffic.replies(client, 4)).hasSize(4);

        Endpoint none = bench.start("none", "http-client", "{'port': " + port + ", 'redirects': 0}");
        send(none, "{'url': '/circle'}");
        assertThat(HttpTraffic.reply(none, 1).status()).isEqualTo(302);
        assertThat(bench.sample(none).errors()).isZero();
    }

    @Test
    void secretsDoNotFollowToAnotherServer() {
        try (PeerProcess other = Peers.python("http_server.py")) {
            int otherPort = Integer.parseInt(other.line());
            Endpoint client = client(
                    "{'authorization': {'type': 'bearer', 'secret': 'token'},"
                            + " 'headers': [{'name': 'X-Secret-Thing', 'value': '', 'secret': 'password'}, {'name': 'X-Plain', 'value': '1'}]}");

            assertThat(sent(client, 1, "{'url': '/echo'}"))
                    .contains("Authorization: Bearer abc\n", "X-Secret-Thing: geheim\n");
            assertThat(sent(client, 3, "{'url': '/away?to=http://127.0.0.1:" + otherPort + "/echo'}"))
                    .startsWith("GET /echo\n")
                    .contains("X-Plain: 1\n", "Host: 127.0.0.1:" + otherPort)
                    .doesNotContain("abc", "geheim", "Authorization");
            assertThat(HttpTraffic.messages(client, Direction.OUT))
                    .noneMatch(message -> new String(message.bytes(), java.nio.charset.StandardCharsets.UTF_8)
                            .matches("(?s).*(abc|geheim).*"));
        }
    }

    @Test
    void cookiesComeBackUnlessTheyAreTurnedOff() {
        Endpoint client = client("{}");
        send(client, "{'url': '/set'}");
        assertThat(HttpTraffic.text(HttpTraffic.reply(client, 2)))
                .containsPattern("(?m)^Cookie: flavour=vanilla; size=large$");
        Endpoint without = bench.start("without", "http-client", "{'port': " + port + ", 'cookies': false}");
        send(without, "{'url': '/set'}");
        assertThat(HttpTraffic.text(HttpTraffic.reply(without, 2))).doesNotContain("vanilla");
    }

    @Test
    void basicAuthorisationIsGivenAndABadStatusIsCountedOnly() {
        Endpoint client = client("{}");
        send(client, "{'url': '/auth', 'authorization': {'type': 'basic', 'user': 'alice', 'secret': 'password'}}");
        assertThat(HttpTraffic.reply(client, 1).status()).isEqualTo(200);
        send(client, "{'url': '/auth'}");
        assertThat(HttpTraffic.reply(client, 2).status()).isEqualTo(401);
        await().until(() -> bench.sample(client).errors() == 1);
        assertThat(client.metrics().errorsByKind()).containsOnlyKeys(Failure.Kind.HTTP_STATUS);
        assertThat(client.lastFailure()).isEmpty();
        assertThat(bench.figure(client, "status_4xx")).isEqualTo(1);
    }

    @Test
    void cacheShowsMissAndHitUntilSomethingChanges() {
        Endpoint client = client("{'cache': {'type': 'on', 'ttl': '1h'}}");
        send(client, "{'url': '/echo'}");
        HttpTraffic.replies(client, 1);
        send(client, "{'url': '/echo'}");
        await().until(() -> bench.figure(client, "cache_hits") == 1);
        assertThat(HttpTraffic.messages(client, Direction.OUT)).hasSize(1);
        // Noted once it has been counted.
        await().untilAsserted(() -> assertThat(HttpTraffic.texts(client, Direction.NOTED))
                .containsExactly("from the cache: http://127.0.0.1:" + port + "/echo"));
        send(client, "{'url': '/echo', 'method': 'PUT'}");
        HttpTraffic.replies(client, 2);
        send(client, "{'url': '/echo'}");
        assertThat(HttpTraffic.replies(client, 3)).hasSize(3);
        assertThat(bench.figure(client, "cache_misses")).isEqualTo(2);
        assertThat(bench.figure(client, "cache_expired")).isZero();
    }

    @Test
    void timesAreToldAndInOrder() {
        Endpoint client = client("{'idleTimeout': '0'}");
        send(client, "{'url': '/once'}");
        HttpTraffic.replies(client, 1);
        await().until(() -> client.connections().count() == 0);
        // This one has to make a connection, whose time is part of its own.
        send(client, "{'url': '/echo'}");
        HttpTraffic.replies(client, 2);
        FactGroup timings = await().until(
                        () -> client.connections().list(1).stream()
                                .flatMap(connection -> connection.facts().groups().stream())
                                .filter(group -> group.id().equals("timings"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        List<Double> times = timings.facts().stream()
                .map(fact -> Double.parseDouble(fact.value().args().getFirst().split(" ", 2)[0]))
                .toList();
        assertThat(times).hasSize(6).allMatch(time -> time >= 0);
        double firstByte = times.get(3);
        double download = times.get(4);
        double total = times.get(5);
        assertThat(firstByte).isPositive();
        double connect = times.get(0) + times.get(1) + times.get(2);
        assertThat(connect).isPositive();
        assertThat(connect + firstByte + download).isLessThanOrEqualTo(total + 0.05);
        assertThat(total * 1e6).isLessThanOrEqualTo(Bench.LIMIT.toNanos());
        assertThat(bench.figure(client, "http_first_byte_ns"))
                .isPositive()
                .isLessThanOrEqualTo(bench.figure(client, "http_total_ns"));
    }

    private Transfer transfer(Endpoint client) {
        await().until(() -> !client.transfers().list().isEmpty());
        return client.transfers().list().getFirst();
    }

    private static byte[] wholeFile() {
        byte[] bytes = new byte[256 << 10];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Test
    void downloadGetsACleanNameAndNeverOverwrites() throws IOException {
        Endpoint client = client("{}");
        for (String name : List.of("data.bin", "data (1).bin")) {
            send(client, "{'url': '/file', 'saveTo': '" + folder + "'}");
            await().until(() -> Files.exists(folder.resolve(name)) && Files.size(folder.resolve(name)) > 0);
            assertThat(folder.resolve(name)).hasBinaryContent(wholeFile());
        }
        await().until(() -> client.transfers().list().stream().allMatch(t -> t.state() == Transfer.State.DONE));
        Transfer first = transfer(client);
        assertThat(first.bytes()).isEqualTo(256 << 10);
        assertThat(first.total()).isEqualTo(256 << 10);
        assertThat(first.file()).isEqualTo(folder.resolve("data.bin"));
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder("data.bin", "data (1).bin");
        }
        HttpText recorded = HttpTraffic.reply(client, 1);
        assertThat(recorded.body().length).isLessThan(256 << 10);
    }

    @Test
    void downloadThatWasCutShortGoesOnWhereItWas() {
        Endpoint client = client("{}");
        send(client, "{'url': '/cut', 'saveTo': '" + folder.resolve("mine.bin") + "'}");
        Transfer transfer = transfer(client);
        await().until(() -> transfer.state() == Transfer.State.FAILED);
        assertThat(transfer.failure().orElseThrow().what().key()).isEqualTo("failure.httpCutShort.what");
        await().until(() -> transfer.bytes() == 100000);
        assertThat(folder.resolve("mine.bin.part")).exists();
        assertThat(folder.resolve("mine.bin")).doesNotExist();
        assertThat(transfer.resumable()).isTrue();

        transfer.resume();

        await().until(() -> transfer.state() == Transfer.State.DONE);
        assertThat(folder.resolve("mine.bin")).hasBinaryContent(wholeFile());
        assertThat(folder.resolve("mine.bin.part")).doesNotExist();
        assertThat(HttpTraffic.messages(client, Direction.OUT).get(1).field("range"))
                .hasValue("bytes=100000-");
        assertThat(HttpTraffic.messages(client, Direction.OUT).get(1).field("if-range"))
                .isPresent();
        assertThat(HttpTraffic.reply(client, 1).status()).isEqualTo(206);
    }

    @Test
    void downloadOfWhatIsNotThereFails() {
        Endpoint client = client("{}");
        send(client, "{'url': '/auth', 'saveTo': '" + folder + "'}");
        Transfer transfer = transfer(client);
        await().until(() -> transfer.state() == Transfer.State.FAILED);
        assertThat(transfer.failure().orElseThrow().kind()).isEqualTo(Failure.Kind.HTTP_STATUS);
        assertThat(folder).isEmptyDirectory();
    }
}
