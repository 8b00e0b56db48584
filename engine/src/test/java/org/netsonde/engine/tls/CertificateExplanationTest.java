package org.netsonde.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateException;
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
import org.netsonde.engine.security.Authority;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.Identity;
import org.netsonde.engine.security.KeyKind;

class CertificateExplanationTest {

    private static final CertificateException REFUSAL = new CertificateException("said the JDK");

    private static String explain(List<X509Certificate> chain, X509Certificate anchor, String host) {
        return new CertificateExplanation(
                        chain.toArray(new X509Certificate[0]), List.of(anchor), host, Sides.NOW, REFUSAL)
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

    @ParameterizedTest
    @CsvSource({"MD5withRSA", "SHA1withRSA"})
    void aSignatureOfTheLastCenturyIsWeak(String algorithm) throws Exception {
        KeyPair authority = KeyKind.RSA_2048.generate();
        KeyPair subject = KeyKind.ECDSA_P256.generate();

        assertThat(explain(List.of(odd(authority, subject, algorithm)), old(authority), "odd"))
                .isEqualTo("The certificate of CN=odd (ECDSA P-256, signed with " + algorithm + ") is too weak.");
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
