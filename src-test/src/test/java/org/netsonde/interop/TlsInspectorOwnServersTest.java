package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.app.cli.Cli;
import org.netsonde.app.cli.Console;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.TestAuthority;
import org.netsonde.fixtures.TestCertificate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code netsonde inspect} finds our own servers as good as they are meant to be, with either provider. */
class TlsInspectorOwnServersTest extends TlsOfBothProviders {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private String start(String clientAuth) {
        TestCertificate certificate = authority.issue("server", TestAuthority.server(KeyKind.ECDSA_P256));
        Endpoint server = bench.start(
                "server",
                "tls-server",
                "{'port': 0, 'framing': 'lines', 'tls': {'provider': '" + provider + "', 'clientAuth': '" + clientAuth
                        + "', 'certificate': {'type': 'pem', 'chain': '" + certificate.certificate() + "', 'key': '"
                        + certificate.key() + "'}}}");
        return "127.0.0.1:" + Bench.address(server).getPort();
    }

    private int execute(String... args) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Texts(Locale.ENGLISH));
        UserData user = new UserData(
                () -> authority.keys(Map.of()),
                () -> new SessionStore(folder.resolve("sessions"), ProtocolRegistry.builtin()),
                () -> Retention.STANDARD);
        return new Cli(console, () -> false, workspace -> 0, user, "1.2.3").execute(args);
    }

    private JsonNode json(String... args) {
        out.reset();
        assertThat(execute(args)).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theDefaultsHaveTheBestGrade() throws IOException {
        String target = start("none");
        Path page = folder.resolve("page.html");
        assertThat(execute("inspect", target, "--fail-below", "A", "--html", page.toString()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("TLS of " + target)
                .contains("TLS 1.3 is offered.", "TLS_AES_256_GCM_SHA384", "CN=localhost")
                .doesNotContain("inspect.");
        assertThat(Files.readString(page))
                .contains("Content-Security-Policy", ">A+<")
                .doesNotContain("<script");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();

        JsonNode found = json("inspect", target, "--json", "-");
        assertThat(found.path("grade").path("letter").asString()).isEqualTo("A+");
        assertThat(found.path("protocol").path("resumption_tls13").asString()).isEqualTo("yes");
        assertThat(found.path("missing")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"optional, optional", "required, required"})
    void certificatesOfClientsAreAskedForOrRequired(String setting, String expected) {
        String target = start(setting);
        JsonNode without = json("inspect", target, "--json", "-");
        assertThat(without.path("protocol").path("client_certificates").asString())
                .isEqualTo(expected);
        JsonNode with = json("inspect", target, "--json", "-", "--certificate", "own");
        assertThat(with.path("protocol").path("client_certificates").asString()).isEqualTo(expected);
        assertThat(with.path("times").path("handshake_ms").isNumber()).isTrue();
        assertThat(with.path("missing")).isEmpty();
    }

    @Test
    void whatIsWrongIsToldByTheExitStatus() {
        String target = start("none");
        // The system does not know the authority of the test: another file is trusted instead.
        TestAuthority other = TestAuthority.create(folder, "other");
        assertThat(execute("inspect", target, "--trust", other.certificate().toString(), "--fail-below", "F"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("The grade T is lower than F.");
        assertThat(execute("inspect", "127.0.0.1:1")).isEqualTo(1);
        assertThat(execute("inspect", "what is this")).isEqualTo(2);
        assertThat(execute("inspect", target, "--fail-below", "G")).isEqualTo(2);
        assertThat(execute("inspect", target, "--timeout", "soon")).isEqualTo(2);
        assertThat(execute(
                        "inspect", target, "--trust", folder.resolve("none.pem").toString()))
                .isEqualTo(2);
    }
}
