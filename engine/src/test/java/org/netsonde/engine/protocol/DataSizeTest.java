package org.netsonde.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "512B, 512",
        "64KiB, 65536",
        "64 kib, 65536",
        "64K, 64000",
        "1.5MB, 1500000",
        "1MiB, 1048576",
        "2G, 2000000000",
        "1TiB, 1099511627776",
        "' 7 ', 7"
    })
    void readsWhatPeopleWrite(String text, long bytes) {
        assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "-1", "1.5", "0.1KiB", "1,5MB", "1XB", "1 2", "9999999999TiB", "1e3", "5i", "5iB", "٣"})
    void refusesWhatIsNotASize(String text) {
        assertThatThrownBy(() -> DataSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1500, 1500",
        "1024, 1KiB",
        "65536, 64KiB",
        "1048576, 1MiB",
        "1073741824, 1GiB",
        "3298534883328, 3TiB"
    })
    void showsTheShortestExactForm(long bytes, String text) {
        assertThat(new DataSize(bytes)).hasToString(text);
    }

    @Test
    void whatIsShownReadsBack() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            DataSize size = new DataSize((random.nextLong() >>> 1 >>> random.nextInt(60)) & -1L << random.nextInt(30));
            assertThat(DataSize.parse(size.toString())).isEqualTo(size);
        }
    }

    @Test
    void sizeIsNotNegative() {
        assertThatThrownBy(() -> new DataSize(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
