package org.netsonde.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "COUNT; 0; 0",
                "COUNT; 7; 7",
                "COUNT; 0.26; 0.3",
                "COUNT; 12.34; 12.3",
                "COUNT; 999; 999",
                "COUNT; 999.7; 1.0k",
                "COUNT; 1234; 1.2k",
                "COUNT; 12345; 12.3k",
                "COUNT; 999949; 1.0M",
                "COUNT; 3400000; 3.4M",
                "COUNT; 5e12; 5000G",
                "COUNT; -1500; -1.5k",
                "PER_SECOND; 0; 0/s",
                "PER_SECOND; 1500; 1.5k/s",
                "BYTES; 512; 512 B",
                "BYTES; 65536; 65.5 kB",
                "BYTES_PER_SECOND; 0; 0 B/s",
                "BYTES_PER_SECOND; 1200000; 1.2 MB/s",
                "MILLISECONDS; 0; 0 ms",
                "MILLISECONDS; 0.0005; 0.50 µs",
                "MILLISECONDS; 0.085; 85.0 µs",
                "MILLISECONDS; 0.9999; 1.00 ms",
                "MILLISECONDS; 1.254; 1.25 ms",
                "MILLISECONDS; 42.06; 42.1 ms",
                "MILLISECONDS; 999.7; 1.00 s",
                "MILLISECONDS; 150000; 150 s",
                "PERCENT; 0; 0%",
                "PERCENT; 0.0005; 0.05%",
                "PERCENT; 0.025; 2.5%",
                "PERCENT; 1; 100%",
                "PERCENT; 0.5; 50%",
                "RATIO; 0; 0",
                "RATIO; 3; 3.0",
                "RATIO; 2.46; 2.5",
                "RATIO; 0.031; 0.03",
                "RATIO; 250; 250",
                "RATIO; 1500; 1.5k",
            })
    void formatShowsAboutThreeDigitsAndTheFittingPrefix(Unit unit, double value, String text) {
        assertThat(unit.format(value)).isEqualTo(text);
    }

    @Test
    void formatTellsMissingAndInfiniteValues() {
        assertThat(Unit.COUNT.format(Double.NaN)).isEqualTo(Unit.NO_VALUE);
        assertThat(Unit.COUNT.format(Double.POSITIVE_INFINITY)).isEqualTo("∞");
        assertThat(Unit.COUNT.format(Double.NEGATIVE_INFINITY)).isEqualTo("-∞");
    }

    @Test
    void ticksOfOneAxisSharePrefixAndDecimals() {
        assertThat(Unit.MILLISECONDS.tick(0.5, 0.5, 2)).isEqualTo("0.5 ms");
        assertThat(Unit.MILLISECONDS.tick(1, 0.5, 2)).isEqualTo("1.0 ms");
        assertThat(Unit.MILLISECONDS.tick(0.02, 0.02, 0.08)).isEqualTo("20 µs");
        assertThat(Unit.BYTES_PER_SECOND.tick(500_000, 500_000, 1_500_000)).isEqualTo("0.5 MB/s");
        assertThat(Unit.COUNT.tick(200, 200, 800)).isEqualTo("200");
        assertThat(Unit.PERCENT.tick(0.005, 0.005, 0.02)).isEqualTo("0.5%");
        assertThat(Unit.COUNT.tick(0, 5, 10)).isEqualTo("0");
        assertThat(Unit.RATIO.tick(1, 0.5, 2)).isEqualTo("1.0");
    }
}
