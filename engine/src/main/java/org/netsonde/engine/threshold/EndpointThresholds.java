package org.netsonde.engine.threshold;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.metrics.SecondListener;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Annotations;
import tools.jackson.databind.JsonNode;

/**
 * The thresholds of one endpoint, judged as its seconds end. They stay raw JSON, so that what this version does not know,
 * and what is wrong, survives; one with a problem takes none of the others with it in the file, but then none is judged.
 * Crossing a threshold, and coming back, is marked in the run. Safe for threads.
 */
public final class EndpointThresholds implements SecondListener {

    private final String endpointId;
    private final EndpointMetrics metrics;
    private final Annotations annotations;
    private @Nullable JsonNode json;
    private List<ThresholdWatch> watches = List.of();

    /** No thresholds yet. */
    public EndpointThresholds(String endpointId, EndpointMetrics metrics, Annotations annotations) {
        this.endpointId = endpointId;
        this.metrics = metrics;
        this.annotations = annotations;
        metrics.onSecond(this);
    }

    /** A copy of their JSON, whatever stands there; null for none. */
    public synchronized @Nullable JsonNode json() {
        return json == null ? null : json.deepCopy();
    }

    /**
     * Takes other thresholds. Those that were there before go on being judged as they were; new ones are from now on. With
     * problems none is judged, see {@link #check}.
     */
    public synchronized void configure(@Nullable JsonNode thresholds) {
        json = thresholds == null ? null : thresholds.deepCopy();
        List<Threshold> wanted = Objects.requireNonNullElse(check().value(), List.of());
        List<ThresholdWatch> before = watches;
        watches = Thresholds.watches(wanted.stream().distinct().toList(), metrics).stream()
                .map(watch -> before.stream()
                        .filter(old -> old.threshold().equals(watch.threshold()))
                        .findFirst()
                        .orElse(watch))
                .toList();
    }

    /** What reading them gives: the thresholds or every problem. */
    public synchronized Bound<List<Threshold>> check() {
        return ThresholdJson.read(json, metrics.own());
    }

    /** Those that are judged, in order. */
    public synchronized List<Threshold> all() {
        return watches.stream().map(ThresholdWatch::threshold).toList();
    }

    /** How far each was kept to up to the newest second. */
    public synchronized List<ThresholdVerdict> verdicts() {
        return watches.stream().map(ThresholdWatch::verdict).toList();
    }

    @Override
    public void second(Sample sample, @Nullable Histogram latencies) {
        for (ThresholdWatch watch : watches()) {
            ThresholdWatch.Told told = judge(watch, sample);
            if (told.change() != ThresholdWatch.Change.NONE) {
                mark(watch, told);
            }
        }
    }

    private synchronized List<ThresholdWatch> watches() {
        return watches;
    }

    private synchronized ThresholdWatch.Told judge(ThresholdWatch watch, Sample sample) {
        return watch.second(sample);
    }

    private void mark(ThresholdWatch watch, ThresholdWatch.Told told) {
        annotations.add(
                Annotation.Kind.THRESHOLD, endpointId, words(watch, told).toString());
    }

    private static Phrase words(ThresholdWatch watch, ThresholdWatch.Told told) {
        Threshold threshold = watch.threshold();
        Measure measure = watch.measure();
        boolean above = threshold.side() == Threshold.Side.ABOVE;
        Phrase label = measure.label();
        String limit = measure.text(threshold.limit());
        BigDecimal value = told.value();
        if (told.change() == ThresholdWatch.Change.BROKEN && value != null) {
            return Phrase.of(
                    above ? "threshold.crossed.above" : "threshold.crossed.below", label, measure.text(value), limit);
        } else if (value == null) {
            return Phrase.of("threshold.ended", label, limit);
        }
        return Phrase.of(above ? "threshold.back.above" : "threshold.back.below", label, measure.text(value), limit);
    }
}
