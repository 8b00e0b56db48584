package org.netsonde.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.UserData;
import org.netsonde.app.workbench.WorkspaceSource;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.workspace.Examples;
import org.netsonde.engine.workspace.WorkspaceFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line inside this process; what needs a process of its own is tested with the launcher. */
class CliTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<WorkspaceSource> shown = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --bogus                                   | --bogus
            run                                       | FILE
            run a b                                   | b
            run none.json                             | none.json
            run none.json --duration soon             | soon
            run none.json --duration 0                | 0
            run none.json --format csv                | --export
            run none.json --export x --format docx    | csv, json
            run none.json --transport carrier-pigeon  | carrier-pigeon
            start                                     | PROTOCOL
            start tcp-sever                           | tcp-server
            start tcp-server prot=1                   | port
            start tcp-server port=70000               | 65535
            start tcp-server responder.type=shout     | echo
            strat                                     | netsonde start
            exampels                                  | netsonde examples
            run example:none                          | tcp-echo
            example:none                              | tcp-echo
            examples none                             | tcp-echo
            schema none                               | metrics
            """)
    void badCommandLinesGetOneLineAndStatusTwo(String line, String expected) {
        int status = execute(true, line.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(err()).contains(expected).startsWith("netsonde: ").endsWith("\n");
        assertThat(err().lines()).hasSize(1);
        assertThat(out.size()).isZero();
        assertThat(shown).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"endpoints": [{"name": "A", "protocol": "pigeon"}]}                                      | A: | pigeon
            {"endpoints": [{"name": "A", "protocol": "tcp-server", "settings": {"port": -1}}]}        | A: | port
            {"endpoints": [{"name": "A", "protocol": "tcp-server"}, {"name": "A", "protocol": "tcp-server"}]} | A: | A
            {"endpoints": [{"name": "A", "protocol": "tcp-server", "thresholds": [{"metric": "p98_ms", "above": 1}]}]} | A: thresholds[0].metric: | p99_ms
            {"endpoints": [{"name": "A", "protocol": "tcp-server", "thresholds": [{"metric": "open"}]}]} | A: thresholds[0]: | above
            {"endpoints": [                                                                           | not valid JSON | line 1
            {"version": 2}                                                                            | version 2 | newer
            """)
    void badWorkspacesDoNotStart(String json, String first, String second) throws IOException {
        Path file = Files.writeString(folder.resolve("w.json"), json);

        int status = execute(true, "run", file.toString());

        assertThat(status).isEqualTo(2);
        assertThat(err()).contains(first).contains(second);
        assertThat(out.size()).isZero();
    }

    @Test
    void aRunEndsWhenEveryClientIsDone() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> echo(listener));
            String workspace = """
                    {"endpoints": [{"name": "C", "protocol": "tcp-client",
                      "settings": {"port": %d, "framing": "lines", "messages": ["a", "b"], "interval": "1ms"}}]}
                    """.formatted(listener.getLocalPort());
            Path file = Files.writeString(folder.resolve("w.json"), workspace);

            int status = execute(true, "run", file.toString(), "--export", folder.toString(), "--transport", "nio");

            assertThat(err()).isEmpty();
            assertThat(status).isZero();
            assertThat(out()).isEqualTo("ready {\"C\":\"127.0.0.1:" + listener.getLocalPort() + "\"}\n");
            JsonNode client = JsonMapper.shared()
                    .readTree(Files.readAllBytes(folder.resolve("metrics.json")))
                    .get("endpoints")
                    .get(0);
            assertThat(client.get("totals").get("messages_out").asLong()).isEqualTo(2);
            assertThat(client.get("totals").get("bytes_in").asLong()).isEqualTo(4);
        }
    }

    @Test
    void aThresholdThatIsBrokenIsToldAndFailsTheRun() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> echo(listener));
            String workspace = """
                    {"endpoints": [{"name": "C", "protocol": "tcp-client",
                      "settings": {"port": %d, "framing": "lines", "messages": ["a", "b"], "interval": "1ms"},
                      "thresholds": [{"metric": "requests", "above": 1}, {"metric": "p99_ms", "above": 60000}]}]}
                    """.formatted(listener.getLocalPort());
            Path file = Files.writeString(folder.resolve("w.json"), workspace);

            int status = execute(true, "run", file.toString(), "--export", folder.toString(), "--format", "json,junit");

            assertThat(status).isEqualTo(1);
            assertThat(err()).isEqualTo("netsonde: C: the threshold \"requests above 1\" was broken once; worst: 2.\n");
            JsonNode thresholds = JsonMapper.shared()
                    .readTree(Files.readAllBytes(folder.resolve("metrics.json")))
                    .get("endpoints")
                    .get(0)
                    .get("thresholds");
            assertThat(thresholds.get(0).get("verdict").asString()).isEqualTo("broken");
            assertThat(thresholds.get(1).get("verdict").asString()).isEqualTo("kept");
            assertThat(folder.resolve("junit.xml")).content().contains("failures=\"1\"");
        }
    }

    @Test
    void theSchemaOfTheMetricsIsWritten() {
        assertThat(execute(true, "schema")).isZero();
        assertThat(JsonMapper.shared().readTree(out()).get("$id").asString())
                .isEqualTo("urn:netsonde:schema:metrics:1");
    }

    @Test
    void aPortInUseStopsTheRest() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int status = execute(true, "start", "tcp-server", "port=" + taken.getLocalPort(), "--name", "Echo");

            assertThat(status).isEqualTo(1);
            assertThat(err()).startsWith("netsonde: Echo: ").contains(Integer.toString(taken.getLocalPort()));
            assertThat(err().lines()).hasSize(1);
            assertThat(out.size()).isZero();
        }
    }

    @Test
    void aFailureThatIsSurvivedIsToldOnceAndIsNoFailureOfTheRun() throws IOException {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        int status = execute(
                true,
                "start",
                "udp-client",
                "port=" + port,
                "messages=[\"a\", \"b\", \"c\"]",
                "interval=20ms",
                "replyTimeout=100ms",
                "--name",
                "Probe");

        assertThat(status).isZero();
        assertThat(err()).startsWith("netsonde: Probe: ").contains("127.0.0.1:" + port);
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void namesFromAFileDoNotSteerTheTerminal() throws IOException {
        Path file = Files.writeString(
                folder.resolve("w.json"),
                "{\"endpoints\": [{\"name\": \"A\\u001b[2J\\r\\n\\u202eB\", \"protocol\": \"pigeon\"}]}");

        assertThat(execute(true, "run", file.toString())).isEqualTo(2);

        assertThat(err()).startsWith("netsonde: A\uFFFD[2J \uFFFDB: ");
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void unknownFieldsAreWarnedOf() throws IOException {
        Path file = Files.writeString(
                folder.resolve("w.json"),
                "{\"endpoints\": [{\"name\": \"A\", \"protocol\": \"tcp-server\", \"settings\": "
                        + "{\"port\": 0, \"framing\": {\"type\": \"lines\", \"size\": 4}}}]}");

        int status = execute(true, "run", file.toString(), "--duration", "50ms");

        assertThat(status).isZero();
        assertThat(err()).contains("A: framing.size");
        assertThat(out()).startsWith("ready {\"A\":\"127.0.0.1:");
    }

    @Test
    void protocolsAreListedForPeopleAndForPrograms() {
        assertThat(execute(true, "protocols")).isZero();
        assertThat(out())
                .contains("tcp-server", "maxConnections", "1..1000000")
                .contains("reconnects", "Connections made again");
        out.reset();

        assertThat(execute(true, "protocols", "--json")).isZero();

        JsonNode server = JsonMapper.shared().readTree(out()).get(0);
        assertThat(server.get("id").asString()).isEqualTo("tcp-server");
        assertThat(server.get("name").asString()).isNotEqualTo("tcp-server");
        JsonNode port = server.get("settings").get(1);
        assertThat(port.toString())
                .startsWith("{\"name\":\"port\",\"type\":\"integer\",\"default\":8888,\"min\":0,\"max\":65535");
        assertThat(port.get("live").isBoolean()).isTrue();
        assertThat(port.has("unit")).isTrue();
    }

    @Test
    void theWindowOpensWithTheFileThatIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("w.json"), "{}");

        assertThat(execute(true, file.toString())).isZero();

        assertThat(shown).containsExactly(new WorkspaceSource.File(file));
    }

    @Test
    void theWindowSaysThatAFileIsGoneOrCannotBe() {
        Path gone = folder.resolve("gone.netsonde");
        assertThat(execute(true, gone.toString())).isZero();
        assertThat(execute(true, "gone.netsonde")).isZero();
        assertThat(execute(true, "a\0b.netsonde")).isZero();

        assertThat(shown)
                .containsExactly(
                        new WorkspaceSource.File(gone),
                        new WorkspaceSource.File(Path.of("gone.netsonde")),
                        new WorkspaceSource.Unusable("a\0b.netsonde"));
    }

    @Test
    void theTerminalSaysThatAFileIsGoneWhereThereIsNoWindow() {
        Path gone = folder.resolve("gone.netsonde");
        assertThat(execute(false, gone.toString())).isEqualTo(2);

        assertThat(err()).contains(gone.toString());
        assertThat(shown).isEmpty();
    }

    @Test
    void theWindowOpensWithTheExampleThatIsNamed() {
        assertThat(execute(true, "example:tcp-echo")).isZero();

        assertThat(shown)
                .containsExactly(new WorkspaceSource.Ready(Examples.builtin().get("tcp-echo")));
    }

    @Test
    void examplesAreListedAndWrittenByteForByte() throws IOException {
        assertThat(execute(true, "examples")).isZero();
        assertThat(out()).contains("tcp-echo", "TCP echo", "chat");
        out.reset();

        assertThat(execute(true, "examples", "tcp-echo")).isZero();

        Path file = Files.write(folder.resolve("f.json"), out.toByteArray());
        assertThat(new WorkspaceFile(file).read())
                .isEqualTo(Examples.builtin().get("tcp-echo").workspace());
    }

    @Test
    void anExampleWithoutADisplayIsAnsweredWithTheWayToRunIt() {
        assertThat(execute(false, "example:chat")).isEqualTo(2);

        assertThat(err()).contains("netsonde run example:chat");
    }

    @Test
    void aFileWithoutADisplayIsAnsweredWithTheWayToRunIt() throws IOException {
        Path file = Files.writeString(folder.resolve("w.json"), "{}");

        assertThat(execute(false, file.toString())).isEqualTo(2);

        assertThat(err()).contains("netsonde run " + file);
        assertThat(shown).isEmpty();
    }

    @Test
    void aDisplayThatCannotBeOpenedCountsAsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("w.json"), "{}");
        Window broken = workspace -> {
            throw new IllegalStateException(new UnsupportedOperationException("Unable to open DISPLAY"));
        };

        int status = new Cli(console(), () -> true, broken, user(), "1.2.3").execute(file.toString());

        assertThat(status).isEqualTo(2);
        assertThat(err()).contains("netsonde run");
    }

    @Test
    void aWindowWhoseLibrariesDoNotFitIsToldInASentence() {
        Window broken = workspace -> {
            throw new IllegalStateException(new UnsatisfiedLinkError("no glass in java.library.path"));
        };

        int status = new Cli(console(), () -> true, broken, user(), "1.2.3").execute();

        assertThat(status).isEqualTo(2);
        assertThat(err()).contains("no glass in java.library.path", "netsonde run FILE");
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertThat(execute(true, "--version")).isZero();
        assertThat(out()).isEqualTo("netsonde 1.2.3\n");
        out.reset();

        for (String command : List.of("run", "start", "demo", "protocols", "examples")) {
            assertThat(execute(true, command, "--help")).isZero();
        }
        assertThat(execute(true, "--help")).isZero();

        assertThat(out()).contains("--duration", "name=value", "demo").doesNotContain("cli.");
        assertThat(err()).isEmpty();
    }

    @Test
    void addressesAreShortAndIpv6StandsInBrackets() throws IOException {
        assertThat(ReadyLine.address(new InetSocketAddress("127.0.0.1", 80))).isEqualTo("127.0.0.1:80");
        assertThat(ReadyLine.address(new InetSocketAddress(InetAddress.getByName("::1"), 80)))
                .isEqualTo("[::1]:80");
        assertThat(ReadyLine.address(new InetSocketAddress(InetAddress.getByName("::"), 80)))
                .isEqualTo("[::]:80");
        assertThat(ReadyLine.address(new InetSocketAddress(InetAddress.getByName("fe80::1:0"), 80)))
                .isEqualTo("[fe80::1:0]:80");
        assertThat(ReadyLine.address(InetSocketAddress.createUnresolved("host", 80)))
                .isEqualTo("host:80");
    }

    private int execute(boolean display, String... args) {
        Window window = workspace -> {
            shown.add(workspace);
            return 0;
        };
        return new Cli(console(), () -> display, window, user(), "1.2.3").execute(args);
    }

    private UserData user() {
        return new UserData(
                () -> Keys.inMemory(InstantSource.system()),
                () -> new SessionStore(folder.resolve("sessions"), ProtocolRegistry.builtin()),
                () -> Retention.STANDARD);
    }

    private Console console() {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Texts(Locale.ENGLISH));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static void echo(ServerSocket listener) {
        try (var peer = listener.accept()) {
            peer.getInputStream().transferTo(peer.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
