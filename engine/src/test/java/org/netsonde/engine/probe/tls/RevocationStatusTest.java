package org.netsonde.engine.probe.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.probe.tls.Forge.Extra;
import org.netsonde.engine.probe.tls.Forge.Made;
import org.netsonde.engine.probe.tls.RevocationStatus.Verdict;

/** Who may say of a certificate whether it was revoked. */
class RevocationStatusTest {

    private static final Extra AUTHORITY = Extra.of(Extension.basicConstraints, new BasicConstraints(true));
    private static final Extra ANSWERS =
            Extra.of(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));

    private final Forge forge = new Forge();
    private final Made issuer = forge.root("issuer", AUTHORITY);
    private final Made subject = forge.make("subject", issuer);

    private byte[] answer(Made about, Made by, CertificateStatus status, Made signer) throws Exception {
        DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
        Instant now = Forge.NOW;
        BasicOCSPRespBuilder builder =
                new BasicOCSPRespBuilder(new RespID(new JcaX509CertificateHolder(signer.certificate()).getSubject()));
        builder.addResponse(
                new CertificateID(
                        digests.get(CertificateID.HASH_SHA1),
                        new JcaX509CertificateHolder(by.certificate()),
                        about.certificate().getSerialNumber()),
                status,
                Date.from(now),
                Date.from(now.plus(Duration.ofDays(1))),
                null);
        return new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        builder.build(
                                Forge.signer(signer.keys()),
                                new X509CertificateHolder[] {new JcaX509CertificateHolder(signer.certificate())},
                                Date.from(now)))
                .getEncoded();
    }

    private RevocationStatus read(byte[] answer) {
        return RevocationStatus.read(answer, subject.certificate(), issuer.certificate());
    }

    @Test
    void authorityAndWhomItAppointedAreBelieved() throws Exception {
        RevocationStatus own = read(answer(subject, issuer, CertificateStatus.GOOD, issuer));
        assertThat(own.verdict()).isEqualTo(Verdict.GOOD);
        assertThat(own.signed()).isTrue();
        assertThat(own.isCurrent(Forge.NOW)).isTrue();
        assertThat(own.isCurrent(Forge.NOW.plus(Duration.ofDays(2)))).isFalse();
        RevocationStatus appointed = read(answer(
                subject,
                issuer,
                new RevokedStatus(Date.from(Forge.NOW), CRLReason.keyCompromise),
                forge.make("responder", issuer, ANSWERS)));
        assertThat(appointed.verdict()).isEqualTo(Verdict.REVOKED);
        assertThat(appointed.signed()).isTrue();
    }

    @Test
    void whomTheAuthorityDidNotAppointIsNot() throws Exception {
        Made other = forge.make("other", issuer);
        Made ended = forge.make("ended", issuer, Forge.NOW.minusSeconds(60), ANSWERS);
        Made stranger = forge.root("stranger", ANSWERS);
        for (Made signer : new Made[] {other, ended, stranger}) {
            assertThat(read(answer(subject, issuer, CertificateStatus.GOOD, signer))
                            .signed())
                    .isFalse();
        }
    }

    @Test
    void sameSerialNumberOfAnotherIssuerIsAnotherCertificate() throws Exception {
        Made elsewhere = forge.root("elsewhere", AUTHORITY);
        assertThat(read(answer(subject, elsewhere, CertificateStatus.GOOD, issuer))
                        .verdict())
                .isEqualTo(Verdict.UNREADABLE);
    }
}
