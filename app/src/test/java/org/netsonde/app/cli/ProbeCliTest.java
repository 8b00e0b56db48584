package org.netsonde.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProbeCliTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int execute(String... args) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Texts(Locale.ENGLISH));
        UserData user = new UserData(
                () -> Keys.inMemory(InstantSource.system()),
                () -> new SessionStore(folder.resolve("sessions"), ProtocolRegistry.builtin()),
                () -> Retention.STANDARD);
        return new Cli(console, () -> false, workspace -> 0, user, "1.2.3").execute(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Keeps a port at which nobody listens. */
    private static Socket kept() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    @Test
    void tellsWhatWasFoundOut() throws IOException {
        try (ServerSocket listener = listener()) {
            int status = execute("probe", "127.0.0.1:" + listener.getLocalPort(), "--count", "3", "--interval", "10ms");

            assertThat(err()).isEmpty();
            assertThat(status).isZero();
            assertThat(out())
                    .startsWith("Probe of tcp://127.0.0.1:" + listener.getLocalPort())
                    .contains("3 of 3 connected", "Only IPv4 has addresses");
        }
    }

    @Test
    void writesJsonToStandardOutputAndIntoAFile() throws IOException {
        Path file = folder.resolve("probe.json");
        try (ServerSocket listener = listener()) {
            String target = "127.0.0.1:" + listener.getLocalPort();
            assertThat(execute("probe", target, "--count", "2", "--only", "connect", "--json", "-"))
                    .isZero();
            assertThat(execute("probe", target, "--count", "2", "--only", "connect", "--json", file.toString()))
                    .isZero();
        }
        JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.get("$schema").asString()).isEqualTo("urn:netsonde:schema:probe:1");
        assertThat(json.get("connects").get(0).get("connected").asInt()).isEqualTo(2);
        assertThat(json.get("race").isNull()).isTrue();
        assertThat(out()).startsWith("{");
    }

    @Test
    void aTargetThatCannotBeReachedIsAFailure() throws IOException {
        try (Socket kept = kept()) {
            String target = "127.0.0.1:" + kept.getLocalPort();
            assertThat(execute("probe", target, "--count", "1")).isEqualTo(1);
            assertThat(err()).isEqualTo("netsonde: " + target + " could not be reached.\n");
        }
    }

    @Test
    void aBrokenLimitIsAFailureAndIsTold() throws IOException {
        try (ServerSocket listener = listener()) {
            String target = "127.0.0.1:" + listener.getLocalPort();
            assertThat(execute("probe", target, "--count", "2", "--max-connect", "1ns"))
                    .isEqualTo(1);
            assertThat(err()).contains("Connecting over IPv4 takes").contains("more than 1ns");
            assertThat(execute("probe", target, "--count", "2", "--max-loss", "0"))
                    .isZero();
            assertThat(execute("probe", target, "--count", "2", "--max-total", "1h"))
                    .isEqualTo(1);
            assertThat(err()).contains("nothing to hold against --max-total");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "probe",
                "probe gopher://x",
                "probe 127.0.0.1:1 --count 0",
                "probe 127.0.0.1:1 --interval never",
                "probe 127.0.0.1:1 --only everything",
                "probe 127.0.0.1:1 --only http",
                "probe 127.0.0.1:1 --dns name.example",
                "probe 127.0.0.1:1 --max-loss 101",
                "probe 127.0.0.1:1 --max-loss NaN",
                "probe https://127.0.0.1:1 --only http --trust /nowhere/at.all"
            })
    void aWrongCommandLineIsToldWithAStatusOfItsOwn(String line) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(out()).isEmpty();
    }

    @Test
    void portsAreListed() throws IOException {
        try (ServerSocket listener = listener()) {
            assertThat(execute("ports", "--json")).isZero();
            JsonNode json = JsonMapper.shared().readTree(out());
            assertThat(json.get("$schema").asString()).isEqualTo("urn:netsonde:schema:ports:1");
            if (json.get("ports").isEmpty()) {
                // A system that does not tell says so.
                assertThat(json.get("note").asString()).isNotEmpty();
            } else {
                assertThat(json.get("ports")
                                .valueStream()
                                .map(port -> port.get("port").asInt()))
                        .contains(listener.getLocalPort());
            }
        }
    }
}
