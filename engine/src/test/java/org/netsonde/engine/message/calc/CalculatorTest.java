package org.netsonde.engine.message.calc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.message.calc.CalcException.Why;

class CalculatorTest {

    private static String evaluate(String expression) {
        try {
            return Calculator.evaluate(expression);
        } catch (CalcException e) {
            return "error";
        }
    }

    private static void refuses(String expression, Why why) {
        assertThatThrownBy(() -> Calculator.evaluate(expression))
                .isInstanceOfSatisfying(
                        CalcException.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    /** The table was written by Python: an expression, a tab, the {@code repr} of its value. */
    @Test
    void resultsAreThoseOfPython() throws IOException {
        List<String> rows;
        try (InputStream in = Objects.requireNonNull(CalculatorTest.class.getResourceAsStream("python.tsv"))) {
            rows = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
        assertThat(rows).hasSizeGreaterThan(700);
        SoftAssertions soft = new SoftAssertions();
        for (String row : rows) {
            String[] cells = row.split("\t", -1);
            soft.assertThat(evaluate(cells[0])).as(cells[0]).isEqualTo(cells[1]);
        }
        soft.assertAll();
    }

    @ParameterizedTest
    @CsvSource({
        "1/0,DIVISION_BY_ZERO,1",
        "2 + 1%0.0,DIVISION_BY_ZERO,5",
        "1e308*10,TOO_LARGE,5",
        "1e1000000000,TOO_LARGE,0",
        "2+,SYNTAX,2",
        "2 + x,SYNTAX,4",
        "(2,SYNTAX,2",
        "2),SYNTAX,1",
        "' ',EMPTY,0"
    })
    void errorsSayWhyAndWhere(String expression, Why why, int position) {
        assertThatThrownBy(() -> Calculator.evaluate(expression)).isInstanceOfSatisfying(CalcException.class, e -> {
            assertThat(e.why()).isEqualTo(why);
            assertThat(e.position()).isEqualTo(position);
        });
    }

    @Test
    void lengthAndDepthAreBounded() {
        refuses("1" + "+1".repeat(Calculator.MAX_LENGTH), Why.TOO_LONG);
        refuses("(".repeat(101) + "1" + ")".repeat(101), Why.TOO_DEEP);
        refuses("(".repeat(1_000_000), Why.TOO_LONG);
        assertThat(evaluate("(".repeat(100) + "1" + ")".repeat(100))).isEqualTo("1");
        assertThat(evaluate("-".repeat(Calculator.MAX_LENGTH - 1) + "1")).isEqualTo("-1");
    }

    @Test
    void longestNumbersAreExact() {
        String nines = "9".repeat(126);
        assertThat(evaluate(nines + "*" + nines))
                .isEqualTo(new BigInteger(nines).pow(2).toString());
        assertThat(evaluate("9".repeat(256))).hasSize(256);
        assertThat(evaluate("1/" + "9".repeat(254))).isEqualTo("1e-254");
    }

    @Test
    void signOfARemainderIsThatOfTheDivisor() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            long a = random.nextLong(-1000, 1000);
            long b = random.nextLong(-50, 50);
            String expected = b == 0 ? "error" : Long.toString(Math.floorMod(a, b));
            assertThat(evaluate(a + " % " + b)).isEqualTo(expected);
        }
    }

    @Test
    void nothingButArithmeticIsEverAccepted() {
        Random random = new Random(11);
        String alphabet = "0123456789.eE+-*/%() \tax_\"'\\\u0660\u00a0\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(24); j >= 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(evaluate(text.toString())).matches("error|-?[0-9]+|-?[0-9.]+(e[+-][0-9]+)?");
        }
    }
}
