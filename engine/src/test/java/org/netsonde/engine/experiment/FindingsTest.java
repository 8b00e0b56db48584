package org.netsonde.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netsonde.engine.experiment.Measured.AXIS;
import static org.netsonde.engine.experiment.Measured.MEDIAN;
import static org.netsonde.engine.experiment.Measured.RATE;
import static org.netsonde.engine.experiment.Measured.point;
import static org.netsonde.engine.experiment.Measured.ratio;
import static org.netsonde.engine.experiment.Measured.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.experiment.Measured.Ratio;

class FindingsTest {

    private static Findings english(ExperimentResult result) {
        // Whatever is said has its text in both languages: a key would show.
        assertThat(Findings.of(result, Locale.SIMPLIFIED_CHINESE).all())
                .noneMatch(text -> text.contains("experiment.") || text.contains("measure."))
                .hasSameSizeAs(Findings.of(result, Locale.ENGLISH).all());
        Findings findings = Findings.of(result, Locale.ENGLISH);
        assertThat(findings.all()).noneMatch(text -> text.contains("experiment.") || text.contains("{"));
        return findings;
    }

    private static Findings single(Figure main, Ratio... ratios) {
        return english(result(main, null, point(null, main, 24, ratios)));
    }

    private static Figure figure(Measure.Unit unit, boolean higherIsBetter) {
        return new Figure("figure", unit, higherIsBetter);
    }

    @Test
    void aHigherRateIsSaidWithItsFiguresAndHowSureItIs() {
        Findings findings = single(RATE, new Ratio("epoll", 1.42, 1.38, 1.47));

        assertThat(findings.headline()).isEqualTo("epoll does 1.42 times as much in a second as nio.");
        assertThat(findings.sentences())
                .containsExactly("epoll does 1.42 times as much in a second as nio: rate 56.8k/s against 40k/s"
                        + " (95 % sure between 1.38 and 1.47; 24 rounds).");
        assertThat(findings.warnings()).isEmpty();
        assertThat(findings.notes()).containsExactly("io_uring is not available on this machine, so it is left out.");
    }

    @Test
    void whereTheFirstIsAheadTheHeadlineIsAboutIt() {
        Findings findings = single(RATE, new Ratio("epoll", 0.5, 0.4, 0.625));

        assertThat(findings.headline()).isEqualTo("nio does 2.00 times as much in a second as epoll.");
        assertThat(findings.sentences().getFirst())
                .startsWith("epoll does only 0.50 times as much in a second as nio")
                .contains("between 0.40 and 0.63");
    }

    @Test
    void ofTimesLessIsBetter() {
        assertThat(single(MEDIAN, new Ratio("epoll", 1.25, 1.2, 1.3)).sentences())
                .containsExactly("epoll is 1.25 times as fast as nio: median latency 160 µs against 200 µs"
                        + " (95 % sure between 1.20 and 1.30; 24 rounds).");
        Findings slower = single(MEDIAN, new Ratio("epoll", 0.8, 0.64, 0.9));
        assertThat(slower.headline()).isEqualTo("nio is 1.25 times as fast as epoll.");
        assertThat(slower.sentences())
                .containsExactly("epoll takes 1.25 times as long as nio: median latency 250 µs against 200 µs"
                        + " (95 % sure between 1.11 and 1.56; 24 rounds).");
    }

    @Test
    void wordsGoByWhatIsCounted() {
        assertThat(single(figure(Measure.Unit.BYTES_PER_SECOND, true), ratio("b", 2))
                        .headline())
                .isEqualTo("b moves 2.00 times as many bytes in a second as nio.");
        assertThat(single(figure(Measure.Unit.SHARE, true), ratio("b", 2)).headline())
                .isEqualTo("b reaches 2.00 times as much as nio.");
        assertThat(single(figure(Measure.Unit.BYTES, false), ratio("b", 2)).sentences())
                .first()
                .asString()
                .startsWith("b needs only 0.50 times as much as nio: figure 20 kB against 40 kB")
                .contains("between 0.48 and 0.53");
        assertThat(single(figure(Measure.Unit.COUNT, false), ratio("b", 0.5)).sentences())
                .first()
                .asString()
                .startsWith("b needs 2.00 times as much as nio");
    }

    @Test
    void noDifferenceThatMattersIsAFindingToo() {
        Findings findings = single(RATE, new Ratio("epoll", 1.001, 0.998, 1.004));

        assertThat(findings.headline()).isEqualTo("No difference that matters.");
        assertThat(findings.sentences())
                .containsExactly("epoll and nio: no difference of more than 5 % (the ratio is between 0.998 and 1.004;"
                        + " 24 rounds).");
    }

    @Test
    void whatIsNotToldApartIsSaidToBe() {
        Findings findings = single(RATE, new Ratio("epoll", 1.05, 0.97, 1.12));

        assertThat(findings.headline()).isEqualTo("Not told apart: more time would tell.");
        assertThat(findings.sentences())
                .containsExactly("epoll and nio are not told apart: the ratio is between 0.97 and 1.12 (24 rounds);"
                        + " more time would tell.");
    }

    @Test
    void moreTimeIsNotPromisedWhereThereAreNoMoreRounds() {
        PointResult point = point(null, RATE, RunLimits.MOST_ROUNDS, new Ratio("epoll", 1.05, 0.97, 1.12));

        assertThat(english(result(RATE, null, point)).sentences())
                .containsExactly("epoll and nio are not told apart: the ratio is between 0.97 and 1.12, even after 400"
                        + " rounds.");
    }

    @Test
    void tooFewRoundsSayNothing() {
        PointResult point = point(null, RATE, 3, new Ratio("epoll", 1.5, Double.NaN, Double.NaN));

        Findings findings = english(result(RATE, null, point));

        assertThat(findings.headline()).isEqualTo("Not told apart: more time would tell.");
        assertThat(findings.sentences())
                .containsExactly("epoll and nio: 3 rounds are too few to say anything; more time would tell.");
    }

    @Test
    void ofSeveralTheBestIsNamed() {
        assertThat(single(RATE, ratio("a", 1.5), ratio("b", 2)).headline())
                .isEqualTo("b is ahead of all others: b does 2.00 times as much in a second as nio.");
        assertThat(single(RATE, ratio("a", 0.5), ratio("b", 0.7)).headline()).isEqualTo("nio is ahead of all others.");
    }

    @Test
    void whoseIntervalsMeetShareTheLead() {
        assertThat(single(RATE, ratio("a", 1.95), ratio("b", 2), ratio("c", 1.5))
                        .headline())
                .isEqualTo("a and b do best; they are not told apart from each other.");
        assertThat(single(RATE, new Ratio("a", 1, 0.99, 1.01), ratio("b", 0.5)).headline())
                .isEqualTo("nio and a do best; they are not told apart from each other.");
        assertThat(single(RATE, new Ratio("a", 1.5, 0.9, 2), ratio("b", 1.3)).headline())
                .isEqualTo("b is ahead of nio, but not of all others beyond doubt.");
        assertThat(single(RATE, new Ratio("a", 1.5, 0.9, 2), ratio("b", 0.3)).headline())
                .isEqualTo("nio and a do best; they are not told apart from each other.");
        assertThat(single(RATE, new Ratio("a", 1, 0.9, 1.1), new Ratio("b", 1, 0.99, 1.01), ratio("c", 0.3))
                        .headline())
                .isEqualTo("nio, a and b do best; they are not told apart from each other.");
        assertThat(single(RATE, new Ratio("a", 1, 0.9, 1.1), ratio("b", 0.3), new Ratio("c", 1, Double.NaN, Double.NaN))
                        .headline())
                .isEqualTo("Not told apart: more time would tell.");
    }

    @Test
    void aSideThatCouldNotBeComparedKeepsTheLeadInDoubt() {
        assertThat(single(RATE, ratio("b", 1.3), new Ratio("a", Double.NaN, Double.NaN, Double.NaN))
                        .headline())
                .isEqualTo("b is ahead of nio, but not of all others beyond doubt.");
    }

    private static Findings sweep(Ratio... ratios) {
        List<PointResult> points = new ArrayList<>();
        for (int i = 0; i < ratios.length; i++) {
            points.add(point(AXIS.values().get(i), RATE, 24, ratios[i]));
        }
        return english(result(RATE, AXIS, ExperimentResult.Ending.TIME, points));
    }

    @Test
    void aSweepIsSummedUpBeforeItsPoints() {
        Findings findings = sweep(ratio("epoll", 1.2), ratio("epoll", 1.5), ratio("epoll", 3));

        assertThat(findings.headline()).isEqualTo("epoll is ahead at every point.");
        assertThat(findings.sentences()).hasSize(4);
        assertThat(findings.sentences().getFirst())
                .isEqualTo("epoll is ahead of nio at every point; the ratio goes from 1.20 to 3.00.");
        assertThat(findings.sentences().get(3))
                .startsWith("clients 1,024: epoll does 3.00 times as much in a second as nio");
    }

    @Test
    void aSweepSaysWhereTheLeadChanges() {
        Findings findings = sweep(ratio("epoll", 0.5), ratio("epoll", 0.8), ratio("epoll", 3));

        assertThat(findings.headline()).isEqualTo("nio is ahead up to clients 64, epoll from 1,024.");
        assertThat(findings.sentences().getFirst())
                .isEqualTo("epoll is behind nio up to clients 64; from 1,024 it is ahead of nio.");
    }

    @Test
    void aSweepSaysFromWhereOnOneIsAhead() {
        Ratio same = new Ratio("epoll", 1, 0.99, 1.01);

        assertThat(sweep(same, same, ratio("epoll", 2)).headline())
                .isEqualTo("epoll is ahead from clients 1,024; up to 64, none is ahead beyond doubt.");
        assertThat(sweep(ratio("epoll", 2), same, same).headline())
                .isEqualTo("epoll is ahead up to clients 1; from 64, none is ahead beyond doubt.");
        assertThat(sweep(same, same, same).headline()).isEqualTo("No difference that matters at any point.");
        assertThat(sweep(same, same, same).sentences().getFirst())
                .isEqualTo("epoll does as well as nio at every point.");
        assertThat(sweep(same, new Ratio("epoll", 1, 0.8, 1.2), same).headline())
                .isEqualTo("At no point is one of them ahead of all others beyond doubt.");
    }

    @Test
    void aSweepThatGoesToAndFroIsCounted() {
        Findings findings = sweep(ratio("epoll", 2), ratio("epoll", 0.5), ratio("epoll", 2));

        assertThat(findings.headline()).isEqualTo("Which is ahead depends on: clients.");
        assertThat(findings.sentences().getFirst())
                .isEqualTo("epoll against nio: ahead at 2 points, behind at 1, no clear difference at 0.");
    }

    @Test
    void aSweepOfWhichOnePointWasReachedIsThatPoint() {
        Findings findings = english(result(
                RATE, AXIS, ExperimentResult.Ending.CANCELLED, List.of(point(1.0, RATE, 12, ratio("epoll", 2)))));

        assertThat(findings.headline()).isEqualTo("clients 1: epoll does 2.00 times as much in a second as nio.");
        assertThat(findings.sentences()).hasSize(1);
        assertThat(findings.warnings()).containsExactly("It was ended early; this is what was measured until then.");
    }

    @Test
    void whatFailedIsAWarning() {
        PointResult point = new PointResult(
                null,
                10,
                List.of(Measured.side("nio", RATE, 100, 10, 0), Measured.side("epoll", RATE, 200, 10, 25)),
                List.of());

        assertThat(english(result(RATE, null, point)).warnings())
                .containsExactly("epoll: 25 of 10,025 units of work failed. Figures count only what was done.");
    }

    @Test
    void whereNothingWasMeasuredThatIsSaid() {
        Findings findings = english(result(RATE, null, ExperimentResult.Ending.CANCELLED, List.of()));

        assertThat(findings.headline()).isEqualTo("Nothing was measured.");
        assertThat(findings.sentences()).isEmpty();
        assertThat(findings.warnings()).hasSize(1);
    }

    @Test
    void chineseIsChinese() {
        ExperimentResult result = result(RATE, null, point(null, RATE, 24, new Ratio("epoll", 1.42, 1.38, 1.47)));

        assertThat(Findings.of(result, Locale.SIMPLIFIED_CHINESE).sentences())
                .containsExactly(
                        "epoll 每秒完成的工作量是 nio 的 1.42 倍：速率分别为 56.8k/s 和 40k/s（有 95 % 的把握在 1.38 与 1.47" + " 之间；共 24 轮）。");
    }

    @Test
    void numbersHaveThreeDigitsAndTheFittingPrefix() {
        ExperimentWords words = new ExperimentWords(Locale.ENGLISH);

        assertThat(words.value(Measure.Unit.NANOS, 999.96)).isEqualTo("1.00 µs");
        assertThat(words.value(Measure.Unit.NANOS, 1_234_567)).isEqualTo("1.23 ms");
        assertThat(words.value(Measure.Unit.NANOS, 12_345_678_901.0)).isEqualTo("12.3 s");
        assertThat(words.value(Measure.Unit.PER_SECOND, 0)).isEqualTo("0/s");
        assertThat(words.value(Measure.Unit.BYTES_PER_SECOND, 2_500_000)).isEqualTo("2.50 MB/s");
        assertThat(words.value(Measure.Unit.SHARE, 0.425)).isEqualTo("42.5 %");
        assertThat(words.value(Measure.Unit.COUNT, Double.NaN)).isEqualTo("–");
        assertThat(words.at(AXIS, 0.5)).isEqualTo("0.5");
    }
}
