package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.OpenSsl;
import org.netsonde.fixtures.TestCertificate;

/** Settings of TLS that cannot be used: nothing is started. */
class TlsSettingsFailureInteropTest extends FailedHandshakes {

    private void cannotStart(String tls, Failure.Kind kind, String sentence) {
        cannotStart("tls-server", "'port': 0", tls, kind, sentence);
    }

    private void clientCannotStart(String tls, Failure.Kind kind, String sentence) {
        cannotStart("tls-client", "'port': 1", tls, kind, sentence);
    }

    private void cannotStart(String protocol, String port, String tls, Failure.Kind kind, String sentence) {
        Endpoint endpoint = bench.add(
                bench.engine().freeName(protocol),
                protocol,
                "{" + port + ", 'tls': " + Bench.json("{'provider': '" + provider + "'}", tls) + "}");
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(endpoint.start()));
        assertThat(sentence(thrown.failure())).isEqualTo(sentence);
        assertThat(thrown.failure().kind()).isEqualTo(kind);
        assertThat(endpoint.state()).isEqualTo(new EndpointState.Failed(thrown.failure()));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void keyOfAnotherCertificate() {
        TestCertificate mine = authority.server();
        TestCertificate other = authority.client("other");
        TestCertificate mixed = new TestCertificate(mine.certificate(), other.key());
        String sentence = "The private key in " + other.key() + " does not belong to the certificate in "
                + mine.certificate() + ".";
        cannotStart("{" + pem(mixed) + "}", Failure.Kind.CERTIFICATE, sentence);
        clientCannotStart("{" + pem(mixed) + "}", Failure.Kind.CERTIFICATE, sentence);
    }

    @Test
    void absentFile() {
        TestCertificate absent = new TestCertificate(folder.resolve("absent.pem"), folder.resolve("absent.key"));
        String sentence = absent.certificate() + " does not exist.";
        cannotStart("{" + pem(absent) + "}", Failure.Kind.FILE, sentence);
        clientCannotStart("{" + pem(absent) + "}", Failure.Kind.FILE, sentence);
    }

    @Test
    void absentTrust() {
        String trust = "'trust': {'type': 'custom', 'file': '" + file("absent.pem") + "'}";
        cannotStart(
                "{'clientAuth': 'optional', " + trust + "}",
                Failure.Kind.FILE,
                file("absent.pem") + " does not exist.");
        clientCannotStart("{" + trust + "}", Failure.Kind.FILE, file("absent.pem") + " does not exist.");
    }

    @Test
    void folderForAFile() {
        cannotStart(
                "{'certificate': {'type': 'pem', 'chain': '" + folder + "'}}",
                Failure.Kind.FILE,
                folder + " is not a file.");
    }

    @Test
    void filesMixedUp() {
        TestCertificate mine = authority.server();
        cannotStart(
                "{" + pem(new TestCertificate(mine.key(), mine.certificate())) + "}",
                Failure.Kind.CERTIFICATE,
                mine.key() + " holds no certificate.");
        cannotStart(
                "{" + pem(new TestCertificate(mine.certificate(), mine.certificate())) + "}",
                Failure.Kind.CERTIFICATE,
                mine.certificate() + " holds a certificate where a private key is needed.");
    }

    @Test
    void passwordsOfKeys() {
        TestCertificate mine = authority.server();
        TestCertificate locked = new TestCertificate(mine.certificate(), folder.resolve("locked.key"));
        OpenSsl.encryptKey(mine.key(), locked.key(), "right");
        cannotStart("{" + pem(locked) + "}", Failure.Kind.CERTIFICATE, locked.key() + " is protected by a password.");
        String certificate = pem(locked).replace("'}", "', 'password': {'secret': '%s'}}");
        cannotStart(
                "{" + certificate.formatted("wrong") + "}",
                Failure.Kind.CERTIFICATE,
                "The password does not open " + locked.key() + ".");
    }

    @Test
    void passwordsOfPkcs12Files() {
        Path file = folder.resolve("mine.p12");
        OpenSsl.writePkcs12(file, authority.server(), "right");
        String certificate =
                "{'certificate': {'type': 'pkcs12', 'file': '" + file + "', 'password': {'secret': '%s'}}}";
        cannotStart(
                certificate.formatted("wrong"), Failure.Kind.CERTIFICATE, "The password does not open " + file + ".");
        clientCannotStart(certificate.formatted(""), Failure.Kind.CERTIFICATE, file + " is protected by a password.");
    }

    @Test
    void pemForPkcs12() {
        TestCertificate mine = authority.server();
        cannotStart(
                "{'certificate': {'type': 'pkcs12', 'file': '" + mine.certificate() + "'}}",
                Failure.Kind.CERTIFICATE,
                mine.certificate() + " is no PKCS#12 file, or a broken one.");
    }

    @Test
    void missingSecret() {
        Path file = folder.resolve("mine.p12");
        OpenSsl.writePkcs12(file, authority.server(), "right");
        String tls =
                "{'certificate': {'type': 'pkcs12', 'file': '" + file + "', 'password': {'secret': 'door-key.2'}}}";
        String sentence = "There is no secret called \"door-key.2\".";
        cannotStart(tls, Failure.Kind.SECRET_MISSING, sentence);
        clientCannotStart(tls, Failure.Kind.SECRET_MISSING, sentence);
        assertThat(bench.engine()
                        .named("tls-client")
                        .orElseThrow()
                        .lastFailure()
                        .orElseThrow()
                        .remedy()
                        .text(Locale.ENGLISH))
                .isEqualTo("Set the environment variable NETSONDE_SECRET_DOOR_KEY_2, or store the secret.");
    }

    @Test
    void unknownCipher() {
        String tls = "{'ciphers': ['TLS_AES_128_GCM_SHA265']}";
        cannotStart(tls, Failure.Kind.INVALID_SETTINGS, "There is no cipher suite TLS_AES_128_GCM_SHA265 here.");
        clientCannotStart(tls, Failure.Kind.INVALID_SETTINGS, "There is no cipher suite TLS_AES_128_GCM_SHA265 here.");
    }

    @Test
    void cipherInTheWordsOfOpenSsl() {
        cannotStart(
                "{'ciphers': ['ECDHE-ECDSA-AES128-GCM-SHA256']}",
                Failure.Kind.INVALID_SETTINGS,
                "The settings cannot be used: tls.ciphers[0]: must be the name of a cipher suite, such as"
                        + " TLS_AES_128_GCM_SHA256.");
    }

    @Test
    void emptyFile() throws Exception {
        Path empty = folder.resolve("empty.pem");
        Files.writeString(empty, "");
        cannotStart(
                "{'certificate': {'type': 'pem', 'chain': '" + empty + "'}}",
                Failure.Kind.CERTIFICATE,
                empty + " holds no certificate.");
    }
}
