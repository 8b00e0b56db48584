package org.netsonde.engine.session.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.TimeRange;

/**
 * What an endpoint did within a time, second by second: the seconds in which it ran. Where nothing tells whether it ran,
 * as in what was imported, all seconds count.
 */
final class Run {

    private static final double NANOS_PER_SECOND = 1e9;
    /** The last second of a run may be a sliver, whose rates say nothing. */
    private static final long SLIVER_NANOS = 500_000_000;
    /** A day and a half of seconds; what is longer is compared by its beginning. */
    private static final int MOST = 1 << 17;

    private static final int DIGITS = 2;

    private final List<Second> seconds;
    private final Histogram latencies = new Histogram(DIGITS);

    /**
     * One second.
     *
     * @param errors failures per second
     */
    private record Second(Sample sample, double errors) {}

    private Run(List<Second> seconds) {
        this.seconds = seconds;
    }

    /** Reads an endpoint. */
    static Run of(SessionEndpoint endpoint, TimeRange range) {
        List<Second> all = new ArrayList<>();
        Sample[] before = {null};
        endpoint.metrics().seconds().forEach(0, range.fromMillis() - 1, sample -> before[0] = sample);
        endpoint.metrics().seconds().forEachSecond(range.fromMillis(), range.toMillis(), sample -> {
            if (sample.intervalNanos() >= SLIVER_NANOS && all.size() < MOST) {
                long errors = sample.errors() - (before[0] == null ? 0 : before[0].errors());
                all.add(new Second(sample, Math.max(0, errors) * NANOS_PER_SECOND / sample.intervalNanos()));
            }
            before[0] = sample;
        });
        List<Second> running =
                all.stream().filter(second -> second.sample().uptimeNanos() > 0).toList();
        Run run = new Run(running.isEmpty() ? all : running);
        endpoint.latencies(range, run.latencies::add);
        return run;
    }

    /** The value of a figure in each second that has one. */
    double[] values(Figure figure) {
        ToDoubleFunction<Second> value = switch (figure) {
            case REQUESTS -> s -> s.sample().requestRate();
            case BYTES_IN -> s -> s.sample().inRate();
            case BYTES_OUT -> s -> s.sample().outRate();
            case ERRORS -> Second::errors;
            case OPEN -> s -> s.sample().open();
            case LATENCY_MEAN -> s -> s.sample().latency().mean();
            case LATENCY_P50 -> s -> s.sample().latency().p50();
            case LATENCY_P90 -> s -> s.sample().latency().p90();
            case LATENCY_P99 -> s -> s.sample().latency().p99();
            case LATENCY_MAX -> s -> s.sample().latency().max();
        };
        return seconds.stream()
                .filter(s -> !figure.isLatency() || s.sample().latency().count() > 0)
                .mapToDouble(value)
                .toArray();
    }

    /** The value of a figure over the whole run; NaN where there is none. */
    double whole(Figure figure) {
        if (!figure.isLatency()) {
            return Arrays.stream(values(figure)).average().orElse(Double.NaN);
        }
        if (latencies.getTotalCount() == 0) {
            return Double.NaN;
        }
        return switch (figure) {
            case LATENCY_MEAN -> latencies.getMean();
            case LATENCY_P50 -> latencies.getValueAtPercentile(50);
            case LATENCY_P90 -> latencies.getValueAtPercentile(90);
            case LATENCY_P99 -> latencies.getValueAtPercentile(99);
            default -> latencies.getMaxValue();
        };
    }
}
