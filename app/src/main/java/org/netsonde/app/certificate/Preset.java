package org.netsonde.app.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.security.SignatureHash;
import org.netsonde.engine.security.Signer;

/** What a new certificate may begin as: those that endpoints want, and those that peers must refuse. */
enum Preset {
    SERVER,
    CLIENT,
    BETWEEN,
    EXPIRED,
    NOT_YET,
    WRONG_NAME,
    SELF_SIGNED,
    LEFT_OUT,
    WEAK;

    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");

    /** As it stands in ids and in keys of texts. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether whoever is shown it must accept it. */
    boolean isGood() {
        return this == SERVER || this == CLIENT || this == BETWEEN;
    }

    /** What it says, for somebody to change. */
    CertificatePlan plan(Instant now) {
        CertificatePlan server = CertificatePlan.server(KeyKind.ECDSA_P256, LOCAL, now);
        return switch (this) {
            case SERVER -> server;
            case CLIENT -> CertificatePlan.client(KeyKind.ECDSA_P256, "client", List.of(), now);
            case BETWEEN -> server.named("behind one in between").signed(Signer.BETWEEN, SignatureHash.SUITABLE);
            case EXPIRED -> server.named("expired").expired(now);
            case NOT_YET -> server.named("not yet valid").notYet(now);
            case WRONG_NAME -> CertificatePlan.server(KeyKind.ECDSA_P256, List.of("wrong.example"), now);
            case SELF_SIGNED -> server.named("self-signed").signed(Signer.ITSELF, SignatureHash.SUITABLE);
            case LEFT_OUT -> server.named("incomplete chain").signed(Signer.BETWEEN_LEFT_OUT, SignatureHash.SUITABLE);
            case WEAK -> server.named("weak").signed(Signer.AUTHORITY, SignatureHash.SHA1);
        };
    }
}
