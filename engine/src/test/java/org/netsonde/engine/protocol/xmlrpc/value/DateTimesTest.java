package org.netsonde.engine.protocol.xmlrpc.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "19980717T14:08:55",
                "1998-07-17T14:08:55",
                "19980717T140855",
                "20240229T00:00:00",
                "20161231T23:59:60",
                "19980717T14:08:55Z",
                "19980717T14:08:55.123456789+02:00",
                "00010101T00:00:00"
            })
    void datesThatExistAreTaken(String text) {
        assertThat(DateTimes.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "19980717",
                "19980717 14:08:55",
                "19981317T14:08:55",
                "20230229T00:00:00",
                "19980717T24:00:00",
                "19980717T14:60:55",
                "19980717T14:08:61",
                "19980717T14:08:55.1234567890",
                "١٩٩٨0717T14:08:55",
                "19980717T14:08:55+2:00x"
            })
    void othersAreNot(String text) {
        assertThat(DateTimes.isOne(text)).isFalse();
    }
}
