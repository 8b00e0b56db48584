package org.netsonde.engine.protocol.frame.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Python's notation of reals: the shortest digits that read back as the same number. */
final class PythonFloat {

    /** Below this Java may write two digits where one would do, since it always writes two. */
    private static final double FEW_DIGITS = 1e-320;

    /** Exponents from here on, and below {@link #MIN_EXPONENT}, are written as such. */
    private static final int MAX_EXPONENT = 16;

    private static final int MIN_EXPONENT = -4;

    private PythonFloat() {}

    /** As {@code repr(float)}, or as {@code json.dumps} writes what is not finite. */
    static String repr(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        } else if (value == 0) {
            return 1 / value > 0 ? "0.0" : "-0.0";
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        StringBuilder out = new StringBuilder(24);
        if (value < 0) {
            out.append('-');
        }
        if (exponent < MIN_EXPONENT || exponent >= MAX_EXPONENT) {
            scientific(out, digits, exponent);
        } else {
            plain(out, digits, exponent);
        }
        return out.toString();
    }

    private static BigDecimal shortest(double value) {
        if (value < FEW_DIGITS) {
            BigDecimal one = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
            if (one.doubleValue() == value) {
                return one;
            }
        }
        return new BigDecimal(Double.toString(value));
    }

    private static void scientific(StringBuilder out, String digits, int exponent) {
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+');
        if (Math.abs(exponent) < 10) {
            out.append('0');
        }
        out.append(Math.abs(exponent));
    }

    private static void plain(StringBuilder out, String digits, int exponent) {
        int whole = exponent + 1;
        if (whole <= 0) {
            out.append("0.").repeat('0', -whole).append(digits);
        } else if (whole >= digits.length()) {
            out.append(digits).repeat('0', whole - digits.length()).append(".0");
        } else {
            out.append(digits, 0, whole).append('.').append(digits, whole, digits.length());
        }
    }
}
