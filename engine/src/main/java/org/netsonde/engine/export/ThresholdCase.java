package org.netsonde.engine.export;

import java.util.Locale;
import org.netsonde.engine.threshold.Measure;
import org.netsonde.engine.threshold.ThresholdVerdict;

/** The test case that a threshold was kept to. Stateless. */
final class ThresholdCase {

    private static final double NANOS_PER_SECOND = 1e9;

    private ThresholdCase() {}

    static JunitCase of(String endpoint, ThresholdVerdict verdict) {
        JunitCase.Result result = switch (verdict.outcome()) {
            case KEPT -> JunitCase.Result.PASSED;
            case BROKEN -> JunitCase.Result.FAILED;
            case NOT_JUDGED -> JunitCase.Result.SKIPPED;
        };
        Measure measure = verdict.measure();
        String worst = verdict.worst() == null ? "-" : measure.text(verdict.worst());
        String message = switch (result) {
            case PASSED -> "";
            case FAILED ->
                verdict.threshold() + ": broken " + verdict.times() + " times, for "
                        + String.format(Locale.ROOT, "%.1f", verdict.brokenNanos() / NANOS_PER_SECOND)
                        + " s; worst " + worst;
            case SKIPPED -> verdict.threshold() + ": nothing was measured";
        };
        return new JunitCase(
                endpoint,
                "not " + verdict.threshold(),
                verdict.judgedNanos() / NANOS_PER_SECOND,
                result,
                "threshold",
                message,
                "worst: " + worst,
                "");
    }
}
