package org.netsonde.engine.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way from a peer's own certificate to an authority that is trusted, or to where it breaks off. Certificates that the
 * peer sent and that do not lie on the way play no part.
 *
 * @param certificates those on the way, the peer's own first; an authority that is trusted only if it is the peer's own
 * @param end how it ends
 * @param issuer the authority that is trusted, or the one that should not have vouched for the last on the way; null where
 *     none was found
 */
public record TrustPath(
        List<X509Certificate> certificates,
        End end,
        @Nullable X509Certificate issuer) {

    /** How many certificates are looked at. */
    public static final int MAX = 10;

    /** How a way ends. */
    public enum End {
        /** At an authority that is trusted. */
        TRUSTED,
        /** At a certificate whose issuer is not known. */
        UNKNOWN_ISSUER,
        /** At a certificate that is not signed by the one that it names as its issuer. */
        BAD_SIGNATURE,
        /** At a certificate whose issuer may not vouch for others. */
        NO_AUTHORITY,
        /** Nowhere. */
        TOO_LONG
    }

    public TrustPath {
        certificates = List.copyOf(certificates);
    }

    /**
     * The way that a chain offers.
     *
     * @param chain what the peer showed, its own certificate first
     * @param anchors the authorities that are trusted
     */
    public static TrustPath of(List<X509Certificate> chain, List<X509Certificate> anchors) {
        List<X509Certificate> path = new ArrayList<>();
        X509Certificate current = chain.getFirst();
        while (path.size() < MAX) {
            path.add(current);
            X509Certificate certificate = current;
            if (anchors.contains(certificate)) {
                return new TrustPath(path, End.TRUSTED, certificate);
            }
            List<X509Certificate> issuers = Stream.concat(anchors.stream(), chain.stream())
                    .filter(other -> other.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                    .filter(other -> !other.equals(certificate))
                    .toList();
            X509Certificate issuer = issuers.stream()
                    .filter(other -> isSignedBy(certificate, other))
                    .findFirst()
                    .orElse(null);
            if (issuer == null) {
                return new TrustPath(path, issuers.isEmpty() ? End.UNKNOWN_ISSUER : End.BAD_SIGNATURE, null);
            }
            if (anchors.contains(issuer)) {
                return new TrustPath(path, End.TRUSTED, issuer);
            }
            if (issuer.getBasicConstraints() < 0) {
                return new TrustPath(path, End.NO_AUTHORITY, issuer);
            }
            current = issuer;
        }
        return new TrustPath(path, End.TOO_LONG, null);
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
