package org.netsonde.engine.protocol.frame;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.calc.PythonNumbers;
import org.netsonde.engine.protocol.frame.json.JsonReader;
import org.netsonde.engine.protocol.frame.json.JsonValue;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonInteger;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonObject;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonReal;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonString;

/** The four operations as Python does them: integers stay exact, a division gives a real. Division by zero gives 0. */
final class Calculator {

    private Calculator() {}

    /** The result of the operation that a payload asks for. */
    static JsonValue calculate(JsonObject payload) throws FrameException {
        @Nullable JsonValue operation = payload.members().get("operation");
        String name = operation instanceof JsonString word ? word.text() : "";
        JsonValue a = number(payload, "a");
        JsonValue b = number(payload, "b");
        return switch (name) {
            case "add", "subtract", "multiply" ->
                a instanceof JsonInteger x && b instanceof JsonInteger y
                        ? exact(name, new BigInteger(x.digits()), new BigInteger(y.digits()))
                        : new JsonReal(real(name, real(a), real(b)));
            case "divide" -> divide(a, b);
            default -> throw wrong(Phrase.of("problem.calculationOperation", Frame.shown(name)));
        };
    }

    private static JsonValue number(JsonObject payload, String name) throws FrameException {
        @Nullable JsonValue value = payload.members().get(name);
        if (value instanceof JsonInteger || value instanceof JsonReal) {
            return value;
        }
        throw wrong(Phrase.of("problem.calculationNumber", name));
    }

    private static FrameException wrong(Phrase phrase) {
        return new FrameException(ErrorCode.BAD_REQUEST, phrase);
    }

    private static JsonValue exact(String operation, BigInteger a, BigInteger b) throws FrameException {
        BigInteger result = switch (operation) {
            case "add" -> a.add(b);
            case "subtract" -> a.subtract(b);
            default -> a.multiply(b);
        };
        String digits = result.toString();
        if (digits.length() - (result.signum() < 0 ? 1 : 0) > JsonReader.MAX_DIGITS) {
            throw wrong(Phrase.of("problem.calculationDigits", JsonReader.MAX_DIGITS));
        }
        return new JsonInteger(digits);
    }

    private static double real(String operation, double a, double b) {
        return switch (operation) {
            case "add" -> a + b;
            case "subtract" -> a - b;
            default -> a * b;
        };
    }

    private static double real(JsonValue number) throws FrameException {
        return switch (number) {
            case JsonReal(double value) -> value;
            case JsonInteger(String digits) -> inRange(new BigInteger(digits).doubleValue());
            default -> throw new IllegalArgumentException("no number: " + number);
        };
    }

    private static double inRange(double value) throws FrameException {
        if (Double.isInfinite(value)) {
            throw wrong(Phrase.of("problem.calculationRange"));
        }
        return value;
    }

    private static JsonValue divide(JsonValue a, JsonValue b) throws FrameException {
        if (b instanceof JsonInteger(String digits) ? digits.equals("0") : real(b) == 0) {
            return new JsonInteger("0");
        } else if (a instanceof JsonInteger x && b instanceof JsonInteger y) {
            return new JsonReal(
                    inRange(PythonNumbers.quotient(new BigInteger(x.digits()), new BigInteger(y.digits()))));
        }
        return new JsonReal(real(a) / real(b));
    }
}
