package org.netsonde.engine.protocol;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written as {@code "64KiB"}, {@code "1.5MB"} or {@code "512"}.
 *
 * @param bytes the size, not negative
 */
public record DataSize(long bytes) {

    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,19}(?:\\.\\d{1,6})?)\\s*(?:([kmgt])(i?))?b?\\s*");

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative");
        }
    }

    /**
     * Reads a size. {@code k}, {@code M}, {@code G}, {@code T} are powers of 1000, with {@code i} of 1024.
     *
     * @throws IllegalArgumentException if it is not a size, not a whole number of bytes, or does not fit in 63 bits
     */
    public static DataSize parse(String text) {
        Matcher m = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            throw new IllegalArgumentException("not a size: " + text);
        }
        long factor = 1;
        String prefix = m.group(2);
        for (int i = 0; prefix != null && i <= "kmgt".indexOf(prefix); i++) {
            factor *= m.group(3).isEmpty() ? 1000 : 1024;
        }
        BigDecimal value = new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(factor));
        if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("too large: " + text);
        }
        try {
            return new DataSize(value.longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("not a whole number of bytes: " + text, e);
        }
    }

    /** The shortest exact form: {@code 64KiB}, {@code 1MiB}, {@code 1500}. */
    @Override
    public String toString() {
        String[] units = {"TiB", "GiB", "MiB", "KiB"};
        for (int i = 0; i < units.length; i++) {
            long unit = 1L << (10 * (units.length - i));
            if (bytes >= unit && bytes % unit == 0) {
                return bytes / unit + units[i];
            }
        }
        return Long.toString(bytes);
    }
}
