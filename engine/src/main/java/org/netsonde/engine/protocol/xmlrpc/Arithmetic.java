package org.netsonde.engine.protocol.xmlrpc;

import java.math.BigInteger;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.calc.PythonNumbers;
import org.netsonde.engine.protocol.xmlrpc.document.FaultCode;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DoubleValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.IntValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.LongValue;

/**
 * The four operations on two numbers, as Python does them. Of whole numbers the result is exact: an int where it fits, else an
 * i8, else the nearest double. With a double among them it is a double, and so is every quotient. Division by zero is a fault.
 */
enum Arithmetic {
    ADD("add"),
    SUBTRACT("subtract"),
    MULTIPLY("multiply"),
    DIVIDE("divide");

    private static final List<List<String>> SIGNATURES =
            List.of(List.of("int", "int", "int"), List.of("i8", "i8", "i8"), List.of("double", "double", "double"));
    private static final List<List<String>> OF_DIVIDE = List.of(
            List.of("double", "int", "int"), List.of("double", "i8", "i8"), List.of("double", "double", "double"));

    private final String word;

    Arithmetic(String word) {
        this.word = word;
    }

    /** The method that does it. */
    Method method() {
        return new Method(word, this == DIVIDE ? OF_DIVIDE : SIGNATURES, this::calculate);
    }

    private XmlRpcValue calculate(List<XmlRpcValue> arguments) throws FaultException {
        XmlRpcValue a = number(arguments, 0);
        XmlRpcValue b = number(arguments, 1);
        if (this == DIVIDE && real(b) == 0) {
            throw new FaultException(FaultCode.APPLICATION, Phrase.of("problem.divisionByZero"));
        } else if (a instanceof DoubleValue || b instanceof DoubleValue) {
            return new DoubleValue(ofReals(real(a), real(b)));
        } else if (this == DIVIDE) {
            return new DoubleValue(PythonNumbers.quotient(whole(a), whole(b)));
        }
        return smallest(ofWholes(whole(a), whole(b)));
    }

    private XmlRpcValue number(List<XmlRpcValue> arguments, int index) throws FaultException {
        XmlRpcValue value = arguments.get(index);
        if (value instanceof IntValue || value instanceof LongValue || value instanceof DoubleValue) {
            return value;
        }
        throw new FaultException(
                FaultCode.INVALID_PARAMETERS, Phrase.of("problem.methodNumber", word, index + 1, value.type()));
    }

    private double ofReals(double a, double b) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
        };
    }

    private BigInteger ofWholes(BigInteger a, BigInteger b) {
        return switch (this) {
            case ADD -> a.add(b);
            case SUBTRACT -> a.subtract(b);
            case MULTIPLY -> a.multiply(b);
            case DIVIDE -> throw new IllegalStateException("gives a double");
        };
    }

    private static XmlRpcValue smallest(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return new IntValue(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? new LongValue(value.longValue()) : new DoubleValue(value.doubleValue());
    }

    private static BigInteger whole(XmlRpcValue value) {
        return BigInteger.valueOf(
                switch (value) {
                    case IntValue(int number) -> number;
                    case LongValue(long number) -> number;
                    default -> throw new IllegalArgumentException("no whole number: " + value.type());
                });
    }

    private static double real(XmlRpcValue value) {
        return value instanceof DoubleValue(double number)
                ? number
                : whole(value).doubleValue();
    }
}
