package org.netsonde.engine.session.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.session.compare.Evidence.Verdict;

class EvidenceTest {

    private static final int FIVE_MINUTES = 300;

    private final Random random = new Random(20_261_125);

    /** Values around a level, each with that correlation to the one before. */
    private double[] series(int length, double correlation, double level, double deviation) {
        double[] values = new double[length];
        double state = random.nextGaussian();
        double fresh = Math.sqrt(1 - correlation * correlation);
        for (int i = 0; i < length; i++) {
            values[i] = level + deviation * state;
            state = correlation * state + fresh * random.nextGaussian();
        }
        return values;
    }

    /** How often two runs of the same process are said to differ by more than chance. */
    private double falsePositives(int length, double correlation, int runs) {
        int wrong = 0;
        for (int i = 0; i < runs; i++) {
            Evidence evidence =
                    Evidence.of(series(length, correlation, 100, 20), series(length, correlation, 100, 20), 1);
            wrong += evidence.verdict() == Verdict.SIGNIFICANT ? 1 : 0;
        }
        return (double) wrong / runs;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.6, 0.8})
    void equalRunsSeldomDifferHoweverMuchSecondsDependOnEachOther(double correlation) {
        assertThat(falsePositives(FIVE_MINUTES, correlation, 2_000)).isLessThan(0.025);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9})
    void shortEqualRunsSeldomDiffer(double correlation) {
        assertThat(falsePositives(60, correlation, 2_000)).isLessThan(0.03);
    }

    /** What blocks are for: without them the test is wrong every third time. */
    @Test
    void secondsTakenForIndependentWouldDifferOften() {
        int wrong = 0;
        for (int i = 0; i < 500; i++) {
            MannWhitney naive = MannWhitney.of(series(FIVE_MINUTES, 0.8, 100, 20), series(FIVE_MINUTES, 0.8, 100, 20));
            wrong += naive.p() < Evidence.LEVEL ? 1 : 0;
        }
        assertThat(wrong).isGreaterThan(100);
    }

    @Test
    void aClearDifferenceIsFound() {
        int found = 0;
        for (int i = 0; i < 200; i++) {
            double[] a = series(120, 0.3, 100, 10);
            double[] b = series(120, 0.3, 120, 10);
            found += Evidence.of(a, b, 0.2).verdict() == Verdict.SIGNIFICANT ? 1 : 0;
        }
        // The others happen to look as if they had a long memory, and are too short then.
        assertThat(found).isGreaterThan(190);
    }

    @Test
    void aSureButSmallDifferenceDoesNotMatter() {
        Evidence evidence = Evidence.of(series(FIVE_MINUTES, 0, 100, 1), series(FIVE_MINUTES, 0, 102, 1), 0.02);

        assertThat(evidence.p()).isLessThan(Evidence.LEVEL);
        assertThat(evidence.verdict()).isEqualTo(Verdict.SMALL);
    }

    @Test
    void fewSecondsAreTooShort() {
        Evidence evidence = Evidence.of(series(12, 0, 100, 1), series(300, 0, 200, 1), 1);

        assertThat(evidence.verdict()).isEqualTo(Verdict.TOO_SHORT);
        assertThat(evidence.secondsA()).isEqualTo(12);
        assertThat(evidence.secondsB()).isEqualTo(300);
        assertThat(evidence.neededSeconds()).isGreaterThanOrEqualTo(Evidence.LEAST_SECONDS);
    }

    @Test
    void aTrendLeavesTooFewIndependentValues() {
        double[] rising = new double[120];
        Arrays.setAll(rising, i -> i);
        Evidence evidence = Evidence.of(rising, series(120, 0, 100, 1), 0.7);

        assertThat(evidence.verdict()).isEqualTo(Verdict.TOO_SHORT);
        assertThat(evidence.neededSeconds()).isGreaterThan(120);
    }

    @Test
    void constantRunsCanBeCompared() {
        double[] zeros = new double[60];
        double[] ones = new double[60];
        Arrays.fill(ones, 1);

        assertThat(Evidence.of(zeros, zeros, 0).verdict()).isEqualTo(Verdict.CHANCE);
        assertThat(Evidence.of(zeros, ones, Double.POSITIVE_INFINITY).verdict()).isEqualTo(Verdict.SIGNIFICANT);
    }

    @Test
    void withoutValuesThereIsNothingToCompare() {
        assertThat(Evidence.of(new double[0], new double[30], Double.NaN).verdict())
                .isEqualTo(Verdict.NO_VALUES);
    }

    @Test
    void theMemoryOfValuesIsEstimated() {
        assertThat(Blocks.memory(series(20_000, 0, 5, 1))).isCloseTo(1, within(0.1));
        // (1 + 0.5) / (1 − 0.5) and (1 + 0.8) / (1 − 0.8)
        assertThat(Blocks.memory(series(20_000, 0.5, 5, 1))).isCloseTo(3, within(0.4));
        assertThat(Blocks.memory(series(20_000, 0.8, 5, 1))).isCloseTo(9, within(1.5));
    }

    @Test
    void blocksAreAveragedAndTheRestIsLeftOut() {
        assertThat(Blocks.means(new double[] {1, 3, 5, 7, 9}, 2)).containsExactly(2, 6);
    }
}
