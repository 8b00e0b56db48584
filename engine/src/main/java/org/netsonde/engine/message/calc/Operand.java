package org.netsonde.engine.message.calc;

import java.math.BigInteger;
import org.netsonde.engine.message.calc.CalcException.Why;

/** A number, whole or not, and what can be done with it: by the rules of Python, where {@code /} never gives a whole one. */
sealed interface Operand {

    /** A whole number of any size; how large it can become is bounded by the length of an expression. */
    record Whole(BigInteger value) implements Operand {
        @Override
        public double real() {
            return value.doubleValue();
        }

        @Override
        public Operand negated() {
            return new Whole(value.negate());
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** A finite floating-point number. */
    record Real(double value) implements Operand {
        @Override
        public double real() {
            return value;
        }

        @Override
        public Operand negated() {
            return new Real(-value);
        }

        @Override
        public String toString() {
            return PythonNumbers.repr(value);
        }
    }

    /** The number as a floating-point number, rounded to the nearest. */
    double real();

    /** The number with the other sign. */
    Operand negated();

    /**
     * The result of an operator.
     *
     * @param operator one of {@code + - * / %}
     * @param position where it stands, for errors
     */
    default Operand apply(char operator, Operand right, int position) throws CalcException {
        if (this instanceof Whole(BigInteger a) && right instanceof Whole(BigInteger b)) {
            return whole(operator, a, b, position);
        }
        double a = real();
        double b = right.real();
        double result = switch (operator) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> a / divisor(b, position);
            default -> remainder(a, divisor(b, position));
        };
        return new Real(finite(result, position));
    }

    private static Operand whole(char operator, BigInteger a, BigInteger b, int position) throws CalcException {
        return switch (operator) {
            case '+' -> new Whole(a.add(b));
            case '-' -> new Whole(a.subtract(b));
            case '*' -> new Whole(a.multiply(b));
            case '/' -> new Real(finite(PythonNumbers.quotient(a, divisor(b, position)), position));
            default -> {
                BigInteger remainder = a.remainder(divisor(b, position));
                // The sign is that of the divisor.
                yield new Whole(remainder.signum() * b.signum() < 0 ? remainder.add(b) : remainder);
            }
        };
    }

    private static BigInteger divisor(BigInteger b, int position) throws CalcException {
        if (b.signum() == 0) {
            throw new CalcException(Why.DIVISION_BY_ZERO, position);
        }
        return b;
    }

    private static double divisor(double b, int position) throws CalcException {
        if (b == 0) {
            throw new CalcException(Why.DIVISION_BY_ZERO, position);
        }
        return b;
    }

    static double finite(double value, int position) throws CalcException {
        if (!Double.isFinite(value)) {
            throw new CalcException(Why.TOO_LARGE, position);
        }
        return value;
    }

    private static double remainder(double a, double b) {
        double remainder = a % b;
        if (remainder == 0) {
            return Math.copySign(0, b);
        }
        return (remainder < 0) == (b < 0) ? remainder : remainder + b;
    }
}
