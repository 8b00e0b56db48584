package org.netsonde.engine.protocol;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 30s}, {@code 1.5s}, {@code 5m}, {@code 1h30m}. */
public final class Durations {

    private static final Pattern PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(ns|us|µs|ms|s|m|h|d)\\s*");
    private static final String[] UNITS = {"d", "h", "m", "s", "ms", "us", "ns"};

    private Durations() {}

    /**
     * Reads a duration; {@code 0} needs no unit.
     *
     * @throws IllegalArgumentException if it is not a duration, finer than a nanosecond, or longer than 292 years
     */
    public static Duration parse(String text) {
        String rest = text.strip().toLowerCase(Locale.ROOT);
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        Matcher m = PART.matcher(rest);
        BigDecimal total = BigDecimal.ZERO;
        int end = 0;
        while (end < rest.length() && m.find(end) && m.start() == end) {
            total = total.add(new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(nanos(m.group(2)))));
            end = m.end();
        }
        if (end == 0 || end != rest.length() || total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        try {
            return Duration.ofNanos(total.longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("finer than a nanosecond: " + text, e);
        }
    }

    /** The shortest exact form, such as {@code 30s}, {@code 250ms} or {@code 1h30m}. */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0";
        }
        StringBuilder out = new StringBuilder();
        for (String unit : UNITS) {
            long size = nanos(unit);
            if (nanos >= size) {
                out.append(nanos / size).append(unit);
                nanos %= size;
            }
        }
        return out.toString();
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 86_400_000_000_000L;
        };
    }
}
