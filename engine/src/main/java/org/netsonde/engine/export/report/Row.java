package org.netsonde.engine.export.report;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.netsonde.engine.export.ExportEndpoint;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.metrics.Thinning;
import org.netsonde.engine.threshold.ThresholdVerdict;

/**
 * What is worked out of an endpoint once and stands in several places.
 *
 * @param number its number in the report, from 1
 * @param totals the figures of the range
 * @param p999 the latency that one in a thousand exceeds, in nanoseconds
 * @param latencyBeyond whether the percentiles are also of latencies outside the range, as none finer are known
 * @param verdicts how far its thresholds were kept to
 */
record Row(
        int number,
        ExportEndpoint endpoint,
        Sample totals,
        long p999,
        boolean latencyBeyond,
        List<ThresholdVerdict> verdicts) {

    private static final double PER_MILLE = 99.9;
    /** Intervals are about a second long, so one may reach out of the range by that. */
    private static final long SLACK_MILLIS = 2_000;

    static Row of(int number, ExportEndpoint endpoint) {
        Histogram histogram = endpoint.histogram();
        boolean beyond = !endpoint.whole()
                && histogram.getTotalCount() > 0
                && (histogram.getStartTimeStamp() < endpoint.range().fromMillis() - SLACK_MILLIS
                        || histogram.getEndTimeStamp() - SLACK_MILLIS
                                > endpoint.range().toMillis());
        return new Row(
                number,
                endpoint,
                endpoint.totals(),
                histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(PER_MILLE),
                beyond,
                endpoint.verdicts());
    }

    String id() {
        return "endpoint-" + number;
    }

    Percentiles latency() {
        return totals.latency();
    }

    boolean thinned() {
        Thinning thinning = endpoint.metrics().seconds().thinned();
        return thinning.untilMillis() >= endpoint.range().fromMillis() && !thinning.equals(Thinning.NONE);
    }

    long broken() {
        return verdicts.stream().filter(ThresholdVerdict::broken).count();
    }
}
