package org.netsonde.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Security;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netsonde.engine.FailureException;

class AuthorityTest {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String SUBJECT_KEY = "2.5.29.14";
    private static final String AUTHORITY_KEY = "2.5.29.35";

    private final Authority authority = Plans.authority();

    private void validate(Identity identity, Authority by) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(by.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(Plans.NOW));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(identity.chain()), parameters);
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyKind.class,
            names = {"RSA_3072", "RSA_4096"},
            mode = EnumSource.Mode.EXCLUDE)
    void issuesCertificatesThatValidate(KeyKind kind) throws Exception {
        Identity server = authority.issue(CertificatePlan.server(kind, List.of("a.example"), Plans.NOW));

        validate(server, authority);
        assertThat(server.chain()).hasSize(1);
        assertThat(KeyAlgorithms.belong(server.certificate().getPublicKey(), server.key()))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyKind.class,
            names = {"RSA_3072", "RSA_4096"},
            mode = EnumSource.Mode.EXCLUDE)
    void authoritiesOfEveryKindIssue(KeyKind kind) throws Exception {
        CertificatePlan plan = CertificatePlan.authority("A", Plans.NOW);
        Authority other = Authority.create(
                new CertificatePlan(plan.purpose(), plan.name(), plan.names(), plan.from(), plan.until(), kind));

        validate(other.issue(Plans.server("a.example")), other);
    }

    @Test
    void anAuthoritySaysWhatItIs() {
        X509Certificate certificate = authority.certificate();

        assertThat(certificate.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        assertThat(certificate.getKeyUsage())
                .containsExactly(false, false, false, false, false, true, true, false, false);
        assertThat(certificate.getNotBefore()).isBefore(Date.from(Plans.NOW));
        assertThat(certificate.getNotAfter()).isAfter(Date.from(Plans.NOW.plus(Duration.ofDays(3650))));
    }

    @Test
    void aServersCertificateIsForServersOnly() throws Exception {
        X509Certificate certificate = authority
                .issue(Plans.server("a.example", "*.b.example", "127.0.0.1", "::1", "urn:x:1", "a@b.example"))
                .certificate();

        assertThat(certificate.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(CertificateDetails.names(certificate))
                .containsExactly("a.example", "*.b.example", "127.0.0.1", "::1", "urn:x:1", "a@b.example");
        assertThat(certificate.getNonCriticalExtensionOIDs()).contains(SUBJECT_KEY, AUTHORITY_KEY);
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(397), Duration.ofDays(398));
    }

    @Test
    void aClientsCertificateIsForClientsOnly() throws Exception {
        assertThat(authority.issue(Plans.client()).certificate().getExtendedKeyUsage())
                .containsExactly(CLIENT_AUTH);
    }

    @Test
    void serialNumbersAreLongAndDiffer() {
        Set<Object> serials = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            X509Certificate certificate = authority.issue(Plans.client()).certificate();
            assertThat(certificate.getSerialNumber().bitLength()).isBetween(64, 128);
            serials.add(certificate.getSerialNumber());
        }
        assertThat(serials).hasSize(20);
    }

    @Test
    void anAuthorityInBetweenIsPartOfTheChain() throws Exception {
        CertificatePlan plan = CertificatePlan.authority("In between", Plans.NOW);
        Authority between = Authority.of(authority.issue(plan));

        Identity server = between.issue(Plans.server("a.example"));

        assertThat(server.chain()).hasSize(2);
        validate(server, authority);
    }

    @Test
    void onlyAnAuthorityIssues() {
        assertThatThrownBy(() -> Authority.of(authority.issue(Plans.server("a.example"))))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("is not that of an authority");
        assertThatThrownBy(() -> Authority.create(Plans.client())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void testCertificatesMayHaveExpiredOrNotBegun() {
        CertificatePlan expired = Plans.server("a.example")
                .valid(Plans.NOW.minus(Duration.ofDays(2)), Plans.NOW.minus(Duration.ofDays(1)));

        assertThat(authority.issue(expired).certificate().getNotAfter().toInstant())
                .isEqualTo(Plans.NOW.minus(Duration.ofDays(1)));
    }

    @Test
    void aKeyIsNotShown() {
        Identity identity = Authority.selfSigned(Plans.server("a.example"));

        assertThat(identity).hasToString("Identity[CN=a.example]");
    }

    @Test
    void noProviderIsRegistered() {
        Plans.authority().issue(Plans.client());

        assertThat(Security.getProviders())
                .noneMatch(provider -> provider.getName().startsWith("BC"));
    }

    @Test
    void detailsSayWhatACertificateIs() {
        Identity server = authority.issue(Plans.server("a.example"));
        CertificateDetails details = CertificateDetails.of(server.certificate());

        assertThat(details.subject()).isEqualTo("CN=a.example");
        assertThat(details.issuer()).isEqualTo("CN=Test authority");
        assertThat(details.names()).containsExactly("a.example");
        assertThat(details.key()).isEqualTo("ECDSA P-256");
        assertThat(details.signature()).isEqualTo("SHA256withECDSA");
        assertThat(details.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(details.serial()).matches("([0-9A-F]{2}:)*[0-9A-F]{2}");
        assertThat(details.isAuthority()).isFalse();
        assertThat(details.selfSigned()).isFalse();
        assertThat(CertificateDetails.of(authority.certificate()).selfSigned()).isTrue();
        assertThat(CertificateDetails.of(authority.certificate()).isAuthority()).isTrue();
    }

    @Test
    void detailsShowNothingInvisible() {
        CertificatePlan plan = new CertificatePlan(
                Purpose.CLIENT, "a\u202Eb\nc, O=x", List.of(), Plans.NOW, Plans.NOW.plusSeconds(9), KeyKind.ECDSA_P256);

        assertThat(CertificateDetails.of(Authority.selfSigned(plan).certificate())
                        .subject())
                .doesNotContain("\u202E", "\n")
                .contains("\\u202e")
                .contains("\\,");
    }
}
