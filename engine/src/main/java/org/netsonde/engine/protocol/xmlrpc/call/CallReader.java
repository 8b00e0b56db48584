package org.netsonde.engine.protocol.xmlrpc.call;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.XmlCharacters;
import org.netsonde.engine.protocol.xmlrpc.value.DateTimes;
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

/**
 * Reads a call as people write it: a name, and in parentheses what JSON has with a few words more.
 *
 * <ul>
 *   <li>{@code 5} is an int, and an i8 where it needs more than 32 bits; {@code i8(5)} always is an i8
 *   <li>{@code 2.5}, {@code 1e9}, {@code double(5)}, {@code nan}, {@code inf} and {@code -inf} are doubles
 *   <li>{@code true} and {@code false}; {@code nil}, which {@code null} is as well
 *   <li>{@code "text"} with the escapes of JSON, or between single quotes
 *   <li>{@code dateTime("19980717T14:08:55")} and {@code base64("aGVsbG8=")}
 *   <li>{@code [1, 2]} is an array, <code>{"a": 1, b: 2}</code> a struct
 * </ul>
 *
 * Python's {@code True}, {@code False} and {@code None} are read, too. Depth and number of values are bounded. Used by one
 * thread.
 */
public final class CallReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:/-]{1," + Document.Call.MAX_NAME + "}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]{1,6})?");

    /** More digits than any number of these types has. */
    private static final int MAX_NUMBER = 1200;

    private final String text;
    private int at;
    private int values;

    private CallReader(String text) {
        this.text = text;
    }

    /** Reads a call. */
    public static Document.Call read(String text) throws CallException {
        return new CallReader(text).call();
    }

    /** Whether a text can be the name of a method in a call that is written. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private Document.Call call() throws CallException {
        skipSpace();
        String name = match(NAME);
        if (name.isEmpty()) {
            throw problem("problem.callName", at);
        }
        List<XmlRpcValue> arguments = new ArrayList<>();
        skipSpace();
        // A name alone calls without arguments.
        if (at < text.length()) {
            take('(', "problem.callOpen");
            skipSpace();
            while (!tookEnd(')', arguments.isEmpty(), "problem.callArguments")) {
                arguments.add(value(0));
                skipSpace();
            }
            skipSpace();
            if (at < text.length()) {
                throw problem("problem.callExtra", at);
            }
        }
        return new Document.Call(name, arguments);
    }

    private XmlRpcValue value(int depth) throws CallException {
        skipSpace();
        if (depth > XmlRpcValue.MAX_DEPTH) {
            throw problem("problem.callDepth", at, XmlRpcValue.MAX_DEPTH);
        } else if (++values > XmlRpcValue.MAX_VALUES) {
            throw problem("problem.callValues", at, XmlRpcValue.MAX_VALUES);
        }
        char c = peek();
        return switch (c) {
            case '"', '\'' -> new StringValue(string());
            case '[' -> array(depth);
            case '{' -> struct(depth);
            default -> Character.isLetter(c) || text.startsWith("-i", at) ? word() : number();
        };
    }

    private XmlRpcValue array(int depth) throws CallException {
        at++;
        List<XmlRpcValue> elements = new ArrayList<>();
        skipSpace();
        while (!tookEnd(']', elements.isEmpty(), "problem.callElements")) {
            elements.add(value(depth + 1));
            skipSpace();
        }
        return new ArrayValue(elements);
    }

    private XmlRpcValue struct(int depth) throws CallException {
        at++;
        Map<String, XmlRpcValue> members = new LinkedHashMap<>();
        skipSpace();
        while (!tookEnd('}', members.isEmpty(), "problem.callMembers")) {
            skipSpace();
            int start = at;
            String key = peek() == '"' || peek() == '\'' ? string() : match(KEY);
            if (at == start) {
                throw problem("problem.callKey", at);
            } else if (members.containsKey(key)) {
                throw problem("problem.callKeyTwice", start, shown(key));
            }
            skipSpace();
            take(':', "problem.callColon");
            members.put(key, value(depth + 1));
            skipSpace();
        }
        return new StructValue(members);
    }

    /** Passes over what ends a list, which is true, or over the comma before its next element, of which the first has none. */
    private boolean tookEnd(char end, boolean first, String key) throws CallException {
        if (peek() == end) {
            at++;
            return true;
        } else if (!first) {
            take(',', key);
        }
        return false;
    }

    private XmlRpcValue word() throws CallException {
        int start = at;
        boolean minus = peek() == '-';
        if (minus) {
            at++;
        }
        String word = match(KEY);
        if (minus) {
            if (word.equals("inf")) {
                return new DoubleValue(Double.NEGATIVE_INFINITY);
            }
            throw problem("problem.callValue", start);
        }
        return switch (word) {
            case "true", "True" -> new BooleanValue(true);
            case "false", "False" -> new BooleanValue(false);
            case "nil", "null", "None" -> new NilValue();
            case "nan" -> new DoubleValue(Double.NaN);
            case "inf" -> new DoubleValue(Double.POSITIVE_INFINITY);
            case "int", "i4", "i8", "double" -> typedNumber(word);
            case "dateTime", "base64" -> typedText(word);
            default -> throw problem("problem.callWord", start, shown(text.substring(start, Math.max(at, start + 1))));
        };
    }

    private XmlRpcValue typedNumber(String type) throws CallException {
        skipSpace();
        take('(', "problem.callType");
        skipSpace();
        int start = at;
        String digits = match(NUMBER);
        if (digits.isEmpty()) {
            throw problem("problem.callNumber", start);
        }
        skipSpace();
        take(')', "problem.callTypeEnd");
        return switch (type) {
            case "double" -> new DoubleValue(real(digits, start));
            case "i8" -> new LongValue(whole(digits, start));
            default -> {
                long whole = whole(digits, start);
                if (whole != (int) whole) {
                    throw problem("problem.callInt", start, shown(digits));
                }
                yield new IntValue((int) whole);
            }
        };
    }

    private XmlRpcValue typedText(String type) throws CallException {
        skipSpace();
        take('(', "problem.callType");
        skipSpace();
        int start = at;
        if (peek() != '"' && peek() != '\'') {
            throw problem("problem.callText", start);
        }
        String content = string();
        skipSpace();
        take(')', "problem.callTypeEnd");
        if (type.equals("base64")) {
            try {
                return new Base64Value(Base64.getDecoder().decode(content.replaceAll("[ \t\r\n]+", "")));
            } catch (IllegalArgumentException e) {
                throw problem("problem.callBase64", start);
            }
        } else if (!DateTimes.isOne(content)) {
            throw problem("problem.callDateTime", start, shown(content));
        }
        return new DateTimeValue(content);
    }

    private XmlRpcValue number() throws CallException {
        int start = at;
        String digits = match(NUMBER);
        if (digits.isEmpty()) {
            throw problem("problem.callValue", start);
        } else if (digits.matches(".*[.eE].*")) {
            return new DoubleValue(real(digits, start));
        }
        long whole = whole(digits, start);
        return whole == (int) whole ? new IntValue((int) whole) : new LongValue(whole);
    }

    private long whole(String digits, int start) throws CallException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw problem("problem.callWhole", start, shown(digits));
        }
    }

    private double real(String digits, int start) throws CallException {
        double value = digits.length() > MAX_NUMBER ? Double.NaN : Double.parseDouble(digits);
        if (!Double.isFinite(value)) {
            throw problem("problem.callReal", start, shown(digits));
        }
        return value;
    }

    /** Reads a text, at its first quote. */
    private String string() throws CallException {
        int start = at;
        char quote = peek();
        StringBuilder out = new StringBuilder();
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                at = i + 1;
                checked(out, start);
                return out.toString();
            } else if (c == '\\') {
                i = escape(i, out);
            } else {
                out.append(c);
            }
        }
        throw problem("problem.callString", start);
    }

    private void checked(StringBuilder out, int start) throws CallException {
        int wrong = XmlCharacters.firstOther(out.toString());
        if (wrong >= 0) {
            throw problem("problem.callCharacter", start, String.format("U+%04X", (int) out.charAt(wrong)));
        }
    }

    /** Appends what the escape at {@code i} stands for, and returns its last index. */
    private int escape(int i, StringBuilder out) throws CallException {
        char c = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
        int simple = "\"'\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            out.append("\"'\\/\b\f\n\r\t".charAt(simple));
            return i + 1;
        } else if (c == 'u'
                && i + 6 <= text.length()
                && text.substring(i + 2, i + 6).matches("[0-9A-Fa-f]{4}")) {
            out.append((char) Integer.parseInt(text, i + 2, i + 6, 16));
            return i + 5;
        }
        throw problem("problem.callEscape", i);
    }

    private String match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return "";
        }
        at = matcher.end();
        return matcher.group();
    }

    private void take(char c, String key) throws CallException {
        if (peek() != c) {
            throw problem(key, at);
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    /** A problem at a character, counted from 1. */
    private CallException problem(String key, int where, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = where + 1;
        System.arraycopy(more, 0, arguments, 1, more.length);
        return new CallException(Phrase.of(key, arguments));
    }

    private static String shown(String text) {
        return Escapes.shown(text, 60);
    }
}
