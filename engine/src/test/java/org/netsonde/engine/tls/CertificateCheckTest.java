package org.netsonde.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.Authority;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.Identity;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.security.SignatureHash;
import org.netsonde.engine.security.Signer;

class CertificateCheckTest {

    private static final Instant NOW = Instant.now();

    private final Authority authority = Authority.create(CertificatePlan.authority("Test authority", NOW));
    private final CertificatePlan plan = CertificatePlan.server(KeyKind.ECDSA_P256, List.of("a.example"), NOW);

    private CertificateCheck check(CertificatePlan what, String host) {
        Identity made = authority.issue(what);
        return CertificateCheck.of(made.chain(), List.of(authority.certificate()), host, NOW);
    }

    private static List<String> names(CertificateCheck check) {
        return check.problems().stream()
                .map(Failure::what)
                .map(what -> what.key().replaceAll("failure\\.certificate(.*)\\.what", "$1"))
                .toList();
    }

    @Test
    void whatIsRightIsSaid() {
        CertificateCheck check = check(plan.signed(Signer.BETWEEN, SignatureHash.SUITABLE), "a.example");

        assertThat(check.problems()).isEmpty();
        assertThat(check.checks().stream().map(phrase -> phrase.key()))
                .containsExactly("check.authority", "check.until", "check.name");
        assertThat(check.path()).hasSize(2);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(names(check(plan.expired(NOW).signed(Signer.ITSELF, SignatureHash.SUITABLE), "b.example")))
                .containsExactly("SelfSigned", "Expired", "WrongName");
        assertThat(names(check(plan.notYet(NOW).signed(Signer.AUTHORITY, SignatureHash.SHA1), "")))
                .containsExactly("NotYetValid", "Weak");
        assertThat(names(check(plan.signed(Signer.BETWEEN_LEFT_OUT, SignatureHash.SUITABLE), "a.example")))
                .containsExactly("UnknownAuthority");
        assertThat(names(check(CertificatePlan.client(KeyKind.RSA_2048, "me", List.of(), NOW), "a.example")))
                .containsExactly("NotForServers", "WithoutNames");
    }

    @Test
    void anAuthorityItselfIsFine() {
        assertThat(CertificateCheck.of(List.of(authority.certificate()), List.of(authority.certificate()), "", NOW)
                        .problems())
                .isEmpty();
    }
}
