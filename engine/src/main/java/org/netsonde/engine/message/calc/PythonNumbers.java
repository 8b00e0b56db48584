package org.netsonde.engine.message.calc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Numbers as Python divides and writes them. */
public final class PythonNumbers {

    /** More bits than a double has, so that rounding once more at the end changes nothing. */
    private static final int QUOTIENT_BITS = 66;

    /** Beyond these powers of two a quotient is out of range, or nothing. */
    private static final int MAX_POWER = Double.MAX_EXPONENT + 2;

    private static final int MIN_POWER = Double.MIN_EXPONENT - 60;

    private PythonNumbers() {}

    /**
     * The number nearest to the quotient of two integers, however large they are; infinite where it is out of range. By way
     * of two floating-point numbers it would be rounded three times.
     *
     * @param b not 0
     */
    public static double quotient(BigInteger a, BigInteger b) {
        double sign = (a.signum() < 0) == (b.signum() < 0) ? 1 : -1;
        int power = a.bitLength() - b.bitLength();
        if (a.signum() == 0 || power < MIN_POWER) {
            return sign * 0.0;
        } else if (power > MAX_POWER) {
            return sign * Double.POSITIVE_INFINITY;
        }
        int shift = QUOTIENT_BITS - power;
        BigInteger[] parts =
                a.abs().shiftLeft(Math.max(0, shift)).divideAndRemainder(b.abs().shiftLeft(Math.max(0, -shift)));
        // What remains only matters where the quotient would be half way between two numbers: one more bit tells.
        BigInteger bits = parts[0].shiftLeft(1).or(BigInteger.valueOf(parts[1].signum()));
        BigDecimal scale = new BigDecimal(BigInteger.TWO.pow(Math.abs(shift + 1)));
        BigDecimal exact = shift + 1 < 0 ? new BigDecimal(bits).multiply(scale) : new BigDecimal(bits).divide(scale);
        return sign * exact.doubleValue();
    }

    /** The shortest digits that read back as the same number, as Python's {@code repr} has them. */
    public static String repr(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        String sign = Double.compare(value, 0.0) < 0 ? "-" : "";
        if (value == 0) {
            return sign + "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        if (point > 16 || point < -3) {
            String rest = digits.length() == 1 ? "" : "." + digits.substring(1);
            int exponent = point - 1;
            return sign + digits.charAt(0) + rest + "e" + (exponent < 0 ? "-" : "+")
                    + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        } else if (point <= 0) {
            return sign + "0." + "0".repeat(-point) + digits;
        } else if (point >= digits.length()) {
            return sign + digits + "0".repeat(point - digits.length()) + ".0";
        }
        return sign + digits.substring(0, point) + "." + digits.substring(point);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (digits.precision() == 2) {
            // Java always writes two digits, which for the smallest numbers is one more than it takes.
            BigDecimal one = digits.round(new MathContext(1));
            if (one.doubleValue() == value) {
                return one.stripTrailingZeros();
            }
        }
        return digits;
    }
}
