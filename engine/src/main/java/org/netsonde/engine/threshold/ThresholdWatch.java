package org.netsonde.engine.threshold;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.metrics.Sample;

/**
 * Judges one threshold second by second. The same for a run that goes on and for one that was recorded. A second that says
 * nothing of the figure, such as one without latencies for a latency, ends a breach: the figure is not beyond the limit
 * then. Not safe for threads.
 */
final class ThresholdWatch {

    private final Threshold threshold;
    private final Measure measure;
    private long uptimeBefore = Measure.UNKNOWN;
    private long judged;
    private int times;
    private long brokenNanos;
    private @Nullable BigDecimal worst;

    /** How long the figure has been beyond the limit by now. */
    private long beyondNanos;

    private boolean broken;

    /** What a second changed. */
    enum Change {
        NONE,
        BROKEN,
        KEPT_AGAIN
    }

    /**
     * What a second told.
     *
     * @param change whether the threshold was crossed
     * @param value the figure; null where there was none
     */
    record Told(Change change, @Nullable BigDecimal value) {}

    ThresholdWatch(Threshold threshold, Measure measure) {
        this.threshold = threshold;
        this.measure = measure;
    }

    Threshold threshold() {
        return threshold;
    }

    Measure measure() {
        return measure;
    }

    /** The next second, later than all before. */
    Told second(Sample sample) {
        BigDecimal value = measure.value(sample, threshold.side(), uptimeBefore);
        uptimeBefore = sample.uptimeNanos();
        if (value != null) {
            judged += sample.intervalNanos();
            if (worst == null || threshold.worse(value, worst)) {
                worst = value;
            }
        }
        if (value == null || !threshold.brokenBy(value)) {
            boolean was = broken;
            broken = false;
            beyondNanos = 0;
            return new Told(was ? Change.KEPT_AGAIN : Change.NONE, value);
        }
        beyondNanos += sample.intervalNanos();
        if (broken) {
            brokenNanos += sample.intervalNanos();
        } else if (longEnough()) {
            broken = true;
            times++;
            brokenNanos += beyondNanos;
            return new Told(Change.BROKEN, value);
        }
        return new Told(Change.NONE, value);
    }

    /** Seconds are a little longer or shorter than a second: three of them are three seconds. */
    private boolean longEnough() {
        long needed = threshold.holding().toNanos();
        return beyondNanos >= needed - Math.min(needed / 20, 100_000_000);
    }

    ThresholdVerdict verdict() {
        return new ThresholdVerdict(threshold, measure, judged, times, brokenNanos, worst, broken);
    }
}
