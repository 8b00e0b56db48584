package org.netsonde.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.security.Authority;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.Identity;
import org.netsonde.engine.security.KeyKind;

class CertificateExplanationTest {

    private static final CertificateException REFUSAL = new CertificateException("said the JDK");

    private static String explain(List<X509Certificate> chain, X509Certificate anchor, String host) {
        return explain(chain, anchor, host, REFUSAL);
    }

    private static String explain(
            List<X509Certificate> chain, X509Certificate anchor, String host, CertificateException error) {
        return new CertificateExplanation(
                        chain.toArray(new X509Certificate[0]), List.of(anchor), host, Sides.NOW, error)
                .explain()
                .failure()
                .what()
                .toString();
    }

    /** A certificate as no authority of today would issue it. */
    private static X509Certificate odd(KeyPair issuer, KeyPair subject, String algorithm) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                new X500Name("CN=Old"),
                                BigInteger.TWO,
                                Date.from(Sides.NOW.minusSeconds(60)),
                                Date.from(Sides.NOW.plusSeconds(60)),
                                new X500Name("CN=odd"),
                                subject.getPublic())
                        .build(new JcaContentSignerBuilder(algorithm).build(issuer.getPrivate())));
    }

    private static X509Certificate old(KeyPair keys) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                new X500Name("CN=Old"),
                                BigInteger.ONE,
                                Date.from(Sides.NOW.minusSeconds(60)),
                                Date.from(Sides.NOW.plusSeconds(60)),
                                new X500Name("CN=Old"),
                                keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    }

    /** What the JDK says of a certificate of a chain. */
    private static CertificateException complaint(
            String message, List<X509Certificate> chain, int index, CertPathValidatorException.Reason reason)
            throws Exception {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
        return new CertificateException(
                "PKIX path validation failed",
                new CertPathValidatorException(message, null, index < 0 ? null : path, index, reason));
    }

    @ParameterizedTest
    @CsvSource({"MD5withRSA", "SHA1withRSA"})
    void aSignatureOfTheLastCenturyIsWeak(String algorithm) throws Exception {
        KeyPair authority = KeyKind.RSA_2048.generate();
        KeyPair subject = KeyKind.ECDSA_P256.generate();
        List<X509Certificate> chain = List.of(odd(authority, subject, algorithm));

        for (int index : new int[] {0, -1}) {
            assertThat(explain(
                            chain,
                            old(authority),
                            "other",
                            complaint(
                                    "Algorithm constraints check failed on signature algorithm: " + algorithm,
                                    chain,
                                    index,
                                    BasicReason.ALGORITHM_CONSTRAINED)))
                    .isEqualTo("The certificate of CN=odd (ECDSA P-256, signed with " + algorithm + ") is too weak.");
        }
    }

    @Test
    void anOldSignatureThatTheJdkAcceptsHidesNoOtherReason() throws Exception {
        KeyPair authority = KeyKind.RSA_2048.generate();
        List<X509Certificate> chain = List.of(odd(authority, KeyKind.ECDSA_P256.generate(), "SHA1withRSA"));

        assertThat(explain(chain, old(authority), "other.example"))
                .isEqualTo("The server's certificate (CN=odd) is for no name at all, but you asked for other.example.");
    }

    @Test
    void theCertificateThatTheJdkComplainsOfIsTheOneThatIsWeak() throws Exception {
        Authority between = Authority.of(Sides.AUTHORITY.issue(CertificatePlan.authority("Between", Sides.NOW)));
        List<X509Certificate> chain = between.issue(Sides.serverPlan()).chain();
        CertificateException error = complaint(
                "Algorithm constraints check failed on keysize limits", chain, 1, BasicReason.ALGORITHM_CONSTRAINED);

        assertThat(explain(chain, Sides.AUTHORITY.certificate(), "localhost", error))
                .isEqualTo("The certificate of CN=Between (ECDSA P-256, signed with SHA256withECDSA) is too weak.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"basic constraints check failed: pathLenConstraint violated", "name constraints check failed"})
    void onlyConstraintsOfAlgorithmsMakeACertificateWeak(String message) throws Exception {
        Identity server = Sides.AUTHORITY.issue(Sides.serverPlan());
        CertificateException error = complaint(message, server.chain(), 0, BasicReason.UNSPECIFIED);

        assertThat(explain(server.chain(), Sides.AUTHORITY.certificate(), "localhost", error))
                .isEqualTo("The certificate of CN=localhost was not accepted: PKIX path validation failed.");
    }

    @Test
    void anIssuerThatIsNoAuthorityIsNamed() throws Exception {
        Authority authority = Authority.create(CertificatePlan.authority("A", Sides.NOW));
        Identity server = authority.issue(CertificatePlan.server(KeyKind.RSA_2048, List.of("Old"), Sides.NOW));
        KeyPair subject = KeyKind.ECDSA_P256.generate();
        X509Certificate forged =
                odd(new KeyPair(server.certificate().getPublicKey(), server.key()), subject, "SHA256withRSA");

        assertThat(explain(List.of(forged, server.certificate()), authority.certificate(), "odd"))
                .isEqualTo("The certificate of CN=odd was issued by CN=Old, which may not vouch for others.");
    }

    @Test
    void anExpiredAuthorityInBetweenIsNamed() {
        Authority authority = Authority.create(CertificatePlan.authority("A", Sides.NOW));
        CertificatePlan plan = CertificatePlan.authority("Between", Sides.NOW)
                .valid(Sides.NOW.minus(Duration.ofDays(3)), Sides.NOW.minus(Duration.ofDays(1)));
        Identity server = Authority.of(authority.issue(plan)).issue(Sides.serverPlan());

        assertThat(explain(server.chain(), authority.certificate(), "localhost"))
                .startsWith("The certificate of CN=Between has expired, on ");
        assertThat(explain(List.of(server.certificate()), authority.certificate(), "localhost"))
                .isEqualTo("The certificate of CN=localhost was issued by CN=Between, which is not trusted.");
    }

    @Test
    void whatIsNotFoundIsLeftToTheJdk() {
        Identity server = Sides.AUTHORITY.issue(Sides.serverPlan());

        assertThat(explain(server.chain(), Sides.AUTHORITY.certificate(), "localhost"))
                .isEqualTo("The certificate of CN=localhost was not accepted: said the JDK.");
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, true",
        "A.EXAMPLE, true",
        "b.example, false",
        "x.w.example, true",
        "w.example, false",
        "x.y.w.example, false",
        "127.0.0.1, true",
        "127.0.0.2, false",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        "::2, false"
    })
    void namesAreMatchedAsTheyAreOnTheNet(String host, boolean expected) {
        X509Certificate certificate = Sides.AUTHORITY
                .issue(CertificatePlan.server(
                        KeyKind.ECDSA_P256, List.of("a.example", "*.w.example", "127.0.0.1", "::1"), Sides.NOW))
                .certificate();

        assertThat(CertificateExplanation.isFor(certificate, host)).isEqualTo(expected);
    }
}
