package org.netsonde.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalValuesTest {

    private static final Interval KNOWN = new Interval(12.5, 12, 13, "");
    private static final Interval ALONE = new Interval(7, Double.NaN, Double.NaN, "");

    @Test
    void barsAreALineEachEmptyWhereNothingIsKnown() {
        IntervalData bars = new IntervalData(
                "Rate",
                List.of(
                        new IntervalSeries("nio", Tone.NEUTRAL, List.of(KNOWN)),
                        new IntervalSeries("a, b", Tone.ACCENT, List.of(ALONE))),
                "",
                List.of(),
                Double::toString,
                Double::toString);
        assertThat(new IntervalValues(bars).csv())
                .isEqualTo("name,value,low,high\r\nnio,12.5,12,13\r\n\"a, b\",7,,\r\n");
    }

    @Test
    void aSweepHasALineForEachPlace() {
        IntervalData lines = new IntervalData(
                "Rate",
                List.of(new IntervalSeries("nio", Tone.NEUTRAL, List.of(KNOWN, ALONE))),
                "Size",
                List.of(16.0, 64.0),
                Double::toString,
                Double::toString);
        assertThat(new IntervalValues(lines).csv())
                .isEqualTo("name,Size,value,low,high\r\nnio,16,12.5,12,13\r\nnio,64,7,,\r\n");
    }
}
