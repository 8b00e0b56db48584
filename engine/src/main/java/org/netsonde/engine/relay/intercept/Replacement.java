package org.netsonde.engine.relay.intercept;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.SettingsException;

/**
 * What is written in place of what a pattern found: bytes, and groups of what was found.
 *
 * @param parts one behind the other
 */
record Replacement(List<Part> parts) {

    /** The bytes of a group; the group is -1 for bytes that are always the same. */
    record Part(byte[] bytes, int group) {}

    /**
     * Reads one, as {@link Rewrite} says.
     *
     * @throws SettingsException for the field {@code replace} if a group is not in the pattern, or an escape is wrong
     */
    static Replacement of(String text, Pattern pattern) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                // Whatever is escaped is no dollar sign that means something.
                plain.append(text, at, Math.min(text.length(), at + 2));
                at += 2;
            } else if (c != '$') {
                plain.append(c);
                at++;
            } else if (text.startsWith("$$", at)) {
                plain.append('$');
                at += 2;
            } else {
                flush(plain, parts);
                at = group(text, at, pattern, parts);
            }
        }
        flush(plain, parts);
        return new Replacement(List.copyOf(parts));
    }

    private static void flush(StringBuilder plain, List<Part> parts) {
        if (!plain.isEmpty()) {
            try {
                parts.add(new Part(Escapes.decode(plain.toString()), -1));
            } catch (EscapeException e) {
                throw new SettingsException("replace", e.phrase());
            }
            plain.setLength(0);
        }
    }

    /** Reads the group that begins at a dollar sign; returns where it ends. */
    private static int group(String text, int at, Pattern pattern, List<Part> parts) {
        if (text.startsWith("${", at)) {
            int close = text.indexOf('}', at);
            if (close < 0) {
                throw new SettingsException("replace", Phrase.of("problem.rewriteDollar", at + 1));
            }
            String name = text.substring(at + 2, close);
            Integer named = pattern.namedGroups().get(name);
            parts.add(new Part(new byte[0], named == null ? number(name, pattern) : named));
            return close + 1;
        }
        int end = at + 1;
        // As many digits as make up a group that there is, and one in any case.
        while (end < text.length()
                && isDigit(text.charAt(end))
                && (end == at + 1 || isGroup(text.substring(at + 1, end + 1), pattern))) {
            end++;
        }
        if (end == at + 1) {
            throw new SettingsException("replace", Phrase.of("problem.rewriteDollar", at + 1));
        }
        parts.add(new Part(new byte[0], number(text.substring(at + 1, end), pattern)));
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isGroup(String digits, Pattern pattern) {
        return !digits.isEmpty()
                && digits.length() <= 4
                && digits.chars().allMatch(c -> isDigit((char) c))
                && Integer.parseInt(digits) <= pattern.groupCount();
    }

    private static int number(String digits, Pattern pattern) {
        if (!isGroup(digits, pattern)) {
            throw new SettingsException(
                    "replace", Phrase.of("problem.rewriteGroup", Escapes.shown(digits, 40), pattern.groupCount()));
        }
        return Integer.parseInt(digits);
    }

    /** The bytes in place of what a matcher has found in a text. */
    void write(Matcher found, Searched text, Growing out) {
        for (Part part : parts) {
            if (part.group < 0) {
                out.write(part.bytes);
            } else {
                int from = found.start(part.group);
                if (from >= 0) {
                    out.write(text.bytes(from, found.end(part.group)));
                }
            }
        }
    }
}
