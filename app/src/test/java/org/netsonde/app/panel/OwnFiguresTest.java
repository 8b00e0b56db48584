package org.netsonde.app.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.app.chart.Unit;
import org.netsonde.engine.metrics.MetricSpec;

class OwnFiguresTest {

    private static final MetricSpec ROUNDS = MetricSpec.counter("rounds");
    private static final MetricSpec KEYS = MetricSpec.counter("keys").per(ROUNDS);
    private static final MetricSpec WAITED = MetricSpec.time("waited");
    private static final MetricSpec WAITED_PER_ROUND = WAITED.per(ROUNDS);
    private static final MetricSpec ROUND_TIME = MetricSpec.duration("round_time_ns", ROUNDS);
    private static final MetricSpec OPEN = MetricSpec.gauge("open_files");
    private static final double EXACTLY = 1e-9;

    private final OwnFigures figures = new OwnFigures(List.of(ROUNDS, KEYS, WAITED, OPEN));

    private void read(long at, long rounds, long keys, long waitedNanos, long open) {
        figures.read(at, new long[] {rounds, keys, waitedNanos, open});
    }

    @Test
    void nothingReadHasNoValue() {
        assertThat(figures.value(ROUNDS)).isNaN();
        assertThat(figures.value(MetricSpec.counter("unknown"))).isNaN();
    }

    @Test
    void whatWasCountedBeforeTheFirstReadingIsNoGain() {
        read(10_000, 5_000, 9_000, 7_000_000_000L, 3);

        assertThat(figures.value(ROUNDS)).isZero();
        assertThat(figures.value(WAITED)).isZero();
        assertThat(figures.value(KEYS)).isNaN();
        assertThat(figures.value(OPEN)).isEqualTo(3);
    }

    @Test
    void eachKindIsShownInItsOwnWayOverTheLastSecond() {
        for (int tenth = 0; tenth <= 30; tenth++) {
            read(10_000 + tenth * 100, tenth * 4, tenth * 10, tenth * 25_000_000L, tenth);
        }

        assertThat(figures.value(ROUNDS)).isCloseTo(40, within(EXACTLY));
        assertThat(figures.value(KEYS)).isCloseTo(2.5, within(EXACTLY));
        assertThat(figures.value(WAITED)).isCloseTo(0.25, within(EXACTLY));
        assertThat(figures.value(WAITED_PER_ROUND)).isCloseTo(6.25, within(EXACTLY));
        assertThat(figures.value(OPEN)).isEqualTo(30);
    }

    @Test
    void aTimeOfTheMomentIsInMillisecondsAndNoneWhereItIsZero() {
        MetricSpec time = MetricSpec.gauge("time_ns").inNanos();
        OwnFigures times = new OwnFigures(List.of(time));

        times.read(10_000, new long[] {250_000});
        assertThat(OwnFigures.unit(time)).isEqualTo(Unit.MILLISECONDS);
        assertThat(times.value(time)).isCloseTo(0.25, within(EXACTLY));
        assertThat(times.latest(time)).isCloseTo(0.25, within(EXACTLY));

        times.read(10_100, new long[] {0});
        assertThat(times.value(time)).isNaN();
        assertThat(times.latest(time)).isNaN();
    }

    @Test
    void aRatioHasNoValueWhereItsDenominatorStands() {
        read(10_000, 0, 0, 0, 0);
        read(10_100, 0, 5, 0, 0);

        assertThat(figures.value(KEYS)).isNaN();
    }

    @Test
    void aWaitThatEndsNowIsNoMoreThanAllOfTheSecond() {
        read(10_000, 0, 0, 0, 0);
        read(15_000, 1, 1, 5_000_000_000L, 0);

        assertThat(figures.value(WAITED)).isEqualTo(1);
    }

    @Test
    void readingsFarApartHaveTheRateBetweenThem() {
        read(10_000, 0, 0, 0, 0);
        read(10_100, 1, 1, 90_000_000L, 0);
        // An hour in which only time went on, read as its end moves.
        read(3_610_000, 3_601, 1, 3_240_000_000_000L + 90_000_000L, 0);
        read(3_610_100, 3_601, 1, 3_240_000_000_000L + 180_000_000L, 0);

        assertThat(figures.value(ROUNDS)).isCloseTo(0.9, within(1e-3));
        assertThat(figures.value(KEYS)).isZero();
        assertThat(figures.value(WAITED)).isCloseTo(0.9, within(1e-3));
    }

    @Test
    void figuresComeToRestASecondAfterTheirLastGain() {
        read(10_000, 0, 0, 0, 2);
        read(10_100, 1, 1, 0, 2);
        assertThat(figures.restsBefore(11_100)).isFalse();
        assertThat(figures.restsBefore(11_101)).isTrue();

        figures.rest();

        assertThat(figures.value(ROUNDS)).isZero();
        assertThat(figures.value(KEYS)).isNaN();
        assertThat(figures.value(OPEN)).isEqualTo(2);
        assertThat(figures.restsBefore(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void aDurationIsTheMeanOfTheLastSecondAndKnownUntilTheNext() {
        OwnFigures figures = new OwnFigures(List.of(ROUNDS, ROUND_TIME));
        figures.read(10_000, new long[] {4, 100_000_000});
        assertThat(figures.value(ROUND_TIME)).isNaN();
        assertThat(figures.latest(ROUND_TIME)).as("of all so far").isEqualTo(25);

        figures.read(10_100, new long[] {6, 103_000_000});
        assertThat(figures.value(ROUND_TIME)).isCloseTo(1.5, within(EXACTLY));
        figures.read(12_000, new long[] {6, 103_000_000});

        assertThat(figures.value(ROUND_TIME)).isNaN();
        assertThat(figures.latest(ROUND_TIME)).isCloseTo(1.5, within(EXACTLY));
        assertThat(figures.latest(ROUNDS)).isZero();
    }

    @Test
    void aDurationOfWhatNeverHappenedHasNoValue() {
        OwnFigures figures = new OwnFigures(List.of(ROUNDS, ROUND_TIME));
        assertThat(figures.latest(ROUND_TIME)).isNaN();

        figures.read(10_000, new long[] {0, 0});

        assertThat(figures.latest(ROUND_TIME)).isNaN();
    }

    @Test
    void aClockThatWasSetBackBeginsAnew() {
        read(10_000, 0, 0, 0, 0);
        read(5_000, 9, 9, 0, 0);
        assertThat(figures.value(ROUNDS)).isZero();

        read(5_500, 10, 9, 0, 0);

        assertThat(figures.value(ROUNDS)).isEqualTo(1);
    }

    @Test
    void unitsFollowFromTheKindOfTheFigure() {
        assertThat(OwnFigures.unit(ROUNDS)).isEqualTo(Unit.PER_SECOND);
        assertThat(OwnFigures.unit(KEYS)).isEqualTo(Unit.RATIO);
        assertThat(OwnFigures.unit(WAITED)).isEqualTo(Unit.PERCENT);
        assertThat(OwnFigures.unit(WAITED_PER_ROUND)).isEqualTo(Unit.MILLISECONDS);
        assertThat(OwnFigures.unit(ROUND_TIME)).isEqualTo(Unit.MILLISECONDS);
        assertThat(OwnFigures.unit(OPEN)).isEqualTo(Unit.COUNT);
        assertThat(OwnFigures.unit(OPEN.inBytes())).isEqualTo(Unit.BYTES);
        assertThat(OwnFigures.unit(ROUNDS.inBytes())).isEqualTo(Unit.BYTES_PER_SECOND);
        assertThat(OwnFigures.unit(OPEN.inPercent())).isEqualTo(Unit.PERCENT);
    }

    @Test
    void hundredthsAreShownAsTheShareThatTheyAre() {
        MetricSpec level = MetricSpec.gauge("level").inPercent();
        OwnFigures figures = new OwnFigures(List.of(level));

        figures.read(10_000, new long[] {25});

        assertThat(Unit.PERCENT.format(figures.value(level))).isEqualTo("25%");
    }
}
