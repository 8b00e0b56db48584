package org.netsonde.engine.protocol.xmlrpc.document;

import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.netsonde.engine.protocol.xmlrpc.value.DateTimes;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.Base64Value;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.BooleanValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DateTimeValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DoubleValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.IntValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.LongValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.NilValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StringValue;

/** Values that hold no others, of the text of their elements. Stateless. */
final class Scalars {

    /** More than any number of these sizes needs, leading zeros aside. */
    private static final int MAX_INTEGER = 100;

    /** The largest double has 309 digits, and what Java writes exactly of the smallest has 1,075. */
    private static final int MAX_DOUBLE = 1200;

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DOUBLE =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?");
    private static final Pattern SPACE = Pattern.compile("[ \t\r\n]+");

    private Scalars() {}

    /** The value of an element whose end has just been read. */
    static XmlRpcValue read(String type, XmlEvents events) throws DocumentException {
        String text = events.text();
        return switch (type) {
            case "string" -> new StringValue(text);
            // What the first three are short for is common, and Python reads it, too.
            case "i1", "i2", "i4", "int" -> integer(text.strip(), type, events);
            case "i8" -> new LongValue(whole(text.strip(), type, events));
            case "boolean" -> bool(text.strip(), events);
            case "double", "float" -> new DoubleValue(real(text.strip(), type, events));
            case "dateTime.iso8601" -> {
                if (!DateTimes.isOne(text.strip())) {
                    throw wrong("problem.xmlDateTime", text, events);
                }
                yield new DateTimeValue(text.strip());
            }
            case "base64" -> base64(text, events);
            case "nil" -> {
                if (!events.isBlank()) {
                    throw wrong("problem.xmlNil", text, events);
                }
                yield new NilValue();
            }
            default -> throw wrong("problem.xmlType", type, events);
        };
    }

    private static DocumentException wrong(String key, String text, XmlEvents events) {
        return events.problem(FaultCode.NOT_XML_RPC, key, XmlEvents.shown(text.strip()));
    }

    private static XmlRpcValue integer(String text, String type, XmlEvents events) throws DocumentException {
        long whole = whole(text, type, events);
        if (whole != (int) whole) {
            throw wrong("problem.xmlInt", text, events);
        }
        return new IntValue((int) whole);
    }

    private static long whole(String text, String type, XmlEvents events) throws DocumentException {
        if (text.length() > MAX_INTEGER || !INTEGER.matcher(text).matches()) {
            throw events.problem(FaultCode.NOT_XML_RPC, "problem.xmlWhole", XmlEvents.shown(text), type);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong("problem.xmlLong", text, events);
        }
    }

    private static XmlRpcValue bool(String text, XmlEvents events) throws DocumentException {
        return switch (text) {
            case "0" -> new BooleanValue(false);
            case "1" -> new BooleanValue(true);
            default -> throw wrong("problem.xmlBoolean", text, events);
        };
    }

    /** As Python's {@code float} reads it, which is more than the specification has. */
    private static double real(String text, String type, XmlEvents events) throws DocumentException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (text.length() > MAX_DOUBLE || !DOUBLE.matcher(text).matches()) {
                    throw events.problem(FaultCode.NOT_XML_RPC, "problem.xmlReal", XmlEvents.shown(text), type);
                }
                yield Double.parseDouble(text);
            }
        };
    }

    private static XmlRpcValue base64(String text, XmlEvents events) throws DocumentException {
        try {
            return new Base64Value(
                    Base64.getDecoder().decode(SPACE.matcher(text).replaceAll("")));
        } catch (IllegalArgumentException e) {
            throw events.problem(FaultCode.NOT_XML_RPC, "problem.xmlBase64");
        }
    }
}
