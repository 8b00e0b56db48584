package org.netsonde.engine.security;

import java.time.Instant;
import java.util.List;

/** Plans that tests share. */
final class Plans {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Plans() {}

    static Authority authority() {
        return Authority.create(CertificatePlan.authority("Test authority", NOW));
    }

    static CertificatePlan server(String... names) {
        return CertificatePlan.server(KeyKind.ECDSA_P256, List.of(names), NOW);
    }

    static CertificatePlan client() {
        return CertificatePlan.client(KeyKind.ECDSA_P256, "Test client", List.of(), NOW);
    }
}
