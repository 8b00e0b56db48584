package org.netsonde.app.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonLayoutTest {

    @Test
    void indentingKeepsEveryDigit() {
        assertThat(JsonLayout.indented("{\"a\":[1.10,1e400,123456789012345678901234567890],\"b\":\"\\u00e9\"}"))
                .contains("""
                        {
                          "a" : [
                            1.10,
                            1E+400,
                            123456789012345678901234567890
                          ],
                          "b" : "é"
                        }""");
    }

    @Test
    void saysWhereATextIsNoJson() {
        assertThat(JsonLayout.look("{\n  \"a\": 1,\n}")).isInstanceOfSatisfying(JsonLayout.Bad.class, bad -> {
            assertThat(bad.line()).isEqualTo(3);
            assertThat(bad.column()).isPositive();
            assertThat(bad.reason()).isNotBlank().doesNotContain("Source", "\n");
        });
        assertThat(JsonLayout.look("{} {}")).isInstanceOf(JsonLayout.Bad.class);
        assertThat(JsonLayout.look("{\"a\": 1, \"a\": 2}"))
                .as("one would vanish")
                .isInstanceOf(JsonLayout.Bad.class);
        assertThat(JsonLayout.look("[".repeat(100_000))).isInstanceOf(JsonLayout.Bad.class);
        assertThat(JsonLayout.look("  \n")).isInstanceOf(JsonLayout.Empty.class);
        assertThat(JsonLayout.look("\"" + "x".repeat(JsonLayout.MOST) + "\"")).isInstanceOf(JsonLayout.TooLong.class);
    }
}
