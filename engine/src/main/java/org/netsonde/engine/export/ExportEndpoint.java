package org.netsonde.engine.export;

import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.MetricsView;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.TimeRange;
import org.netsonde.engine.threshold.ThresholdVerdict;
import org.netsonde.engine.threshold.Thresholds;
import org.netsonde.engine.traffic.TrafficSource;

/**
 * One endpoint as exports see it.
 *
 * @param endpoint the endpoint in its session
 * @param range what of it is exported
 * @param before the newest sample before that, all 0 if there is none: counts in the range are those of {@code last} less
 *     these
 * @param last the second that ends the export: what was counted up to then is in it, and nothing later
 */
public record ExportEndpoint(SessionEndpoint endpoint, TimeRange range, Sample before, Sample last) {

    /** The part of an endpoint that lies in a time. */
    static ExportEndpoint of(SessionEndpoint endpoint, TimeRange range) {
        MetricsView metrics = endpoint.metrics();
        Sample newest = metrics.latest();
        Sample[] found = {Sample.zero(metrics.own().size())};
        metrics.seconds().forEach(0, range.fromMillis() - 1, sample -> found[0] = sample);
        Sample before = found[0];
        if (newest.atMillis() > range.toMillis()) {
            metrics.seconds().forEachSecond(range.fromMillis(), range.toMillis(), sample -> found[0] = sample);
        } else if (newest.atMillis() >= range.fromMillis()) {
            found[0] = newest;
        }
        return new ExportEndpoint(endpoint, range, before, found[0]);
    }

    /** What it is. */
    public EndpointInfo info() {
        return endpoint.info();
    }

    /** Its figures, not only those in the range. */
    public MetricsView metrics() {
        return endpoint.metrics();
    }

    /** What crossed it, not only in the range. */
    public TrafficSource traffic() {
        return endpoint.traffic();
    }

    /**
     * The figures of the range as one sample: counts are of what happened in it, what goes up and down is as it was at its
     * end; the latencies are those of {@link #latency}.
     */
    public Sample totals() {
        long[] own = last.own().clone();
        for (int i = 0; i < own.length; i++) {
            boolean gauge = metrics().own().get(i).kind() == MetricSpec.Kind.GAUGE;
            own[i] -= gauge ? 0 : before.own()[i];
        }
        long requests = last.requests() - before.requests();
        long errors = last.errors() - before.errors();
        double rate = requests <= 0 ? 1 : Math.min(1, (double) errors / requests);
        return new Sample(
                last.atMillis(),
                last.intervalNanos(),
                last.uptimeNanos(),
                last.open(),
                last.total() - before.total(),
                requests,
                errors,
                last.bytesIn() - before.bytesIn(),
                last.bytesOut() - before.bytesOut(),
                last.messagesIn() - before.messagesIn(),
                last.messagesOut() - before.messagesOut(),
                last.requestRate(),
                errors <= 0 ? 0 : rate,
                last.inRate(),
                last.outRate(),
                latency(),
                own);
    }

    /** How far its thresholds were kept to in the range, as they stand in {@link #info}. */
    public List<ThresholdVerdict> verdicts() {
        return Thresholds.judge(info().thresholds(), metrics(), range);
    }

    /** Whether the range is all that there is of it. */
    public boolean whole() {
        return range.fromMillis() <= 0 && range.toMillis() >= metrics().latest().atMillis();
    }

    /** The percentiles of all latencies in the range. */
    public Percentiles latency() {
        return whole() ? metrics().lifeLatency() : Percentiles.of(histogram());
    }

    /** All latencies in the range, in nanoseconds. */
    public Histogram histogram() {
        Histogram[] sum = {null};
        latencies(each -> {
            if (sum[0] == null) {
                sum[0] = each;
            } else {
                sum[0].add(each);
            }
        });
        return sum[0] == null ? new Histogram(2) : sum[0];
    }

    /** The latencies of each interval in the range, see {@link SessionEndpoint#latencies}. */
    public void latencies(Consumer<Histogram> consumer) {
        endpoint.latencies(range, consumer);
    }

    /** The time of the first second of the range from a time on; {@code Long.MAX_VALUE} if there is none. */
    long nextSecond(long fromMillis) {
        long from = Math.max(fromMillis, range.fromMillis());
        if (last.atMillis() < from) {
            return Long.MAX_VALUE;
        }
        return Math.min(metrics().seconds().nextSecond(from).orElse(Long.MAX_VALUE), last.atMillis());
    }

    /** Each second of the range, oldest first; the last is {@link #last}. */
    public void forEachSecond(Consumer<Sample> consumer) {
        forEachSecond(range.fromMillis(), range.toMillis(), consumer);
    }

    /** Each second of the range from one time to another, both inclusive, oldest first. */
    public void forEachSecond(long fromMillis, long toMillis, Consumer<Sample> consumer) {
        long from = Math.max(fromMillis, range.fromMillis());
        long to = Math.min(toMillis, range.toMillis());
        metrics().seconds().forEachSecond(from, Math.min(to, last.atMillis() - 1), consumer);
        if (from <= last.atMillis() && last.atMillis() <= to) {
            consumer.accept(last);
        }
    }
}
