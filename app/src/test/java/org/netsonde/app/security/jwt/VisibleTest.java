package org.netsonde.app.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {

    @Test
    void whatTurnsTextAroundIsEscaped() {
        assertThat(Visible.json("{\n \"sub\" : \"a\u202eecila\u200b\" }"))
                .isEqualTo("{\n \"sub\" : \"a\\u202eecila\\u200b\" }");
    }

    @Test
    void whatIsSeenStays() {
        String text = "{\n  \"name\" : \"王 é 😀\"\n}";
        assertThat(Visible.json(text)).isEqualTo(text);
    }
}
