package org.netsonde.app.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {

    private final WholeNumber number = new WholeNumber(1, 1000, () -> 7);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "-3", "1e3", "12345678901234567890"})
    void whatIsNoNumberLeavesItAsItWas(String text) {
        assertThat(number.fromString(text)).isEqualTo(7);
    }

    @Test
    void nothingAtAllLeavesItAsItWas() {
        assertThat(number.fromString(null)).isEqualTo(7);
        assertThat(new WholeNumber(1, 1000, () -> null).fromString("x")).isOne();
        assertThat(number.toString(null)).isEmpty();
    }

    @Test
    void numbersStayInRange() {
        assertThat(number.fromString(" 42 ")).isEqualTo(42);
        assertThat(number.fromString("0")).isOne();
        assertThat(number.fromString("5000")).isEqualTo(1000);
        assertThat(number.toString(42)).isEqualTo("42");
    }
}
