package org.netsonde.app.panel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.metrics.MetricSpec;

/**
 * A protocol's own figures as they are shown: counters as a rate, times as a share of the time that passed, figures in
 * relation to another as a ratio, each over the last second; gauges as they are. How long something took, which may happen
 * seldom, is also known of the latest second in which it did.
 */
final class OwnFigures {

    private static final long WINDOW_MILLIS = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<MetricSpec> specs;
    private final List<String> ids;
    /** The readings of the last second. */
    private final Deque<Reading> readings = new ArrayDeque<>();
    /** The reading before them. */
    private Reading before;
    /** How long things took in the latest second in which they happened, in milliseconds. */
    private final Map<MetricSpec, Double> durations = new HashMap<>();
    /** When a figure last changed; {@link Long#MIN_VALUE} once that has been told to be over. */
    private long moved = Long.MIN_VALUE;

    private record Reading(long millis, long[] values) {}

    /**
     * Nothing has been read yet.
     *
     * @param specs the figures, in the order of samples
     */
    OwnFigures(List<MetricSpec> specs) {
        this.specs = List.copyOf(specs);
        ids = specs.stream().map(MetricSpec::id).toList();
        before = new Reading(0, new long[ids.size()]);
    }

    /** The name of a figure. */
    static String label(MetricSpec spec, Texts texts) {
        return texts.find("metric." + spec.id()).orElseGet(() -> spec.id().replace('_', ' '));
    }

    /** What the values of a figure are measured in. */
    static Unit unit(MetricSpec spec) {
        boolean time = spec.kind() == MetricSpec.Kind.TIME;
        if (spec.per() != null) {
            return time ? Unit.MILLISECONDS : Unit.RATIO;
        }
        boolean bytes = spec.measure() == MetricSpec.Measure.BYTES;
        return switch (spec.kind()) {
            case COUNTER -> bytes ? Unit.BYTES_PER_SECOND : Unit.PER_SECOND;
            case GAUGE ->
                switch (spec.measure()) {
                    case COUNT -> Unit.COUNT;
                    case BYTES -> Unit.BYTES;
                    case NANOS -> Unit.MILLISECONDS;
                    case PERCENT -> Unit.PERCENT;
                };
            case TIME -> Unit.PERCENT;
        };
    }

    /**
     * Takes a reading.
     *
     * @param at when, in milliseconds since the epoch; a clock that was set back begins anew
     * @param values running totals in the order of the figures
     */
    void read(long at, long[] values) {
        Reading latest = latest();
        if (latest == null || at < latest.millis()) {
            // What was counted before anybody looked did not happen just now.
            readings.clear();
            before = new Reading(at, values);
            durations.clear();
            moved = Long.MIN_VALUE;
        } else if (!Arrays.equals(latest.values(), values)) {
            moved = at;
        } else if (restsBefore(at)) {
            rested();
        }
        while (!readings.isEmpty() && readings.getFirst().millis() <= at - WINDOW_MILLIS) {
            before = readings.removeFirst();
        }
        readings.addLast(new Reading(at, values));
        for (MetricSpec spec : specs) {
            double duration = isDuration(spec) ? value(spec) : Double.NaN;
            if (!Double.isNaN(duration)) {
                durations.put(spec, duration);
            }
        }
    }

    private @Nullable Reading latest() {
        return readings.peekLast();
    }

    /** The value of a figure as of the last reading; NaN where there is none. */
    double value(MetricSpec spec) {
        Reading latest = latest();
        int index = ids.indexOf(spec.id());
        if (latest == null || index < 0 || index >= latest.values().length) {
            return Double.NaN;
        }
        MetricSpec per = spec.per();
        if (per != null) {
            return ratio(spec, gain(spec), gain(per));
        }
        return switch (spec.kind()) {
            case COUNTER -> gain(spec) * 1_000.0 / WINDOW_MILLIS;
            case GAUGE -> gauge(spec, latest.values()[index]);
            // What was spent before the second began may be told only now: a wait that just ended, for one.
            case TIME -> Math.min(1, gain(spec) / NANOS_PER_MILLI / WINDOW_MILLIS);
        };
    }

    private static double gauge(MetricSpec spec, long value) {
        return switch (spec.measure()) {
            case COUNT, BYTES -> (double) value;
            case NANOS -> value == 0 ? Double.NaN : value / NANOS_PER_MILLI;
            case PERCENT -> value / 100.0;
        };
    }

    /** The value of a figure; how long something took when it last happened, or in all where it is not known when. */
    double latest(MetricSpec spec) {
        Double duration = durations.get(spec);
        MetricSpec per = spec.per();
        if (duration != null) {
            return duration;
        }
        return per != null && isDuration(spec) ? ratio(spec, total(spec), total(per)) : value(spec);
    }

    private static boolean isDuration(MetricSpec spec) {
        return spec.kind() == MetricSpec.Kind.TIME && unit(spec) == Unit.MILLISECONDS;
    }

    private double total(MetricSpec spec) {
        Reading latest = latest();
        int index = ids.indexOf(spec.id());
        return latest == null || index < 0 || index >= latest.values().length ? 0 : latest.values()[index];
    }

    private static double ratio(MetricSpec spec, double gain, double others) {
        double amount = spec.kind() == MetricSpec.Kind.TIME ? gain / NANOS_PER_MILLI : gain;
        return others == 0 ? Double.NaN : amount / others;
    }

    /**
     * What a figure gained within the last second. Between two readings it is taken to have grown evenly: they may lie far
     * apart where nothing happened for long, or where an old history has been thinned.
     */
    private double gain(MetricSpec spec) {
        Reading latest = latest();
        int index = ids.indexOf(spec.id());
        if (latest == null || index < 0 || index >= latest.values().length) {
            return 0;
        }
        Reading next = readings.getFirst();
        long from = before.values()[index];
        double passed =
                (double) (latest.millis() - WINDOW_MILLIS - before.millis()) / (next.millis() - before.millis());
        double since = passed > 0 ? from + (next.values()[index] - from) * passed : from;
        return latest.values()[index] - since;
    }

    /** Whether figures moved and come to rest before a time if they stay. */
    boolean restsBefore(long at) {
        return moved != Long.MIN_VALUE && restAt() < at;
    }

    /** When nothing of the last movement is within the last second any more. */
    long restAt() {
        return moved + WINDOW_MILLIS;
    }

    /** Goes on to when the figures are at rest. */
    void rest() {
        Reading latest = latest();
        if (latest != null) {
            read(restAt() + 1, latest.values());
        }
        rested();
    }

    private void rested() {
        moved = Long.MIN_VALUE;
    }
}
