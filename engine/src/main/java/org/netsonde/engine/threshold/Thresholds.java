package org.netsonde.engine.threshold;

import java.util.List;
import org.netsonde.engine.metrics.MetricsView;
import org.netsonde.engine.session.TimeRange;

/** Judges thresholds by what was sampled. Stateless. */
public final class Thresholds {

    private Thresholds() {}

    /**
     * The verdicts on a stretch of time, from the seconds that are kept of it. Where these were thinned the figures are
     * those of longer intervals, see {@link org.netsonde.engine.metrics.History}.
     *
     * @return one for each threshold whose figure there is
     */
    public static List<ThresholdVerdict> judge(List<Threshold> thresholds, MetricsView metrics, TimeRange range) {
        List<ThresholdWatch> watches = watches(thresholds, metrics);
        if (!watches.isEmpty()) {
            metrics.seconds()
                    .forEachSecond(
                            range.fromMillis(),
                            range.toMillis(),
                            sample -> watches.forEach(watch -> watch.second(sample)));
        }
        return watches.stream().map(ThresholdWatch::verdict).toList();
    }

    static List<ThresholdWatch> watches(List<Threshold> thresholds, MetricsView metrics) {
        return thresholds.stream()
                .flatMap(threshold -> Measure.find(threshold.metric(), metrics.own()).stream()
                        .map(measure -> new ThresholdWatch(threshold, measure)))
                .toList();
    }
}
