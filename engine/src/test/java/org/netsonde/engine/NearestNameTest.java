package org.netsonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    @ParameterizedTest
    @CsvSource({"cuonter, counter", "tpc, tcp", "Time, time", "conection, connection"})
    void aSlipOfTheFingerIsPutRight(String typed, String meant) {
        assertThat(NearestName.of(typed, List.of("counter", "tcp", "time", "connection", "0")))
                .isEqualTo(meant);
    }

    @Test
    void nameWithoutACommonLetterIsNotSuggested() {
        assertThat(NearestName.of("x", List.of("0", "1", "no"))).isNull();
        assertThat(NearestName.of("", List.of("0", "no"))).isNull();
    }
}
