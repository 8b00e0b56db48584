package org.netsonde.engine.message.calc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0.0,0.0",
        "-0.0,-0.0",
        "1.0,1.0",
        "-1.5,-1.5",
        "1e15,1000000000000000.0",
        "1e16,1e+16",
        "123456789012345678,1.2345678901234568e+17",
        "0.0001,0.0001",
        "0.00001,1e-05",
        "1.5e-7,1.5e-07",
        "4.9e-324,5e-324",
        "9.9e-324,1e-323",
        "2e-323,2e-323",
        "1.7976931348623157e308,1.7976931348623157e+308",
        "2e23,2e+23",
        "Infinity,inf",
        "-Infinity,-inf",
        "NaN,nan"
    })
    void isWrittenAsPythonDoes(double value, String expected) {
        assertThat(PythonNumbers.repr(value)).isEqualTo(expected);
    }

    @Test
    void readsBackAsTheSameNumber() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(PythonNumbers.repr(value))).isEqualTo(value);
            }
        }
    }
}
