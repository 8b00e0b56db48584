package org.netsonde.app.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.security.jwt.Jwts;

class PastedTokenTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b.c",
                " a.b.c\n",
                "Bearer a.b.c",
                "bearer\ta.b.c",
                "Authorization: Bearer a.b.c\r\n",
                "AUTHORIZATION:bearer a.b.c",
                "a.b\n.c",
                "a.b  \r\n  .c",
                "a\n\n.b.\u2028c"
            })
    void whatItWasPastedWithGoes(String pasted) {
        assertThat(PastedToken.of(pasted)).isEqualTo("a.b.c");
    }

    @Test
    void blanksWithinALineStay() {
        assertThat(PastedToken.of("a. b.c")).isEqualTo("a. b.c");
        assertThat(PastedToken.of(" \n ")).isEmpty();
    }

    /** What takes time in proportion to the square takes minutes for this. */
    @Test
    void theLongestTakesNoTime() {
        String blanks = "a" + " ".repeat(Jwts.MAX_LENGTH) + "b";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> assertThat(PastedToken.of(blanks)).isEqualTo(blanks));
    }
}
