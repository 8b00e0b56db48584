package org.netsonde.engine.probe.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.probe.tls.Grade.Letter;
import org.netsonde.engine.probe.tls.TlsInspection.Answer;
import org.netsonde.engine.probe.tls.TlsInspection.ClientCertificates;
import org.netsonde.engine.probe.tls.TlsInspection.Features;
import org.netsonde.engine.probe.tls.TlsInspection.Order;
import org.netsonde.engine.probe.tls.TlsInspection.Version;

/** What caps a grade at what. */
class GradingTest {

    private static final String GOOD12 = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
    private static final String GOOD13 = "TLS_AES_128_GCM_SHA256";

    private final Suites suites = Suites.builtin();

    private Suite suite(String name) {
        return Arrays.stream(TlsVersion.values())
                .flatMap(version -> suites.of(version).stream())
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Version version(TlsVersion version, String... names) {
        return new Version(
                version, Answer.YES, Arrays.stream(names).map(this::suite).toList(), Order.SERVER);
    }

    private static Features features(Answer secureRenegotiation, Answer clientRenegotiation, Answer compression) {
        return new Features(
                List.of(),
                null,
                ClientCertificates.NONE,
                Answer.YES,
                Answer.YES,
                Answer.YES,
                secureRenegotiation,
                clientRenegotiation,
                compression,
                Answer.YES,
                Answer.YES,
                Answer.YES);
    }

    private static final Features SAFE = features(Answer.YES, Answer.NO, Answer.NO);

    private static Grade grade(
            Features features, int keyBits, int primeBits, boolean trusted, boolean named, Version... versions) {
        return Grading.grade(
                List.of(versions), features, keyBits, primeBits, 128, trusted, named, true, true, List.of());
    }

    private Version both() {
        return version(TlsVersion.TLS12, GOOD12);
    }

    private Version newest() {
        return version(TlsVersion.TLS13, GOOD13);
    }

    @Test
    void nothingLeftToWishIsTheBest() {
        Grade grade = grade(SAFE, 2048, 0, true, true, newest(), both());
        assertThat(grade.letter()).isEqualTo(Letter.A_PLUS);
        assertThat(grade.reasons()).isEmpty();
        assertThat(grade.protocols()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_RSA_WITH_AES_128_GCM_SHA256, A-",
        "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA, C",
        "TLS_ECDHE_RSA_WITH_RC4_128_SHA, C",
        "TLS_RSA_EXPORT_WITH_RC4_40_MD5, F",
        "TLS_RSA_WITH_NULL_SHA256, F",
        "TLS_DH_anon_WITH_AES_128_CBC_SHA, F"
    })
    void oneBadSuiteCapsTheGrade(String name, String expected) {
        Grade grade = grade(SAFE, 2048, 0, true, true, newest(), version(TlsVersion.TLS12, GOOD12, name));
        assertThat(grade.letter().label()).isEqualTo(expected);
        assertThat(grade.reasons()).isNotEmpty();
    }

    @Test
    void oldVersionsCapTheGrade() {
        String cbc = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA";
        assertThat(grade(SAFE, 2048, 0, true, true, both()).letter()).isEqualTo(Letter.A_MINUS);
        assertThat(grade(SAFE, 2048, 0, true, true, newest(), both(), version(TlsVersion.TLS10, cbc))
                        .letter())
                .isEqualTo(Letter.B);
        assertThat(grade(SAFE, 2048, 0, true, true, newest(), both(), version(TlsVersion.SSL3, cbc))
                        .letter())
                .isEqualTo(Letter.C);
        assertThat(grade(SAFE, 2048, 0, true, true, version(TlsVersion.TLS11, cbc))
                        .letter())
                .isEqualTo(Letter.C);
        assertThat(grade(SAFE, 2048, 0, true, true, newest(), version(TlsVersion.SSL2))
                        .letter())
                .isEqualTo(Letter.F);
    }

    @Test
    void keysPrimesAndFeaturesCapTheGrade() {
        assertThat(grade(SAFE, 1024, 0, true, true, newest()).letter()).isEqualTo(Letter.B);
        assertThat(grade(SAFE, 512, 0, true, true, newest()).letter()).isEqualTo(Letter.F);
        assertThat(grade(SAFE, 2048, 1024, true, true, newest()).letter()).isEqualTo(Letter.B);
        assertThat(grade(SAFE, 2048, 768, true, true, newest()).letter()).isEqualTo(Letter.F);
        assertThat(grade(features(Answer.YES, Answer.NO, Answer.YES), 2048, 0, true, true, newest())
                        .letter())
                .isEqualTo(Letter.C);
        assertThat(grade(features(Answer.NO, Answer.YES, Answer.NO), 2048, 0, true, true, newest(), both())
                        .letter())
                .isEqualTo(Letter.F);
        assertThat(grade(features(Answer.NO, Answer.NO, Answer.NO), 2048, 0, true, true, newest(), both())
                        .letter())
                .isEqualTo(Letter.A_MINUS);
    }

    @Test
    void whatIsNotKnownIsNotTakenForGood() {
        List<Version> good = List.of(newest(), both());
        List<Version> doubtful =
                List.of(newest(), both(), new Version(TlsVersion.TLS10, Answer.UNKNOWN, List.of(), Order.UNKNOWN));
        assertThat(Grading.grade(good, SAFE, 0, 0, 128, true, true, false, true, List.of())
                        .letter())
                .isEqualTo(Letter.B);
        assertThat(Grading.grade(good, SAFE, 2048, 0, 128, true, true, true, false, List.of())
                        .letter())
                .isEqualTo(Letter.B);
        assertThat(Grading.grade(doubtful, SAFE, 2048, 0, 128, true, true, true, true, List.of())
                        .letter())
                .isEqualTo(Letter.B);
        Features open = features(Answer.NO, Answer.UNKNOWN, Answer.NO);
        assertThat(grade(open, 2048, 0, true, true, newest(), both()).letter()).isEqualTo(Letter.B);
    }

    @Test
    void certificatesThatAreNotInOrderHideTheGradeThatItWouldBe() {
        Grade other = grade(SAFE, 2048, 0, true, false, newest());
        assertThat(other.letter()).isEqualTo(Letter.M);
        assertThat(other.besides()).isEqualTo(Letter.A_PLUS);
        assertThat(grade(SAFE, 2048, 0, false, false, newest()).letter()).isEqualTo(Letter.T);
    }

    @Test
    void everyReasonIsASentence() {
        Grade worst = grade(
                features(Answer.NO, Answer.YES, Answer.YES),
                512,
                512,
                false,
                false,
                version(TlsVersion.TLS11, "TLS_RSA_EXPORT_WITH_RC4_40_MD5", "TLS_DH_anon_WITH_DES_CBC_SHA"),
                version(TlsVersion.SSL2));
        assertThat(worst.reasons()).hasSizeGreaterThan(8);
        assertThat(worst.reasons())
                .allSatisfy(reason ->
                        assertThat(reason.text(Locale.ENGLISH)).endsWith(".").doesNotContain("inspect."));
    }

    @Test
    void gradesAreReadAsTheyAreWritten() {
        for (Letter letter : Letter.values()) {
            if (letter.compareTo(Letter.F) <= 0) {
                assertThat(Letter.parse(letter.label())).isEqualTo(letter);
            }
        }
        assertThat(Letter.parse("a+")).isEqualTo(Letter.A_PLUS);
        for (String none : List.of("G", "M", "T")) {
            assertThatThrownBy(() -> Letter.parse(none)).isInstanceOf(FailureException.class);
        }
    }
}
