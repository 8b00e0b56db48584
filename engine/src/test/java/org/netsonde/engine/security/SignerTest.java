package org.netsonde.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.protocol.SettingsException;

/** Certificates that are made for tests. */
class SignerTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Plans.NOW);

    @TempDir
    Path parent;

    private final Authority authority = Plans.authority();

    private Identity signed(Signer signer) {
        return authority.issue(Plans.server("a.example").signed(signer, SignatureHash.SUITABLE));
    }

    @Test
    void anAuthorityInBetweenStandsInTheChain() {
        Identity made = signed(Signer.BETWEEN);

        assertThat(made.chain()).hasSize(2);
        CertificateDetails between = CertificateDetails.of(made.chain().getLast());
        assertThat(between.isAuthority()).isTrue();
        assertThat(between.issuer()).isEqualTo("CN=Test authority");
        assertThat(CertificateDetails.of(made.certificate()).issuer()).isEqualTo(between.subject());
    }

    @Test
    void orItIsLeftOut() {
        Identity made = signed(Signer.BETWEEN_LEFT_OUT);

        assertThat(made.chain()).hasSize(1);
        assertThat(CertificateDetails.of(made.certificate()).issuer()).startsWith("CN=Netsonde authority in between");
    }

    @Test
    void oneVouchesForItself() {
        Identity made = signed(Signer.ITSELF);

        assertThat(CertificateDetails.isSelfSigned(made.certificate())).isTrue();
        assertThat(made.certificate().getBasicConstraints()).isNegative();
    }

    @Test
    void sha1IsThereForTests() {
        CertificatePlan plan = Plans.server("a.example").signed(Signer.AUTHORITY, SignatureHash.SHA1);
        assertThat(authority.issue(plan).certificate().getSigAlgName()).isEqualTo("SHA1withECDSA");
        CertificatePlan edwards = CertificatePlan.server(KeyKind.ED25519, List.of("a.example"), Plans.NOW);
        assertThatThrownBy(() -> edwards.signed(Signer.ITSELF, SignatureHash.SHA1))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("Ed25519 knows no choice");
    }

    @Test
    void timesThatArePastOrToCome() {
        CertificatePlan plan = Plans.server("a.example");
        assertThat(plan.expired(Plans.NOW).until()).isBefore(Plans.NOW);
        assertThat(plan.notYet(Plans.NOW).from()).isAfter(Plans.NOW);
    }

    @Test
    void theAuthorityOfAWorkspaceKeepsItsKeysOutOfRepositories() {
        AuthorityFolder folder = AuthorityFolder.beside(parent.resolve("bench.netsonde"), CLOCK);
        assertThat(folder.exists()).isFalse();

        folder.authority();

        assertThat(folder.exists()).isTrue();
        assertThat(folder.certificate()).isEqualTo(parent.resolve("bench.certificates/authority.pem"));
        assertThat(parent.resolve("bench.certificates/.gitignore")).content().contains("*.key");
    }

    @Test
    void whatWasIssuedIsRemovedWithItsKey() {
        AuthorityFolder folder = new AuthorityFolder(parent.resolve("authority"), CLOCK);
        IssuedCertificate first = folder.issue(Plans.server("a.example"));
        IssuedCertificate second = folder.issue(Plans.server("b.example"));

        folder.remove(first);

        assertThat(folder.issued()).containsExactly(second);
        assertThat(Files.exists(first.key())).isFalse();
        assertThatThrownBy(() -> folder.remove(new IssuedCertificate(
                        "../authority",
                        parent.resolve("authority/authority.pem"),
                        parent.resolve("authority/authority.key"),
                        first.details())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder.certificate()).exists();
    }
}
