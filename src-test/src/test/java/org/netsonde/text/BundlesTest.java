package org.netsonde.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** The files of texts agree with each other. */
@ParameterizedClass
@FieldSource("NAMES")
class BundlesTest {

    static final List<String> NAMES = Bundle.NAMES;

    /** Names, and the way back for who cannot read Chinese. */
    private static final Set<String> SAME =
            Set.of("TCP", "UDP", "TLS", "HTTP", "WebSocket", "XML-RPC", "Netsonde", "English", "Switch to English");

    @Parameter
    String name;

    private Bundle english() {
        return Bundle.english(name);
    }

    private Bundle chinese() {
        return Bundle.chinese(name);
    }

    @Test
    void noKeyStandsTwice() {
        assertThat(english().repeated()).isEmpty();
        assertThat(chinese().repeated()).isEmpty();
    }

    @Test
    void languagesHaveTheSameKeys() {
        assertThat(english().texts()).isNotEmpty();
        assertThat(chinese().texts().keySet())
                .containsExactlyInAnyOrderElementsOf(english().texts().keySet());
    }

    @Test
    void everyPatternCanBeRead() {
        for (Bundle bundle : List.of(english(), chinese())) {
            SoftAssertions.assertSoftly(softly -> bundle.texts().forEach((key, pattern) -> {
                softly.assertThatCode(() -> new MessageFormat(pattern, Locale.ENGLISH))
                        .as("%s: %s", bundle.name(), key)
                        .doesNotThrowAnyException();
                softly.assertThat(pattern).as("%s: %s", bundle.name(), key).isNotBlank();
                // A lonely quote hides what stands behind it.
                softly.assertThat(pattern.replace("''", "").replaceAll("'[{}]+'", ""))
                        .as("%s: %s", bundle.name(), key)
                        .doesNotContain("'");
            }));
        }
        assertThatCode(() -> new MessageFormat("{0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void translationsTakeTheSameArguments() {
        Bundle chinese = chinese();
        SoftAssertions.assertSoftly(softly -> english()
                .texts()
                .forEach((key, pattern) -> softly.assertThat(
                                Bundle.arguments(chinese.texts().getOrDefault(key, "")))
                        .as(key)
                        .isEqualTo(Bundle.arguments(pattern))));
        assertThat(Bundle.arguments("{1} ''{0}'' '{2}'")).containsExactly(0, 1);
    }

    @Test
    void chineseIsChinese() {
        SoftAssertions.assertSoftly(softly -> chinese().texts().forEach((key, pattern) -> {
            String words = pattern.replaceAll("\\{[^{}]*\\}", "").strip();
            boolean hasLetters = words.codePoints().anyMatch(Character::isLetter);
            boolean hasHan =
                    words.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
            softly.assertThat(!hasLetters || hasHan || SAME.contains(words) || isNotation(words))
                    .as("%s=%s", key, pattern)
                    .isTrue();
        }));
    }

    /** What is no sentence: units, file names, keys, abbreviations. */
    private static boolean isNotation(String words) {
        return words.matches("[^ ]{0,12}( [^ a-z]+)?");
    }
}
