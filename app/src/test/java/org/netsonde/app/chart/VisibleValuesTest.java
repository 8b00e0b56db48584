package org.netsonde.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleValuesTest {

    private static final List<Series> SERIES =
            List.of(new Series("in", Tone.ACCENT), new Series("out, all", Tone.DANGER));

    @Test
    void rowsAreThePointsInView() {
        PointBuffer points = new PointBuffer(16, 2);
        points.append(1_000, 1, 2);
        points.append(2_000, 2.5, Double.NaN);
        points.append(3_000, 3, 4);
        points.append(4_000, 9, 9);
        assertThat(new VisibleValues(SERIES, Unit.BYTES_PER_SECOND, points).csv(1_500, 3_000))
                .isEqualTo("""
                time,in (B/s),"out, all (B/s)"\r
                1970-01-01T00:00:02Z,2.5,\r
                1970-01-01T00:00:03Z,3,4\r
                """);
    }

    @Test
    void mergedPointsGiveTheirRange() {
        PointBuffer points = new PointBuffer(16, 2);
        for (int i = 0; i < 17; i++) {
            points.append(i, i, 0);
        }
        assertThat(new VisibleValues(SERIES, Unit.COUNT, points).csv(0, 2)).isEqualTo("""
                time,in min,in max,"out, all min","out, all max"\r
                1970-01-01T00:00:00Z,0,1,0,0\r
                1970-01-01T00:00:00.002Z,2,3,0,0\r
                """);
    }

    @Test
    void withoutPointsThereIsOnlyTheHeader() {
        PointBuffer points = new PointBuffer(16, 2);
        assertThat(new VisibleValues(SERIES, Unit.MILLISECONDS, points).csv(0, 9))
                .isEqualTo("time,in (ms),\"out, all (ms)\"\r\n");
    }
}
