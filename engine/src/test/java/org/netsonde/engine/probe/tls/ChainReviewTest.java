package org.netsonde.engine.probe.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.probe.tls.Forge.Extra;
import org.netsonde.engine.probe.tls.Forge.Made;

/** What every client refuses is not called trusted, though the signatures are right. */
class ChainReviewTest {

    private static final Extra AUTHORITY = Extra.of(Extension.basicConstraints, new BasicConstraints(true));
    private static final Extra VOUCHES = Extra.of(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign));
    private static final Extra NAMES = Extra.of(
            Extension.subjectAlternativeName, new GeneralNames(new GeneralName(GeneralName.dNSName, "a.example")));

    private final Forge forge = new Forge();
    private final Made root = forge.root("root", AUTHORITY, VOUCHES);

    private ChainReview review(Made... chain) {
        return new ChainReview(
                Stream.of(chain).map(Made::certificate).toList(), List.of(root.certificate()), "a.example", Forge.NOW);
    }

    private static List<String> bad(ChainReview review) {
        return review.findings().stream()
                .filter(finding -> finding.severity() == Severity.BAD)
                .map(finding -> finding.what().key())
                .toList();
    }

    private static boolean isCalledTrusted(ChainReview review) {
        return review.findings().stream()
                .anyMatch(finding -> finding.what().key().equals("inspect.finding.trusted"));
    }

    @Test
    void chainThatKeepsTheRulesIsTrusted() {
        Made between = forge.make("between", root, AUTHORITY, VOUCHES);
        ChainReview review = review(forge.make("server", between, NAMES), between);
        assertThat(bad(review)).isEmpty();
        assertThat(review.isTrusted()).isTrue();
        assertThat(isCalledTrusted(review)).isTrue();
    }

    @Test
    void authoritiesInBetweenThatBreakTheRulesAreRefused() {
        Made shortest =
                forge.make("shortest", root, Extra.of(Extension.basicConstraints, new BasicConstraints(0)), VOUCHES);
        Made tooDeep = forge.make("too deep", shortest, AUTHORITY, VOUCHES);
        Made mute = forge.make(
                "mute", root, AUTHORITY, Extra.of(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature)));
        Made elsewhere = forge.make(
                "elsewhere",
                root,
                AUTHORITY,
                VOUCHES,
                Extra.of(
                        Extension.nameConstraints,
                        new NameConstraints(
                                new GeneralSubtree[] {
                                    new GeneralSubtree(new GeneralName(GeneralName.dNSName, "b.example"))
                                },
                                null)));
        Made mail = forge.make(
                "mail",
                root,
                AUTHORITY,
                VOUCHES,
                Extra.of(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection)));
        Stream.of(
                        review(forge.make("server", tooDeep, NAMES), tooDeep, shortest),
                        review(forge.make("server", mute, NAMES), mute),
                        review(forge.make("server", elsewhere, NAMES), elsewhere),
                        review(forge.make("server", mail, NAMES), mail))
                .forEach(review -> {
                    assertThat(bad(review)).hasSize(1);
                    assertThat(review.isTrusted()).isFalse();
                    assertThat(isCalledTrusted(review)).isFalse();
                });
    }

    @Test
    void endedCertificatesAreToldOnce() {
        Made between = forge.make("between", root, AUTHORITY, VOUCHES);
        ChainReview review = review(forge.make("server", between, Forge.NOW.minusSeconds(60), NAMES), between);
        assertThat(bad(review)).containsExactly("failure.certificateExpired.what");
        assertThat(review.isTrusted()).isFalse();
    }
}
