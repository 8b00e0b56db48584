package org.netsonde.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.Secret;

class HeaderTest {

    @Test
    void nameAndValueAreKept() {
        assertThat(new Header("X-Bench", "a b, c=\"d\" é").value()).isEqualTo("a b, c=\"d\" é");
        assertThat(new Header().name()).isEmpty();
        assertThat(new Header("!#$%&'*+-.^_`|~", "").name()).hasSize(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a:", "a\r\nb", "é", "a/b", "(a)", "a\u0000"})
    void nameIsAToken(String name) {
        SettingsException thrown = catchThrowableOfType(SettingsException.class, () -> new Header(name, "x"));
        assertThat(thrown.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("name");
            assertThat(problem.text().args()).containsExactly(name);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-API-Key", "X-Access-Token", "X-CSRF-Token", "X-Session-Token"})
    void whatGivesAccessStandsInASecret(String name) {
        SettingsException thrown = catchThrowableOfType(SettingsException.class, () -> new Header(name, "x"));
        assertThat(thrown.problems()).extracting(p -> p.field()).containsExactly("value");
        assertThat(new Header(name, "", new Secret("s")).isSecret()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"爱丽丝", "a•", "😀", "Ā"})
    void whatWouldBeSentAsQuestionMarksIsRefused(String value) {
        SettingsException thrown = catchThrowableOfType(SettingsException.class, () -> new Header("X-Name", value));
        assertThat(thrown.problems()).extracting(p -> p.field()).containsExactly("value");
        assertThat(new Header("X-Name", "ÿ").value()).isEqualTo("ÿ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\rb", "\u0000", "\u000b", "\u007f"})
    void valueStandsOnOneLine(String value) {
        SettingsException thrown = catchThrowableOfType(SettingsException.class, () -> new Header("X", value));
        assertThat(thrown.problems()).extracting(p -> p.field()).containsExactly("value");
    }
}
