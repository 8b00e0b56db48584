package org.netsonde.engine.packetsender;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the INI files of Qt's {@code QSettings}, in the form that Qt 4 to 6 write them (<a
 * href="https://doc.qt.io/qt-6/qsettings.html">QSettings</a>): names of groups and keys have what is no letter or digit as
 * {@code %XX} or {@code %UXXXX}, a slash between levels as a backslash in keys; values have escapes as in C, and stand in
 * quotes where they need to. A line that is neither a group nor a key is passed over, as Qt does.
 */
final class QtSettings {

    private static final int HEX = 16;

    private QtSettings() {}

    /**
     * The values by their whole names, with slashes between levels, in the order of the file; of two with the same name the
     * later counts.
     */
    static Map<String, String> read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        String group = "";
        for (String raw : text.lines().toList()) {
            String line = raw.strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                group = group(line.substring(1, line.length() - 1));
            } else if (!line.startsWith(";") && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(
                            group + key(line.substring(0, equals).strip()),
                            value(line.substring(equals + 1).strip()));
                }
            }
        }
        return values;
    }

    /** What stands before each key of a group; nothing for the group that Qt calls {@code General}. */
    private static String group(String name) {
        return switch (name) {
            case "General" -> "";
            case "%General" -> "General/";
            default -> key(name) + "/";
        };
    }

    private static String key(String escaped) {
        StringBuilder out = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            int digits = c != '%' ? 0 : escaped.startsWith("%U", i) ? 4 : 2;
            Integer code = digits == 0 ? null : number(escaped, i + digits / 2, digits);
            if (code != null) {
                out.append((char) (int) code);
                i += digits / 2 + digits - 1;
            } else {
                out.append(c == '\\' ? '/' : c);
            }
        }
        return out.toString();
    }

    /** A number of exactly so many hexadecimal digits; null where there are not. */
    private static @Nullable Integer number(String text, int at, int digits) {
        if (at + digits > text.length()) {
            return null;
        }
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = Character.digit(text.charAt(i), HEX);
            if (digit < 0) {
                return null;
            }
            value = value * HEX + digit;
        }
        return value;
    }

    private static String value(String written) {
        StringBuilder out = new StringBuilder(written.length());
        boolean quoted = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && i + 1 < written.length()) {
                i = escape(written, i + 1, out);
            } else if (c == ';' && !quoted) {
                break;
            } else {
                out.append(c);
            }
        }
        String value = out.toString();
        // What begins with @ is a value of another kind, unless it begins with two.
        return value.startsWith("@@") ? value.substring(1) : value.equals("@Invalid()") ? "" : value;
    }

    /** Appends what an escape stands for; returns where its last character is. */
    private static int escape(String text, int at, StringBuilder out) {
        char c = text.charAt(at);
        int simple = "abfnrtv".indexOf(c);
        if (simple >= 0) {
            out.append("\u0007\b\f\n\r\t\u000b".charAt(simple));
            return at;
        }
        int radix = c == 'x' ? HEX : 8;
        int first = c == 'x' ? at + 1 : at;
        int end = first;
        int code = 0;
        while (end < text.length() && Character.digit(text.charAt(end), radix) >= 0) {
            code = (code * radix + Character.digit(text.charAt(end), radix)) & 0xffff;
            end++;
        }
        if (end == first) {
            out.append(c);
            return at;
        }
        out.append((char) code);
        return end - 1;
    }
}
