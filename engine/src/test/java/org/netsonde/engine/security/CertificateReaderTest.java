package org.netsonde.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.CertificatesRead.Other;

class CertificateReaderTest {

    private static final Identity SHOWN =
            Plans.authority().issue(Plans.server("a.example").signed(Signer.BETWEEN, SignatureHash.SUITABLE));

    @TempDir
    Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("some.file"), content);
    }

    private CertificatesRead read(byte[] content) throws IOException {
        return CertificateReader.file(file(content), new char[0]);
    }

    private static byte[] der() throws CertificateEncodingException {
        return SHOWN.certificate().getEncoded();
    }

    private static String pem() {
        return PemFiles.text(SHOWN.chain());
    }

    @Test
    void allTheUsualFormsAreRead() throws IOException, CertificateException {
        assertThat(read(pem().getBytes(StandardCharsets.US_ASCII)).certificates())
                .isEqualTo(SHOWN.chain());
        assertThat(read(der()).certificates()).containsExactly(SHOWN.certificate());
        byte[] pkcs7 = CertificateFactory.getInstance("X.509")
                .generateCertPath(SHOWN.chain())
                .getEncoded("PKCS7");
        assertThat(read(pkcs7).certificates()).containsExactlyInAnyOrderElementsOf(SHOWN.chain());
        assertThat(CertificateReader.text("  \n" + pem()).certificates()).isEqualTo(SHOWN.chain());
        String bare = Base64.getMimeEncoder().encodeToString(der());
        assertThat(CertificateReader.text(bare).certificates()).containsExactly(SHOWN.certificate());
    }

    @Test
    void whatACertificateIsTrustedForIsPassedOver() throws IOException, CertificateException {
        // As openssl x509 -addtrust serverAuth -trustout writes it.
        byte[] trust = HexFormat.of().parseHex("300c300a06082b06010505070301");
        byte[] both = ByteBuffer.allocate(der().length + trust.length)
                .put(der())
                .put(trust)
                .array();
        String pem = "-----BEGIN TRUSTED CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(both)
                + "\n-----END TRUSTED CERTIFICATE-----\n";
        assertThat(CertificateReader.text(pem).certificates()).containsExactly(SHOWN.certificate());
        assertThat(PemFiles.chain(file(pem.getBytes(StandardCharsets.US_ASCII))))
                .containsExactly(SHOWN.certificate());
        assertThat(SigningKey.read(pem, new char[0]).publicKey())
                .isEqualTo(SHOWN.certificate().getPublicKey());
    }

    @Test
    void aFileBehindAPasswordAsksForIt() {
        Path file = folder.resolve("both.p12");
        Pkcs12Files.write(file, SHOWN, "right".toCharArray());

        assertThat(CertificateReader.file(file, new char[0]).locked()).isTrue();
        assertThatThrownBy(() -> CertificateReader.file(file, "wrong".toCharArray()))
                .hasMessage("The password does not open " + file + ". "
                        + "Enter the one that was given when the file was saved.");
        CertificatesRead read = CertificateReader.file(file, "right".toCharArray());
        assertThat(read.locked()).isFalse();
        assertThat(read.certificates()).isEqualTo(SHOWN.chain());
        assertThat(read.others()).containsExactly(Other.PRIVATE_KEY);
    }

    @Test
    void aKeyIsNamedAndNotKept() {
        String key = new String(PemText.of(SHOWN.key()), StandardCharsets.US_ASCII);

        CertificatesRead read = CertificateReader.text(key + pem());

        assertThat(read.certificates()).isEqualTo(SHOWN.chain());
        assertThat(read.others()).containsExactly(Other.PRIVATE_KEY);
        assertThat(read.toString())
                .doesNotContain(key.lines().skip(1).findFirst().orElseThrow());
        assertThatThrownBy(() -> CertificateReader.text(key)).hasMessageStartingWith("The text holds a key, but no");
    }

    @Test
    void everythingElseIsRefusedInASentence() throws CertificateEncodingException {
        byte[] cut = Arrays.copyOf(der(), 100);
        refused(cut, "is cut off: " + der().length + " bytes belong to it, and 100 are there");
        refused(new byte[0], "is empty");
        refused("just words".getBytes(StandardCharsets.US_ASCII), "holds no certificate");
        refused(new byte[] {0x30, 1, 5}, "holds no certificate");
        refused(new byte[] {0x30}, "holds a certificate that cannot be read");
        refused(new byte[] {0x30, (byte) 0x88, 1, 1, 1, 1, 1, 1, 1, 1, 1}, "holds no certificate");
        refused(SHOWN.key().getEncoded(), "holds a key, but no certificate");
        refused(pem().substring(0, 200).getBytes(StandardCharsets.US_ASCII), "certificate that cannot be read");
        byte[] changed = der();
        Arrays.fill(changed, 10, 60, (byte) 0x41);
        refused(changed, "certificate that cannot be read");
        refused(new byte[PemFiles.MAX_BYTES + 1], "is larger than 1024 KiB");
        refused(
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"
                        .getBytes(StandardCharsets.US_ASCII),
                "holds a request");
        refused(
                "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n".getBytes(StandardCharsets.US_ASCII),
                "revoked");
    }

    private void refused(byte[] content, String why) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "7, 1", "40, 2", "200, 3"})
    void changedFilesNeverLeadToAnythingElse(int at, int by) throws IOException, CertificateEncodingException {
        Path p12 = folder.resolve("both.p12");
        Pkcs12Files.write(p12, SHOWN, "right".toCharArray());
        for (byte[] content : List.of(der(), Files.readAllBytes(p12))) {
            content[at] ^= (byte) (1 << by);
            try {
                CertificateReader.file(file(content), "right".toCharArray());
            } catch (FailureException e) {
                assertThat(e.failure().kind()).isEqualTo(Failure.Kind.CERTIFICATE);
            }
        }
    }

    @Test
    void noMoreThanManyAreTaken() {
        X509Certificate one = SHOWN.certificate();
        CertificatesRead read =
                CertificateReader.text(PemFiles.text(List.of(one)).repeat(1000));
        assertThat(read.certificates()).as("the same once").containsExactly(one);
        assertThatThrownBy(
                        () -> CertificateReader.text(PemFiles.text(List.of(one)).repeat(3000)))
                .hasMessageContaining("is longer than 1024 KiB");
    }

    @Test
    void whatElseACertificateSays() {
        CertificateExtras leaf = CertificateExtras.of(SHOWN.chain().getFirst());
        CertificateExtras between = CertificateExtras.of(SHOWN.chain().getLast());

        assertThat(leaf.version()).isEqualTo(3);
        assertThat(leaf.keyUsage()).containsExactly("digitalSignature");
        assertThat(leaf.purposes()).containsExactly("serverAuth");
        assertThat(leaf.pathLength()).isNegative();
        assertThat(between.keyUsage()).containsExactly("keyCertSign", "cRLSign");
        assertThat(between.pathLength()).isEqualTo(Integer.MAX_VALUE);
        assertThat(leaf.issuerKey()).isEqualTo(between.subjectKey()).matches("([0-9A-F]{2}:){19}[0-9A-F]{2}");
        assertThat(leaf.sha1()).matches("([0-9A-F]{2}:){19}[0-9A-F]{2}");
        assertThat(leaf.ocsp()).isEmpty();
    }
}
