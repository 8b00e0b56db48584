package org.netsonde.engine.tls;

import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What engines are made from, for either provider.
 *
 * @param client whether they are those of a client
 * @param identity what is shown; null for nothing
 * @param trust decides on what the peer shows
 * @param checksNames whether a server must prove its name
 * @param clientAuth whether a server asks for a certificate
 * @param terms what is offered
 * @param handshakes what is learned during a handshake
 */
record EnginePlan(
        boolean client,
        @Nullable OwnIdentity identity,
        X509ExtendedTrustManager trust,
        boolean checksNames,
        ClientAuth clientAuth,
        TlsTerms terms,
        Handshakes handshakes) {

    /** Whether a certificate with a key for Ed25519 is trusted by itself, so that peers may be expected to sign by such a key. */
    boolean trustsEdwards() {
        return Arrays.stream(trust.getAcceptedIssuers())
                .anyMatch(anchor -> anchor.getPublicKey() instanceof EdECPublicKey);
    }

    /** How names are checked; empty for not at all. */
    String identification() {
        return checksNames ? "HTTPS" : "";
    }
}
