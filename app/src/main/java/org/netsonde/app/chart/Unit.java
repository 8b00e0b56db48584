package org.netsonde.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a figure is measured in and how people read it: about three digits with the fitting prefix. Stateless and safe
 * for any thread.
 */
public enum Unit {
    /** A plain count: {@code 12}, {@code 1.2k}, {@code 3.4M}. */
    COUNT(1, 1),
    /** Events per second: {@code 12/s}, {@code 1.2k/s}. */
    PER_SECOND(0, 1),
    /** Bytes, in decimal multiples: {@code 512 B}, {@code 1.2 MB}. */
    BYTES(1, 1_000),
    /** Bytes per second, in decimal multiples: {@code 512 B/s}, {@code 1.2 MB/s}. */
    BYTES_PER_SECOND(1, 1_000),
    /** A duration given in milliseconds: {@code 85.0 µs}, {@code 1.25 ms}, {@code 2.50 s}. */
    MILLISECONDS(0, 0.01),
    /** A fraction, 1 being the whole: {@code 2.5%}. */
    PERCENT(0, 0.01),
    /** How much of one thing there is for each of another: {@code 3.0}, {@code 0.25}. */
    RATIO(0, 1);

    /** Shown where there is no value. */
    public static final String NO_VALUE = "–";

    private static final List<Scale> COUNTS = decimal("", "k", "M", "G");
    private static final List<Scale> RATES = decimal("/s", "k/s", "M/s", "G/s");
    private static final List<Scale> SIZES = decimal(" B", " kB", " MB", " GB");
    private static final List<Scale> BANDWIDTHS = decimal(" B/s", " kB/s", " MB/s", " GB/s");
    private static final List<Scale> DURATIONS =
            List.of(new Scale(1e-3, " µs"), new Scale(1, " ms"), new Scale(1e3, " s"));
    private static final List<Scale> PERCENTAGES = List.of(new Scale(0.01, "%"));

    private record Scale(double divisor, String suffix) {}

    private final double smallestStep;
    private final double smallestPeak;

    Unit(double smallestStep, double smallestPeak) {
        this.smallestStep = smallestStep;
        this.smallestPeak = smallestPeak;
    }

    /** The value as text, with its unit; {@link #NO_VALUE} for NaN. */
    public String format(double value) {
        if (Double.isNaN(value)) {
            return NO_VALUE;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        if (value == 0) {
            return "0" + zeroSuffix();
        }
        double size = Math.abs(value);
        List<Scale> scales = scales();
        int at = scaleIndex(size);
        if (at + 1 < scales.size()
                && rounded(size / scales.get(at).divisor(), at) * scales.get(at).divisor()
                        >= scales.get(at + 1).divisor()) {
            at++; // 999.96 ms reads as 1.00 s, not as 1000 ms
        }
        Scale scale = scales.get(at);
        double scaled = value / scale.divisor();
        return fixed(scaled, decimals(Math.abs(scaled), at)) + scale.suffix();
    }

    /**
     * The text of an axis tick. All ticks of one axis share the prefix of its top and the decimals of its step.
     *
     * @param value where the tick is
     * @param step the distance between ticks
     * @param top the end of the axis
     */
    String tick(double value, double step, double top) {
        if (value == 0) {
            return "0";
        }
        Scale scale = scales().get(scaleIndex(top));
        int decimals = (int) Math.ceil(-Math.log10(step / scale.divisor()) - 1e-9);
        return fixed(value / scale.divisor(), Math.clamp(decimals, 0, 6)) + scale.suffix();
    }

    /** The unit of plain values, without a prefix; empty where they are counts, shares or ratios. */
    String symbol() {
        return switch (this) {
            case COUNT, RATIO, PERCENT -> "";
            case PER_SECOND -> "1/s";
            case BYTES -> "B";
            case BYTES_PER_SECOND -> "B/s";
            case MILLISECONDS -> "ms";
        };
    }

    /** The least distance between ticks that makes sense; 0 if any does. */
    double smallestStep() {
        return smallestStep;
    }

    /** What an axis shows at least, so that noise around zero is not blown up. */
    double smallestPeak() {
        return smallestPeak;
    }

    private List<Scale> scales() {
        return switch (this) {
            case COUNT, RATIO -> COUNTS;
            case PER_SECOND -> RATES;
            case BYTES -> SIZES;
            case BYTES_PER_SECOND -> BANDWIDTHS;
            case MILLISECONDS -> DURATIONS;
            case PERCENT -> PERCENTAGES;
        };
    }

    private String zeroSuffix() {
        return this == MILLISECONDS ? " ms" : scales().getFirst().suffix();
    }

    private int scaleIndex(double size) {
        List<Scale> scales = scales();
        int at = scales.size() - 1;
        while (at > 0 && size < scales.get(at).divisor()) {
            at--;
        }
        return at;
    }

    private double rounded(double scaled, int at) {
        double factor = Math.pow(10, decimals(scaled, at));
        return Math.rint(scaled * factor) / factor;
    }

    private int decimals(double scaled, int at) {
        if (this == MILLISECONDS) {
            return scaled < 10 ? 2 : scaled < 100 ? 1 : 0;
        }
        // A ratio keeps its decimal also where it is whole, so that it does not read as a count.
        if (at == 0 && (scaled >= 100 || (scaled == Math.rint(scaled) && this != RATIO))) {
            return 0;
        }
        return scaled < 0.1 ? 2 : scaled < 100 ? 1 : 0;
    }

    private static List<Scale> decimal(String... suffixes) {
        List<Scale> scales = new ArrayList<>();
        for (String suffix : suffixes) {
            scales.add(new Scale(Math.pow(1_000, scales.size()), suffix));
        }
        return List.copyOf(scales);
    }

    private static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
