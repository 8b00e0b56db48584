package org.netsonde.engine.message.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.protocol.SettingsException;

class RegexProblemTest {

    @ParameterizedTest
    @CsvSource({
        "(a, regexNoParenthesis, ",
        "a), regexExtraParenthesis, ",
        "x[a, regexNoBracket, 2",
        "x[z-a], regexRange, 3",
        "x\\q, regexEscape, 2",
        "x\\, regexBackslash, ",
        "(?P<a, regexName, 1",
        "(?P<a>x)(?P<a>y), regexNameTwice, ",
        "x(?=y), regexPerl, 2",
        "a**, regexRepeatTwice, 2",
        "'a{3,2}', regexCount, 2",
        "a|*, regexRepeatNothing, 3"
    })
    void everyReasonIsSaidInTheLanguageOfTheReader(String pattern, String key, String at) {
        assertThatThrownBy(() -> RegexMatcher.compile(pattern)).isInstanceOfSatisfying(SettingsException.class, e -> {
            var text = e.problems().getFirst().text();
            assertThat(text.key()).isEqualTo("problem." + key);
            assertThat(text.text(Locale.ENGLISH)).contains(at == null ? "" : "at character " + at);
            assertThat(text.text(Locale.SIMPLIFIED_CHINESE)).contains("RE2 正则表达式：");
        });
    }
}
