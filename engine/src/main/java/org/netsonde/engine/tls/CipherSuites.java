package org.netsonde.engine.tls;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.NearestName;

/** The cipher suites that are offered. Stateless. */
final class CipherSuites {

    /** All of TLS 1.3. */
    static final Set<String> TLS13 =
            Set.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    /** Those that encrypt and authenticate in one, with keys that are new for each connection. */
    private static final List<String> GOOD = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private CipherSuites() {}

    /** Whether a suite can be used with one of the versions. */
    static boolean fits(String cipher, TlsVersions versions) {
        return switch (versions) {
            case TLS12_OR_13 -> true;
            case TLS13 -> TLS13.contains(cipher);
            case TLS12 -> !TLS13.contains(cipher);
        };
    }

    /**
     * The suites to offer.
     *
     * @param wanted those of the settings; empty for the good ones
     * @param known those that the provider knows
     * @throws FailureException of kind INVALID_SETTINGS for one that it does not know
     */
    static List<String> choose(List<String> wanted, TlsVersions versions, Collection<String> known) {
        for (String cipher : wanted) {
            if (!known.contains(cipher)) {
                String nearest = NearestName.of(cipher, known);
                throw new FailureException(Failure.of(
                        Failure.Kind.INVALID_SETTINGS,
                        "unknownCipher",
                        cipher,
                        nearest == null ? GOOD.getFirst() : nearest));
            }
        }
        return (wanted.isEmpty() ? GOOD : wanted)
                .stream()
                        .filter(cipher -> fits(cipher, versions))
                        .filter(known::contains)
                        .toList();
    }
}
