package org.netsonde.engine.threshold;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.Column;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sample;

/**
 * A figure that can have a threshold: a column of {@code metrics.csv}. Immutable.
 *
 * @param name the name of the column
 * @param label what the user calls it
 * @param unit the sign of its unit; empty for a count or a share
 * @param kind what it tells of the second that it is of
 * @param column its value in a sample
 */
public record Measure(String name, Phrase label, String unit, Kind kind, Function<Sample, BigDecimal> column) {

    /** The shortest interval of which a rate says something, in nanoseconds. */
    private static final long LEAST_FOR_RATE = 500_000_000;

    /** How much of a second it must have run for that second to count as a whole one. */
    private static final double WHOLE = 0.95;

    /** No uptime is known. */
    static final long UNKNOWN = -1;

    private static final Set<String> RATES = Set.of("rate");
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);

    /** What a figure tells of its second. */
    public enum Kind {
        /** Of the latencies in it, where there were some. */
        LATENCY,
        /** Of how much happened, for which the second must be long enough. */
        RATE,
        /** What had been counted by then, or was so. */
        STATE
    }

    /** Every figure of an endpoint, in the order of columns. */
    public static List<Measure> all(List<MetricSpec> own) {
        List<Measure> all = new ArrayList<>();
        for (Column column : Column.COMMON) {
            Kind kind = column.name().endsWith("_ms")
                    ? Kind.LATENCY
                    : RATES.contains(column.name()) ? Kind.RATE : Kind.STATE;
            all.add(new Measure(
                    column.name(), Phrase.of("figure." + column.name()), unit(column.name()), kind, column.value()));
        }
        for (int i = 0; i < own.size(); i++) {
            int index = i;
            String id = own.get(i).id();
            all.add(new Measure(
                    id,
                    Phrase.of("metric." + id),
                    unit(id),
                    Kind.STATE,
                    sample -> BigDecimal.valueOf(index < sample.own().length ? sample.own()[index] : 0)));
        }
        return List.copyOf(all);
    }

    /** The figure of that name. */
    public static Optional<Measure> find(String name, List<MetricSpec> own) {
        return all(own).stream().filter(measure -> measure.name().equals(name)).findFirst();
    }

    private static String unit(String name) {
        if (RATES.contains(name)) {
            return "/s";
        } else if (name.startsWith("bytes_")) {
            return "B";
        }
        int last = name.lastIndexOf('_');
        String end = last < 0 ? "" : name.substring(last + 1);
        return Set.of("ms", "s", "ns").contains(end) ? end : "";
    }

    /**
     * Its value in a sample, or null where the sample says nothing of it.
     *
     * @param side the side on which a threshold would be broken
     * @param uptimeBefore the uptime in the sample before; {@link #UNKNOWN} if there is none
     */
    @Nullable
    BigDecimal value(Sample sample, Threshold.Side side, long uptimeBefore) {
        long uptime = sample.uptimeNanos();
        if (kind == Kind.LATENCY) {
            return sample.latency().count() == 0 ? null : column.apply(sample);
        }
        // A short script may begin and end within one second.
        if (uptime <= 0 && uptimeBefore <= 0 && !active(sample)) {
            return null;
        }
        // Of a second in which it started or stopped, or that was cut short, too little says nothing.
        boolean wentOn = uptimeBefore != UNKNOWN && uptime >= uptimeBefore;
        long ran = wentOn ? uptime - uptimeBefore : uptime;
        boolean whole = sample.intervalNanos() >= LEAST_FOR_RATE && ran >= WHOLE * sample.intervalNanos();
        boolean counted = kind == Kind.STATE && side == Threshold.Side.ABOVE;
        return whole || counted ? column.apply(sample) : null;
    }

    private static boolean active(Sample sample) {
        return sample.latency().count() > 0
                || sample.requestRate() > 0
                || sample.errorRate() > 0
                || sample.inRate() > 0
                || sample.outRate() > 0;
    }

    /** A value with its unit, to four digits where it is no whole number. */
    public String text(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        String number = (plain.scale() <= 0 ? plain : shortened(plain)).toPlainString();
        return unit.isEmpty() ? number : number + " " + unit;
    }

    private static BigDecimal shortened(BigDecimal value) {
        // Digits before the point are never rounded away.
        int whole = value.precision() - value.scale();
        return (whole >= DIGITS.getPrecision() ? value.setScale(0, RoundingMode.HALF_UP) : value.round(DIGITS))
                .stripTrailingZeros();
    }
}
