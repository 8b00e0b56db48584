package org.netsonde.engine.protocol.xmlrpc.call;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.netsonde.engine.message.calc.PythonNumbers;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.ArrayValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.Base64Value;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.BooleanValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DateTimeValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DoubleValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.IntValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.LongValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.NilValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StringValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StructValue;

/** Writes calls and values so that {@link CallReader} reads the same back, on one line or on lines that are indented. */
public final class CallWriter {

    /** What fits a line of this many characters stands on one. */
    private static final int LINE = 100;

    private final StringBuilder out = new StringBuilder();
    private final boolean indented;

    private CallWriter(boolean indented) {
        this.indented = indented;
    }

    /** A call on one line. */
    public static String line(Document.Call call) {
        CallWriter writer = new CallWriter(false);
        writer.out.append(call.method());
        writer.list('(', call.arguments().iterator(), ')', 0);
        return writer.out.toString();
    }

    /** A value for people: on one line where it fits, else on several. */
    public static String readable(XmlRpcValue value) {
        CallWriter line = new CallWriter(false);
        line.value(value, 0);
        if (line.out.length() <= LINE) {
            return line.out.toString();
        }
        CallWriter lines = new CallWriter(true);
        lines.value(value, 0);
        return lines.out.toString();
    }

    private void value(XmlRpcValue value, int depth) {
        switch (value) {
            case IntValue(int number) -> out.append(number);
            // What needs 64 bits says so itself.
            case LongValue(long number) when number != (int) number -> out.append(number);
            case LongValue(long number) -> out.append("i8(").append(number).append(')');
            case DoubleValue(double number) -> out.append(PythonNumbers.repr(number));
            case BooleanValue(boolean flag) -> out.append(flag);
            case StringValue(String text) -> string(text);
            case DateTimeValue(String time) -> {
                out.append("dateTime(");
                string(time);
                out.append(')');
            }
            case Base64Value(byte[] bytes) ->
                out.append("base64(\"")
                        .append(Base64.getEncoder().encodeToString(bytes))
                        .append("\")");
            case ArrayValue(List<XmlRpcValue> elements) -> list('[', elements.iterator(), ']', depth);
            case StructValue(Map<String, XmlRpcValue> members) ->
                list('{', members.entrySet().iterator(), '}', depth);
            case NilValue nil -> out.append("nil");
        }
    }

    /** Values, or members with their names. */
    private void list(char open, Iterator<?> all, char close, int depth) {
        out.append(open);
        boolean some = all.hasNext();
        while (all.hasNext()) {
            lineBreak(depth + 1);
            Object next = all.next();
            if (next instanceof Map.Entry<?, ?> member) {
                string((String) member.getKey());
                out.append(": ");
                value((XmlRpcValue) member.getValue(), depth + 1);
            } else {
                value((XmlRpcValue) next, depth + 1);
            }
            if (all.hasNext()) {
                out.append(indented ? "," : ", ");
            }
        }
        if (some) {
            lineBreak(depth);
        }
        out.append(close);
    }

    private void lineBreak(int depth) {
        if (indented) {
            out.append('\n').repeat("  ", depth);
        }
    }

    private void string(String text) {
        out.append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isVisible(c)) {
                        out.appendCodePoint(c);
                    } else {
                        for (char unit : Character.toChars(c)) {
                            out.append("\\u").append(HexFormat.of().toHexDigits(unit));
                        }
                    }
                }
            }
        });
        out.append('"');
    }

    private static boolean isVisible(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED;
    }
}
