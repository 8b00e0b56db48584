package org.netsonde.app.security.jwt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tokens as they are pasted from headers and terminals. Stateless. */
final class PastedToken {

    private static final Pattern BEARER = Pattern.compile("(?i)^(?:authorization:\\s*+)?bearer\\s++");

    private PastedToken() {}

    /**
     * The token alone: without {@code Bearer} before it, blanks around it, and line breaks, with the blanks beside them, that a
     * terminal put in. Takes time in proportion to the length, whatever is pasted.
     */
    static String of(String pasted) {
        String text = pasted.strip();
        Matcher bearer = BEARER.matcher(text);
        int at = bearer.lookingAt() ? bearer.end() : 0;
        StringBuilder token = new StringBuilder(text.length() - at);
        while (at < text.length()) {
            int end = at;
            boolean broken = false;
            while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
                broken |= isLineBreak(text.charAt(end));
                end++;
            }
            if (end == at) {
                token.append(text.charAt(end));
                end++;
            } else if (!broken) {
                token.append(text, at, end);
            }
            at = end;
        }
        return token.toString();
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r' || c == '\f' || c == '\u000b' || c == '\u2028' || c == '\u2029';
    }
}
