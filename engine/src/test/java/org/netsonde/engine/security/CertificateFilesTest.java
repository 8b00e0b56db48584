package org.netsonde.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/** Files that openssl made, and files that are wrong. */
class CertificateFilesTest {

    private static final char[] NONE = new char[0];
    private static final char[] PASSWORD = "secret".toCharArray();

    @TempDir
    Path folder;

    private static Path made(String name) {
        try {
            return Path.of(CertificateFilesTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertFails(ThrowingCallable call, Failure.Kind kind, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(kind))
                .hasMessageContaining(text)
                .hasMessageNotContaining("failure.");
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.pem, rsa-pkcs1.key, '', RSA 2048",
        "rsa.pem, rsa-pkcs8.key, '', RSA 2048",
        "rsa.pem, rsa-pkcs8.key, not needed, RSA 2048",
        "rsa.pem, rsa-pkcs8-encrypted.key, secret, RSA 2048",
        "rsa.pem, rsa-pkcs8-scrypt.key, secret, RSA 2048",
        "rsa.pem, rsa-pkcs8-3des.key, secret, RSA 2048",
        "rsa.pem, rsa-pkcs1-encrypted.key, secret, RSA 2048",
        "ec.pem, ec-sec1.key, '', ECDSA P-256",
        "ec.der, ec-sec1.key, '', ECDSA P-256",
        "ed25519.pem, ed25519.key, '', Ed25519"
    })
    void readsWhatOthersWrote(String chain, String key, String password, String kind) {
        Identity identity = PemFiles.identity(made(chain), made(key), password.toCharArray());

        assertThat(CertificateDetails.of(identity.certificate()).key()).isEqualTo(kind);
        assertThat(KeyAlgorithms.describe(identity.key())).isEqualTo(kind);
    }

    @Test
    void namesOfOthersAreRead() {
        assertThat(CertificateDetails.names(PemFiles.chain(made("rsa.pem")).getFirst()))
                .containsExactly("rsa.test", "127.0.0.1", "::1", "a@rsa.test", "https://rsa.test/x");
    }

    @ParameterizedTest
    @CsvSource({"rsa-pkcs8-encrypted.key", "rsa-pkcs8-scrypt.key", "rsa-pkcs8-3des.key", "rsa-pkcs1-encrypted.key"})
    void aPasswordIsAskedForAndChecked(String key) {
        assertFails(() -> PemFiles.key(made(key), NONE), Failure.Kind.CERTIFICATE, "is protected by a password");
        assertFails(
                () -> PemFiles.key(made(key), "wrong".toCharArray()),
                Failure.Kind.CERTIFICATE,
                "The password does not open");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path absent = folder.resolve("absent.pem");
        Path text = Files.writeString(folder.resolve("text"), "hello");
        Path empty = Files.createFile(folder.resolve("empty"));
        String pem = Files.readString(made("ec.pem"));
        Path cut = Files.writeString(folder.resolve("cut"), pem.substring(0, 200));
        Path changed = Files.writeString(folder.resolve("changed"), pem.replaceFirst("MII", "MIJ"));
        Path noBase64 = Files.writeString(folder.resolve("noBase64"), pem.replaceFirst("MII", "#%!"));
        Path large = Files.write(folder.resolve("large"), new byte[PemFiles.MAX_BYTES + 1]);
        Path badKey = Files.writeString(
                folder.resolve("badKey"),
                Files.readString(made("rsa-pkcs8.key")).replaceFirst("MII", "MIJ"));
        Path oddKey = Files.writeString(
                folder.resolve("oddKey"), "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");

        assertFails(() -> PemFiles.chain(absent), Failure.Kind.FILE, absent + " does not exist");
        assertFails(() -> PemFiles.chain(folder), Failure.Kind.FILE, "is not a file");
        assertFails(() -> PemFiles.chain(text), Failure.Kind.CERTIFICATE, text + " holds no certificate");
        assertFails(() -> PemFiles.chain(empty), Failure.Kind.CERTIFICATE, "holds no certificate");
        assertFails(() -> PemFiles.chain(made("ec-sec1.key")), Failure.Kind.CERTIFICATE, "holds no certificate");
        assertFails(() -> PemFiles.chain(cut), Failure.Kind.CERTIFICATE, "cannot be read");
        assertFails(() -> PemFiles.chain(changed), Failure.Kind.CERTIFICATE, "cannot be read");
        assertFails(() -> PemFiles.chain(noBase64), Failure.Kind.CERTIFICATE, "cannot be read");
        assertFails(() -> PemFiles.chain(large), Failure.Kind.FILE, "is larger than 1024 KiB");
        assertFails(() -> PemFiles.key(absent, NONE), Failure.Kind.FILE, "does not exist");
        assertFails(() -> PemFiles.key(text, NONE), Failure.Kind.CERTIFICATE, "holds no private key");
        assertFails(
                () -> PemFiles.key(made("ec.pem"), NONE), Failure.Kind.CERTIFICATE, "certificate where a private key");
        assertFails(() -> PemFiles.key(badKey, NONE), Failure.Kind.CERTIFICATE, "private key that cannot be read");
        assertFails(() -> PemFiles.key(oddKey, NONE), Failure.Kind.CERTIFICATE, "private key that cannot be read");
        assertFails(
                () -> PemFiles.identity(made("rsa.pem"), made("ec-sec1.key"), NONE),
                Failure.Kind.CERTIFICATE,
                "does not belong to the certificate");
    }

    @Test
    void readsBackWhatItWrote() {
        Authority authority = Plans.authority();
        Authority between = Authority.of(authority.issue(CertificatePlan.authority("Between", Plans.NOW)));
        for (KeyKind kind : List.of(KeyKind.ECDSA_P384, KeyKind.RSA_2048, KeyKind.ED25519)) {
            Identity identity = between.issue(CertificatePlan.client(kind, "x", List.of(), Plans.NOW));
            Path chain = folder.resolve(kind + ".pem");
            Path key = folder.resolve(kind + ".key");
            PemFiles.writeChain(chain, identity.chain());
            PemFiles.writeKey(key, identity.key());
            assertThat(PemFiles.identity(chain, key, NONE)).isEqualTo(identity);

            Path p12 = folder.resolve(kind + ".p12");
            Pkcs12Files.write(p12, identity, PASSWORD);
            assertThat(Pkcs12Files.read(p12, PASSWORD)).isEqualTo(identity);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void keysAreForTheirOwnerOnly() throws IOException {
        Identity identity = Authority.selfSigned(Plans.server("a.example"));
        Path key = Files.writeString(folder.resolve("key"), "old");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Path p12 = folder.resolve("p12");

        PemFiles.writeKey(key, identity.key());
        Pkcs12Files.write(p12, identity, PASSWORD);

        for (Path file : List.of(key, p12)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void readsPkcs12OfOthers() {
        Identity identity = Pkcs12Files.read(made("ec.p12"), PASSWORD);

        assertThat(identity.chain()).isEqualTo(PemFiles.chain(made("ec.pem")));
        assertThat(Pkcs12Files.read(made("ec-no-password.p12"), NONE)).isEqualTo(identity);
    }

    @Test
    void saysWhatIsWrongWithPkcs12() throws Exception {
        Path several = folder.resolve("several.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (String alias : List.of("a", "b")) {
            Identity identity = Authority.selfSigned(Plans.server(alias));
            PrivateKey key = identity.key();
            X509Certificate certificate = identity.certificate();
            store.setKeyEntry(alias, key, PASSWORD, new Certificate[] {certificate});
        }
        try (var out = Files.newOutputStream(several)) {
            store.store(out, PASSWORD);
        }

        assertFails(
                () -> Pkcs12Files.read(made("ec.p12"), "wrong".toCharArray()),
                Failure.Kind.CERTIFICATE,
                "The password does not open");
        assertFails(
                () -> Pkcs12Files.read(made("ec.p12"), NONE), Failure.Kind.CERTIFICATE, "is protected by a password");
        assertFails(() -> Pkcs12Files.read(made("ec.pem"), PASSWORD), Failure.Kind.CERTIFICATE, "is no PKCS#12 file");
        assertFails(
                () -> Pkcs12Files.read(made("no-key.p12"), PASSWORD), Failure.Kind.CERTIFICATE, "holds no private key");
        assertFails(() -> Pkcs12Files.read(several, PASSWORD), Failure.Kind.CERTIFICATE, "holds 2 private keys");
        assertFails(() -> Pkcs12Files.read(folder.resolve("x"), PASSWORD), Failure.Kind.FILE, "does not exist");
    }
}
