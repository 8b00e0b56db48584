package org.netsonde.engine.probe.tls;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a server had stapled to its certificate: what its authority says of it, by OCSP (RFC 6960).
 *
 * @param verdict what the authority says
 * @param signed whether the authority has signed that, as far as it is known
 * @param from since when that holds; null where it is not told
 * @param until until when; null where it is not told
 */
public record RevocationStatus(
        Verdict verdict,
        boolean signed,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** What an authority may say. */
    public enum Verdict {
        GOOD,
        REVOKED,
        UNKNOWN,
        /** It cannot be read, or is about another certificate. */
        UNREADABLE
    }

    private static final int MAX = 64 << 10;

    /**
     * Reads an answer of OCSP.
     *
     * @param answer in DER
     * @param subject the certificate that it should be about
     * @param issuer who vouches for it; null where that is not known
     */
    static RevocationStatus read(byte[] answer, X509Certificate subject, @Nullable X509Certificate issuer) {
        RevocationStatus unreadable = new RevocationStatus(Verdict.UNREADABLE, false, null, null);
        if (answer.length > MAX) {
            return unreadable;
        }
        try {
            if (!(new OCSPResp(answer).getResponseObject() instanceof BasicOCSPResp basic)) {
                return unreadable;
            }
            for (SingleResp single : basic.getResponses()) {
                if (isAbout(single, subject, issuer)) {
                    return new RevocationStatus(
                            verdict(single.getCertStatus()),
                            issuer != null && isSigned(basic, issuer),
                            instant(single.getThisUpdate()),
                            instant(single.getNextUpdate()));
                }
            }
            return unreadable;
        } catch (IOException | OCSPException | OperatorCreationException | CertificateException | RuntimeException e) {
            // The reader of DER throws many things where it is broken.
            return unreadable;
        }
    }

    /** Serial numbers are an issuer's own: another may have given the same. */
    private static boolean isAbout(SingleResp single, X509Certificate subject, @Nullable X509Certificate issuer)
            throws OCSPException, OperatorCreationException, CertificateException {
        if (!single.getCertID().getSerialNumber().equals(subject.getSerialNumber())) {
            return false;
        }
        DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
        return issuer == null || single.getCertID().matchesIssuer(new JcaX509CertificateHolder(issuer), digests);
    }

    private static Verdict verdict(@Nullable CertificateStatus status) {
        // Null is how this library says that all is well.
        return status == null ? Verdict.GOOD : status instanceof RevokedStatus ? Verdict.REVOKED : Verdict.UNKNOWN;
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static boolean isSigned(BasicOCSPResp answer, X509Certificate issuer) {
        try {
            JcaContentVerifierProviderBuilder verifiers = new JcaContentVerifierProviderBuilder();
            if (answer.isSignatureValid(verifiers.build(issuer))) {
                return true;
            }
            // The authority may have had somebody else sign.
            for (X509CertificateHolder signer : answer.getCerts()) {
                if (mayAnswer(signer, answer.getProducedAt())
                        && signer.isSignatureValid(verifiers.build(issuer))
                        && answer.isSignatureValid(verifiers.build(signer))) {
                    return true;
                }
            }
            return false;
        } catch (OCSPException
                | OperatorCreationException
                | CertificateException
                | org.bouncycastle.cert.CertException e) {
            return false;
        }
    }

    /** What an authority issued for anything else speaks for it in nothing (RFC 6960, section 4.2.2.2). */
    private static boolean mayAnswer(X509CertificateHolder signer, Date at) {
        ExtendedKeyUsage uses =
                signer.getExtensions() == null ? null : ExtendedKeyUsage.fromExtensions(signer.getExtensions());
        return uses != null && uses.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning) && signer.isValidOn(at);
    }

    /** Whether it holds at a time. */
    boolean isCurrent(Instant now) {
        return (from == null || !now.isBefore(from)) && (until == null || !now.isAfter(until));
    }
}
