package org.netsonde.app.cli;

import java.io.PrintStream;
import java.nio.charset.CharsetEncoder;
import java.util.Optional;
import java.util.regex.Pattern;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;

/**
 * Where the command line writes. Standard output is for what was asked for; everything else goes to standard error, one
 * line each. Safe for threads.
 *
 * @param out standard output
 * @param err standard error
 * @param texts the language
 */
public record Console(PrintStream out, PrintStream err, Texts texts) {

    /** Control characters, and those that turn the direction of writing. */
    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]");

    /** A line on standard output. */
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /**
     * A line with JSON on standard output, for programs. What the encoding of the stream lacks, as that of a pipe on Windows
     * lacks Chinese, is escaped as JSON does it, so that names come through whole.
     */
    void json(String text) {
        CharsetEncoder encoder = out.charset().newEncoder();
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length();
            if (pair && encoder.canEncode(text.substring(i, i + 2))) {
                line.append(c).append(text.charAt(++i));
            } else if (!Character.isSurrogate(c) && encoder.canEncode(c)) {
                line.append(c);
            } else {
                line.append("\\u%04x".formatted((int) c));
            }
        }
        line(line.toString());
    }

    /** A line on standard output for people: what it has in it must not steer the terminal. */
    void plain(String text) {
        line(STEERING.matcher(text).replaceAll("\uFFFD"));
    }

    /** Whether somebody sees what goes to the terminal as it comes. */
    static boolean isTerminal() {
        return Optional.ofNullable(System.console())
                .map(java.io.Console::isTerminal)
                .orElse(false);
    }

    /**
     * Replaces the present line on standard error, which must be a terminal.
     *
     * @param before how long what stands there is
     * @return how long this one is
     */
    int over(int before, String text) {
        String clean = STEERING.matcher(text).replaceAll("\uFFFD");
        int length = clean.length();
        // What is left of a longer one is wiped; Chinese characters take two places.
        err.print("\r" + clean + " ".repeat(Math.max(0, 2 * (before - length))) + (text.isEmpty() ? "\r" : ""));
        err.flush();
        return length;
    }

    /** A file on standard output, byte for byte, whatever the terminal's own encoding. */
    void bytes(byte[] file) {
        out.write(file, 0, file.length);
        out.flush();
    }

    /** A text on standard error. */
    void error(String key, Object... args) {
        problem(texts.get(key, args));
    }

    /** A failure that is about no endpoint. */
    void failure(Failure failure) {
        problem(texts.get(failure));
    }

    /** A failure of an endpoint, in the words that its panel has. */
    void failure(String endpoint, Failure failure) {
        error("cli.failure", endpoint, texts.get(failure));
    }

    /** One line, whatever the text has in it: names come from files, and must not steer the terminal. */
    void problem(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        err.println("netsonde: " + STEERING.matcher(line).replaceAll("\uFFFD"));
        err.flush();
    }
}
