package org.netsonde.engine.protocol.http.curl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a command line. Variables of the shell stand in it as their names between two NUL characters, which no word can
 * hold otherwise.
 *
 * @param bytes in UTF-8, as far as whoever wrote it kept to that; not to be modified
 */
record Word(byte[] bytes) {

    private static final Pattern VARIABLE = Pattern.compile("\0([A-Za-z0-9_]+)\0");

    static Word of(String text) {
        return new Word(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text, with variables as they are marked. */
    String marked() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The text as it was written, variables by their names. */
    String text() {
        return plain(marked());
    }

    /** A marked text as it was written. */
    static String plain(String marked) {
        return VARIABLE.matcher(marked).replaceAll(Matcher.quoteReplacement("$") + "$1");
    }

    /** The names of the variables in it. */
    List<String> variables() {
        return variables(marked());
    }

    /** The names of the variables in a marked text. */
    static List<String> variables(String marked) {
        return VARIABLE.matcher(marked).results().map(result -> group(result)).toList();
    }

    private static String group(MatchResult result) {
        return result.group(1);
    }

    /** Puts a word together. */
    static final class Builder {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean begun;

        /** It exists from here on, were it empty. */
        void begin() {
            begun = true;
        }

        void add(int codePoint) {
            begun = true;
            bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        }

        void addByte(int value) {
            begun = true;
            bytes.write(value);
        }

        void addVariable(String name) {
            begun = true;
            bytes.writeBytes(('\0' + name + '\0').getBytes(StandardCharsets.UTF_8));
        }

        boolean isBegun() {
            return begun;
        }

        /** The word; and begins another one. */
        Word take() {
            Word word = new Word(bytes.toByteArray());
            bytes.reset();
            begun = false;
            return word;
        }

        /** Whether there are nothing but digits in it, such as before a redirection. */
        boolean isDigits() {
            return bytes.toString(StandardCharsets.UTF_8).matches("[0-9]+");
        }
    }
}
