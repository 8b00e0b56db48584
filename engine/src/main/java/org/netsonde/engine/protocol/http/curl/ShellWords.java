package org.netsonde.engine.protocol.http.curl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads words as bash does: quotes of every kind, backslashes, lines that go on, comments, and the names of variables, which
 * are not looked up. Nothing is run: where the shell would run another command inside this one, the line is refused, and what
 * follows the command is left out. Used by one thread.
 */
final class ShellWords {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)\\})");
    private static final String SIMPLE = "nrtabeEfv\\'\"?";
    private static final String SIMPLE_VALUES = "\n\r\t\u0007\b\u001b\u001b\f\u000b\\'\"?";

    private final String line;
    private final List<Word> words = new ArrayList<>();
    private final Word.Builder word = new Word.Builder();
    private int at;

    ShellWords(String line) {
        this.line = line;
    }

    Words read() {
        while (at < line.length() && words.size() <= Words.MAX_WORDS) {
            char c = line.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                end();
                at++;
            } else if (c == '\n' || "|&;<>()".indexOf(c) >= 0) {
                if (stop(c)) {
                    break;
                }
            } else if (c == '#' && !word.isBegun()) {
                skipComment();
            } else {
                part(c);
            }
        }
        end();
        return new Words(words, line.substring(Math.min(at, line.length())).strip());
    }

    private void end() {
        if (word.isBegun()) {
            words.add(word.take());
        }
    }

    /** Whether the command is over. Empty lines before it are not. */
    private boolean stop(char c) {
        boolean runs = (c == '<' || c == '>') && at + 1 < line.length() && line.charAt(at + 1) == '(';
        if (runs) {
            throw Words.problem("problem.curlSubstitution", line.substring(at, at + 2));
        } else if (c == '\n' && words.isEmpty() && !word.isBegun()) {
            at++;
            return false;
        }
        if ((c == '<' || c == '>') && word.isBegun() && word.isDigits()) {
            // The number of what is redirected.
            word.take();
        }
        return true;
    }

    private void skipComment() {
        while (at < line.length() && line.charAt(at) != '\n') {
            at++;
        }
    }

    private void part(char c) {
        switch (c) {
            case '\'' -> single();
            case '"' -> quoted();
            case '\\' -> backslash();
            case '$' -> dollar(false);
            case '`' -> throw Words.problem("problem.curlSubstitution", "`");
            default -> literal();
        }
    }

    private void literal() {
        int c = line.codePointAt(at);
        word.add(c == 0 ? ' ' : c);
        at += Character.charCount(c);
    }

    private void single() {
        int end = line.indexOf('\'', at + 1);
        if (end < 0) {
            throw Words.problem("problem.curlQuote", at + 1);
        }
        word.begin();
        line.substring(at + 1, end).codePoints().forEach(word::add);
        at = end + 1;
    }

    private void quoted() {
        int start = at++;
        word.begin();
        while (at < line.length() && line.charAt(at) != '"') {
            char c = line.charAt(at);
            if (c == '\\') {
                char next = at + 1 < line.length() ? line.charAt(at + 1) : '\\';
                if (next == '\n') {
                    at += 2;
                } else if ("\"\\$`".indexOf(next) >= 0) {
                    word.add(next);
                    at += 2;
                } else {
                    literal();
                }
            } else if (c == '$' && at + 1 < line.length() && line.charAt(at + 1) != '"') {
                dollar(true);
            } else if (c == '`') {
                throw Words.problem("problem.curlSubstitution", "`");
            } else {
                literal();
            }
        }
        if (at >= line.length()) {
            throw Words.problem("problem.curlQuote", start + 1);
        }
        at++;
    }

    private void backslash() {
        if (line.startsWith("\\\r\n", at)) {
            at += 3;
        } else if (line.startsWith("\\\n", at) || at + 1 >= line.length()) {
            at += 2;
        } else {
            at++;
            literal();
        }
    }

    /** Between double quotes the quotes behind a dollar mean nothing to it. */
    private void dollar(boolean inside) {
        Matcher variable = VARIABLE.matcher(line).region(at, line.length());
        if (line.startsWith("$'", at) && !inside) {
            ansi();
        } else if (line.startsWith("$(", at)) {
            throw Words.problem("problem.curlSubstitution", "$(");
        } else if (variable.lookingAt()) {
            word.addVariable(variable.group(1) == null ? variable.group(2) : variable.group(1));
            at = variable.end();
        } else if (line.startsWith("$\"", at) && !inside) {
            at++;
        } else {
            literal();
        }
    }

    /** Text between {@code $'} and {@code '}, with the escapes of C. */
    private void ansi() {
        int start = at;
        at += 2;
        word.begin();
        while (at < line.length() && line.charAt(at) != '\'') {
            if (line.charAt(at) == '\\' && at + 1 < line.length()) {
                escape();
            } else {
                literal();
            }
        }
        if (at >= line.length()) {
            throw Words.problem("problem.curlQuote", start + 1);
        }
        at++;
    }

    private void escape() {
        char c = line.charAt(at + 1);
        int simple = SIMPLE.indexOf(c);
        if (simple >= 0) {
            word.add(SIMPLE_VALUES.charAt(simple));
            at += 2;
        } else if (c >= '0' && c <= '7') {
            number(at + 1, 3, 8, true);
        } else if (c == 'x') {
            number(at + 2, 2, 16, true);
        } else if (c == 'u') {
            number(at + 2, 4, 16, false);
        } else if (c == 'U') {
            number(at + 2, 8, 16, false);
        } else {
            // Bash keeps the backslash of what it does not know.
            literal();
        }
    }

    /** A byte or a character by its number; where no digit follows, it is what it looks like. */
    private void number(int from, int most, int radix, boolean single) {
        int end = from;
        while (end < line.length() && end < from + most && Character.digit(line.charAt(end), radix) >= 0) {
            end++;
        }
        if (end == from) {
            literal();
            return;
        }
        long value = Long.parseLong(line.substring(from, end), radix);
        if (value == 0) {
            // It would end the word for curl.
            throw Words.problem("problem.curlNul", at + 1);
        }
        if (single) {
            word.addByte((int) value & 0xFF);
        } else if (Character.isValidCodePoint((int) Math.min(value, Integer.MAX_VALUE))) {
            word.add((int) value);
        } else {
            throw Words.problem("problem.curlEscape", line.substring(at, end));
        }
        at = end;
    }
}
