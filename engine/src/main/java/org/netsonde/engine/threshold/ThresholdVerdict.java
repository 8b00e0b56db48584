package org.netsonde.engine.threshold;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far a threshold was kept to.
 *
 * @param threshold the threshold
 * @param measure the figure
 * @param judgedNanos how long there was something to judge by
 * @param times how often it was broken
 * @param brokenNanos how long it was broken in all, in nanoseconds, from the first bad second on
 * @param worst the value furthest on the bad side, whether it broke the threshold or not; null where there was none
 * @param brokenNow whether it is broken at the end
 */
public record ThresholdVerdict(
        Threshold threshold,
        Measure measure,
        long judgedNanos,
        int times,
        long brokenNanos,
        @Nullable BigDecimal worst,
        boolean brokenNow) {

    /** The end of the matter. */
    public enum Outcome {
        /** It was never broken. */
        KEPT,
        /** It was broken. */
        BROKEN,
        /** There was nothing to judge by. */
        NOT_JUDGED
    }

    /** What came of it. */
    public Outcome outcome() {
        if (times > 0) {
            return Outcome.BROKEN;
        }
        return worst == null ? Outcome.NOT_JUDGED : Outcome.KEPT;
    }

    /** Whether it was broken. */
    public boolean broken() {
        return times > 0;
    }
}
