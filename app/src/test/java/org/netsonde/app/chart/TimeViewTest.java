package org.netsonde.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeViewTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final double FIRST = NOW - 600_000.0;

    private final TimeView view = new TimeView();

    @Test
    void followsThePresentByDefault() {
        assertThat(view.isLive()).isTrue();
        assertThat(view.width(NOW, FIRST)).isEqualTo(60_000);
        assertThat(view.end(NOW + 5)).isEqualTo(NOW + 5);
    }

    @Test
    void zoomKeepsTheAnchorInPlace() {
        double anchor = NOW - 45_000;
        view.zoom(0.5, anchor, NOW, FIRST);
        assertThat(view.isLive()).isFalse();
        assertThat(view.width(NOW, FIRST)).isEqualTo(30_000);
        assertThat(view.end(NOW) - anchor).isEqualTo(22_500);
    }

    @Test
    void zoomAtThePresentStaysLive() {
        view.zoom(0.5, NOW, NOW, FIRST);
        assertThat(view.isLive()).isTrue();
        assertThat(view.width(NOW, FIRST)).isEqualTo(30_000);
    }

    @Test
    void zoomHasLimits() {
        view.zoom(1e-9, NOW, NOW, FIRST);
        assertThat(view.width(NOW, FIRST)).isEqualTo(1_000);
        view.zoom(1e12, NOW, NOW, FIRST);
        assertThat(view.width(NOW, FIRST)).isLessThan(4e10);
    }

    @Test
    void panningIntoThePastPausesAndBackToThePresentResumes() {
        view.pan(-20_000, NOW, FIRST);
        assertThat(view.isLive()).isFalse();
        assertThat(view.end(NOW + 1_000)).isEqualTo(NOW - 20_000);
        view.pan(30_000, NOW + 1_000, FIRST);
        assertThat(view.isLive()).isTrue();
    }

    @Test
    void panningStopsAtTheOldestValue() {
        view.pan(-1e9, NOW, FIRST);
        assertThat(view.end(NOW)).isGreaterThan(FIRST).isLessThan(FIRST + 60_000);
    }

    @Test
    void followReturnsToTheSpan() {
        view.zoom(0.1, NOW - 50_000, NOW, FIRST);
        view.follow();
        assertThat(view.isLive()).isTrue();
        assertThat(view.width(NOW, FIRST)).isEqualTo(60_000);
    }

    @Test
    void choosingASpanReturnsToLive() {
        view.pan(-20_000, NOW, FIRST);
        view.spanProperty().set(Span.FIVE_MINUTES);
        assertThat(view.isLive()).isTrue();
        assertThat(view.width(NOW, FIRST)).isEqualTo(300_000);
    }

    @Test
    void allShowsEverythingAndGrowsInSteps() {
        view.spanProperty().set(Span.ALL);
        double width = view.width(NOW, FIRST);
        assertThat(width).isBetween(600_000.0, 630_000.0);
        assertThat(view.width(NOW + 10, FIRST)).isEqualTo(width);
        assertThat(view.width(NOW, Double.NaN)).isEqualTo(60_000);
    }

    @Test
    void aRecordedRunIsLookedAtWithinItsEnds() {
        TimeView run = TimeView.recorded(1_000_000, 1_600_000);
        assertThat(run.isLive()).isTrue();
        assertThat(run.now(9_999_999)).isEqualTo(1_600_000);

        run.show(900_000, 960_000);
        assertThat(run.shownProperty().get()).isEqualTo(new Stretch(1_000_000, 1_060_000));
        assertThat(run.isLive()).isFalse();
        run.pan(-5_000, 0, Double.NaN);
        assertThat(run.shownProperty().get()).isEqualTo(new Stretch(1_000_000, 1_060_000));
        run.pan(5_000, 0, Double.NaN);
        assertThat(run.shownProperty().get()).isEqualTo(new Stretch(1_005_000, 1_065_000));
        run.zoom(0.5, 1_005_000, 0, Double.NaN);
        assertThat(run.shownProperty().get()).isEqualTo(new Stretch(1_005_000, 1_035_000));
        run.show(1_200_000, 1_200_001);
        assertThat(run.width(0, Double.NaN)).isEqualTo(1_000);
        run.zoom(1e9, 1_200_000, 0, Double.NaN);
        assertThat(run.isLive()).isTrue();
        run.show(1_100_000, 1_200_000);
        run.follow();
        assertThat(run.shownProperty().get()).isEqualTo(run.run());
    }
}
