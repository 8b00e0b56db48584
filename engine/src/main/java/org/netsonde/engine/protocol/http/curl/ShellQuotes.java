package org.netsonde.engine.protocol.http.curl;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.security.Secret;
import org.netsonde.engine.security.Secrets;

/** Writes words so that bash takes them for what they are, and a terminal shows them. Stateless. */
final class ShellQuotes {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellQuotes() {}

    /** A text as one word. */
    static String word(String text) {
        return word(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes without NUL, which no word can hold, as one word. */
    static String word(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (PLAIN.matcher(text).matches()) {
            return text;
        } else if (Escapes.isUtf8(bytes) && text.codePoints().allMatch(ShellQuotes::isShown)) {
            return "'" + text.replace("'", "'\\''") + "'";
        }
        return ansi(bytes);
    }

    /** A word that ends in the secret of a name. */
    static String withSecret(String before, Secret secret) {
        String start = before.isEmpty() ? "" : word(before);
        return secret.isNone()
                ? (start.isEmpty() ? "''" : start)
                : start + "\"$" + Secrets.variable(secret.secret()) + "\"";
    }

    /** Line ends may stand between single quotes; other control characters would be lost on their way through a terminal. */
    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return c == '\n'
                || (type != Character.CONTROL
                        && type != Character.FORMAT
                        && type != Character.LINE_SEPARATOR
                        && type != Character.PARAGRAPH_SEPARATOR
                        && type != Character.PRIVATE_USE
                        && type != Character.UNASSIGNED);
    }

    private static String ansi(byte[] bytes) {
        StringBuilder out = new StringBuilder("$'");
        for (byte b : bytes) {
            int c = b & 0xFF;
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\'', '\\' -> out.append('\\').append((char) c);
                default -> {
                    if (c >= ' ' && c < 0x7F) {
                        out.append((char) c);
                    } else {
                        // Three octal digits, so that a digit behind them is not taken for one of them.
                        out.append('\\').append(octal(c));
                    }
                }
            }
        }
        return out.append('\'').toString();
    }

    /** Bytes of any kind as the output of another command, in the place of a file. */
    static String file(byte[] bytes) {
        StringBuilder format = new StringBuilder();
        for (byte b : bytes) {
            int c = b & 0xFF;
            boolean plain = c >= ' ' && c < 0x7F && c != '\'' && c != '\\' && c != '%';
            format.append(plain ? String.valueOf((char) c) : "\\" + octal(c));
        }
        // The two hyphens end the options of printf, as the bytes may begin with one.
        return "<(printf -- '" + format + "')";
    }

    private static String octal(int c) {
        return "" + (c >> 6) + (c >> 3 & 7) + (c & 7);
    }
}
