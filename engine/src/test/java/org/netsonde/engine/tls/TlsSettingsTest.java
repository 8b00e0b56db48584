package org.netsonde.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.OpenSsl;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.security.Authority;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.CertificateSource;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.security.Purpose;
import org.netsonde.engine.security.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TlsSettingsTest {

    @TempDir
    Path folder;

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static List<Problem> problems(String text) {
        return SettingsBinder.bind(ServerTls.class, new ServerTls(), json(text)).problems();
    }

    @Test
    void settingsReadWellAsJson() {
        assertThat(SettingsDescriber.toJson(new ServerTls()).toString())
                .isEqualTo("{\"mode\":\"on\",\"clientAuth\":\"none\",\"certificate\":{\"type\":\"generated\","
                        + "\"key\":\"ecdsa-p256\",\"names\":[\"localhost\",\"127.0.0.1\",\"::1\"]},"
                        + "\"trust\":{\"type\":\"own\"},\"versions\":\"tls12-or-13\",\"ciphers\":[],\"alpn\":[],"
                        + "\"resumption\":true,\"provider\":\"auto\",\"handshakeTimeout\":\"10s\"}");
        assertThat(SettingsDescriber.toJson(new ClientTls(TlsMode.OFF)).toString())
                .isEqualTo("{\"mode\":\"off\",\"trust\":{\"type\":\"full\"},\"certificate\":{\"type\":\"none\"},"
                        + "\"serverName\":\"\",\"versions\":\"tls12-or-13\",\"ciphers\":[],\"alpn\":[],"
                        + "\"resumption\":true,\"provider\":\"auto\",\"handshakeTimeout\":\"10s\"}");
    }

    @Test
    void defaultsDecideWhetherTlsIsOn() {
        assertThat(SettingsBinder.bind(ServerTls.class, new ServerTls(TlsMode.OFF), json("{}"))
                        .orThrow()
                        .isOn())
                .isFalse();
        assertThat(SettingsBinder.bind(ClientTls.class, new ClientTls(TlsMode.OFF), json("{\"mode\": \"on\"}"))
                        .orThrow())
                .isEqualTo(new ClientTls());
    }

    @Test
    void filesAreNeededOnceItIsOn() {
        String rest = "\"clientAuth\": \"required\", \"certificate\": {\"type\": \"pem\"}, \"trust\": \"custom\"}";

        assertThat(problems("{" + rest)).hasToString("[certificate.chain: choose a file, trust.file: choose a file]");
        assertThat(problems("{\"mode\": \"off\", " + rest)).isEmpty();
    }

    @Test
    void namesThatCannotBeAreRefused() {
        assertThat(problems(
                        "{\"ciphers\": [\"TLS_AES_128_GCM_SHA256\", \"ECDHE+AES\"], \"alpn\": [\"a\", \"\", \"b c\"]}"))
                .extracting(Problem::field)
                .containsExactly("ciphers[1]", "alpn[1]", "alpn[2]");
        assertThat(problems("{\"versions\": \"tls12\", \"ciphers\": [\"TLS_AES_128_GCM_SHA256\"]}"))
                .hasToString("[ciphers: none of these can be used with the TLS versions chosen]");
        assertThat(problems("{\"handshakeTimeout\": \"1ms\"}"))
                .extracting(Problem::field)
                .containsExactly("handshakeTimeout");
    }

    @Test
    void everyOptionHasItsTexts() {
        SettingsDescriber.describe(ServerTls.class, new ServerTls()).forEach(TlsSettingsTest::assertTexts);
        SettingsDescriber.describe(ClientTls.class, new ClientTls()).forEach(TlsSettingsTest::assertTexts);
    }

    private static void assertTexts(OptionSpec option) {
        assertThat(Phrase.of("group." + option.group()).toString()).doesNotContain("group.");
        assertThat(Phrase.of("option." + option.name()).toString()).doesNotContain("option.");
        assertThat(Phrase.of("option." + option.name() + ".help").toString()).doesNotContain("option.");
        if (option.type() instanceof OptionType.Choice choice) {
            choice.values()
                    .forEach(word ->
                            assertThat(Phrase.of("choice." + word).toString()).doesNotContain("choice."));
        }
    }

    @Test
    void openSslIsTakenWhereItCanDoWhatIsWanted() {
        assertThat(OpenSsl.isAvailable()).isTrue();
        Sides sides = new Sides(folder);
        Sides.Client client = new Sides.Client(sides.trust());
        assertThat(provider(client)).isEqualTo("OpenSSL");

        client.ciphers = List.of("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        assertThat(provider(client)).isEqualTo("JDK");
        assertRefused(client, TlsProvider.OPENSSL, "OpenSSL cannot leave out single cipher suites of TLS 1.3.");

        client.ciphers = List.of();
        var identity = Authority.selfSigned(new CertificatePlan(
                Purpose.SERVER,
                "localhost",
                List.of("localhost"),
                Sides.NOW,
                Sides.NOW.plusSeconds(99),
                KeyKind.ED25519));
        client.trust = sides.trust(identity.certificate());
        client.provider = TlsProvider.AUTO;
        assertThat(provider(client)).isEqualTo("JDK");
        assertRefused(
                client, TlsProvider.OPENSSL, "OpenSSL cannot check signatures by the Ed25519 key that is trusted.");
    }

    private static String provider(Sides.Client client) {
        try (TlsContext context = client.context()) {
            return context.provider();
        }
    }

    private static void assertRefused(Sides.Client client, TlsProvider provider, String sentence) {
        client.provider = provider;
        assertThatThrownBy(client::context).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(Failure.Kind.INVALID_SETTINGS);
            assertThat(e.failure().what()).hasToString(sentence);
        });
    }

    @Test
    void aSuiteThatIsNotKnownIsNamed() {
        Sides.Client client = new Sides.Client(new Sides(folder).trust());
        client.ciphers = List.of("TLS_AES_128_GCM_SHA265");
        for (TlsProvider provider : List.of(TlsProvider.JDK, TlsProvider.OPENSSL)) {
            client.provider = provider;
            assertThatThrownBy(client::context)
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("There is no cipher suite TLS_AES_128_GCM_SHA265 here. Did you mean"
                            + " TLS_AES_128_GCM_SHA256?");
        }
    }

    @Test
    void badFilesAndMissingSecretsStopTheStart() {
        Sides.Server server = new Sides.Server();
        server.certificate =
                new CertificateSource.Pem(folder.resolve("absent.pem").toString(), "", new Secret());
        assertThatThrownBy(server::context).hasMessageContaining("does not exist");

        server.certificate =
                new CertificateSource.Pkcs12(folder.resolve("a.p12").toString(), new Secret("none"));
        assertThatThrownBy(server::context).hasMessageContaining("NETSONDE_SECRET_NONE");

        Sides.Client client =
                new Sides.Client(new ClientTrust.Custom(folder.resolve("ca.pem").toString()));
        assertThatThrownBy(client::context).hasMessageContaining("does not exist");
    }

    @Test
    void clientsMayNotRenegotiateWithoutEnd() {
        Sides.Server server = new Sides.Server();
        server.provider = TlsProvider.JDK;
        server.context().close();

        assertThat(System.getProperty("jdk.tls.rejectClientInitiatedRenegotiation"))
                .isEqualTo("true");
    }
}
