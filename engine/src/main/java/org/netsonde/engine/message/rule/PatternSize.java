package org.netsonde.engine.message.rule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates how large a regular expression is once its counted repetitions are written out, before anybody does so: a
 * thousand times a thousand times a thousand takes ten characters.
 */
final class PatternSize {

    /** The largest that is compiled. The time for a message grows with it. */
    static final int MOST = 1000;

    private static final Pattern COUNT = Pattern.compile("(\\d{1,9})(?:,(\\d{1,9})?)?\\}");

    private final String pattern;
    private int at;
    private double last;
    private double sum;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** About how many steps the pattern has. What is no pattern has some size too. */
    static double of(String pattern) {
        return new PatternSize(pattern).measure();
    }

    private double measure() {
        Deque<Double> outer = new ArrayDeque<>();
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            switch (c) {
                case '(' -> {
                    outer.push(sum + last);
                    sum = 0;
                    last = 0;
                }
                case ')' -> {
                    double group = sum + last + 2;
                    sum = outer.isEmpty() ? 0 : outer.pop();
                    last = group;
                }
                case '{' -> repeat();
                case '[' -> {
                    skipClass();
                    step();
                }
                case '\\' -> {
                    if (pattern.startsWith("Q", at)) {
                        quoted();
                    } else {
                        skipEscape();
                        step();
                    }
                }
                case '*', '+', '?' -> last++;
                default -> step();
            }
        }
        while (!outer.isEmpty()) {
            sum += outer.pop();
        }
        return sum + last;
    }

    private void step() {
        sum += last;
        last = 1;
    }

    /** The braces of <code>\x{10FFFF}</code> and <code>\p{Greek}</code> repeat nothing. */
    private void skipEscape() {
        boolean braces = "xpP".indexOf(at < pattern.length() ? pattern.charAt(at) : ' ') >= 0;
        at++;
        int close = braces && pattern.startsWith("{", at) ? pattern.indexOf('}', at) : -1;
        if (close >= 0) {
            at = close + 1;
        }
    }

    /** Between {@code \Q} and {@code \E} everything is text. */
    private void quoted() {
        int from = at + 1;
        int close = pattern.indexOf("\\E", from);
        int to = close < 0 ? pattern.length() : close;
        for (int i = from; i < to; i++) {
            step();
        }
        at = close < 0 ? to : close + 2;
    }

    private void skipClass() {
        if (pattern.startsWith("^", at)) {
            at++;
        }
        // A bracket that comes first is one of the characters.
        int first = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    /** {@code {n}}, <code>{n,}</code> or <code>{n,m}</code>; anything else in braces is text. */
    private void repeat() {
        Matcher count = COUNT.matcher(pattern).region(at, pattern.length());
        if (!count.lookingAt()) {
            step();
            return;
        }
        String most = Objects.requireNonNullElse(count.group(2), count.group(1));
        last = (last + 1) * Math.max(1, Integer.parseInt(most));
        at = count.end();
    }
}
