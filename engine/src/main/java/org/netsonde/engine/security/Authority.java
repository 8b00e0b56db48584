package org.netsonde.engine.security;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/**
 * A certificate authority of one's own: whoever trusts its certificate trusts those that it issues. It lives in memory; an
 * {@link AuthorityFolder} keeps one on disk. Immutable, safe for threads. Issuing blocks while a key is made.
 */
public final class Authority {

    private final Identity identity;

    private Authority(Identity identity) {
        this.identity = identity;
    }

    /**
     * A new authority.
     *
     * @param plan of purpose AUTHORITY
     */
    public static Authority create(CertificatePlan plan) {
        if (plan.purpose() != Purpose.AUTHORITY) {
            throw new IllegalArgumentException("no plan of an authority: " + plan.purpose());
        }
        return new Authority(selfSigned(plan));
    }

    /**
     * The authority whose certificate and key somebody kept.
     *
     * @throws FailureException of kind CERTIFICATE if the certificate is not that of an authority
     */
    public static Authority of(Identity identity) {
        if (identity.certificate().getBasicConstraints() < 0) {
            throw new FailureException(Failure.of(
                    Failure.Kind.CERTIFICATE,
                    "notAuthority",
                    CertificateDetails.of(identity.certificate()).subject()));
        }
        return new Authority(identity);
    }

    /** A certificate that nobody but itself vouches for, with a new key. */
    public static Identity selfSigned(CertificatePlan plan) {
        KeyPair pair = plan.key().generate();
        return new Identity(
                List.of(CertificateBuilder.selfSigned(plan, pair.getPublic(), pair.getPrivate())), pair.getPrivate());
    }

    /**
     * A new certificate with a new key, signed as the plan says. One of purpose AUTHORITY is an authority in between. The chain
     * ends before an authority that vouches for itself: who is shown it trusts it already, or never will.
     */
    public Identity issue(CertificatePlan plan) {
        return switch (plan.signer()) {
            case AUTHORITY -> sign(plan);
            case BETWEEN -> new Authority(between()).sign(plan);
            case BETWEEN_LEFT_OUT -> {
                Identity whole = new Authority(between()).sign(plan);
                yield new Identity(List.of(whole.certificate()), whole.key());
            }
            case ITSELF -> selfSigned(plan);
        };
    }

    /** An authority for which this one vouches as long as it is valid itself. */
    private Identity between() {
        X509Certificate own = identity.certificate();
        return sign(new CertificatePlan(
                Purpose.AUTHORITY,
                "Netsonde authority in between " + mark(),
                List.of(),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                KeyKind.ECDSA_P256));
    }

    /** A few random digits, which tell authorities apart. */
    static String mark() {
        byte[] mark = new byte[3];
        new SecureRandom().nextBytes(mark);
        return HexFormat.of().formatHex(mark);
    }

    private Identity sign(CertificatePlan plan) {
        KeyPair pair = plan.key().generate();
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(CertificateBuilder.signed(plan, pair.getPublic(), identity));
        identity.chain().stream()
                .filter(certificate ->
                        !certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .forEach(chain::add);
        return new Identity(chain, pair.getPrivate());
    }

    /** Its certificate, which its peers are to trust. */
    public X509Certificate certificate() {
        return identity.certificate();
    }

    /** Its certificate and key. */
    Identity identity() {
        return identity;
    }
}
