package org.netsonde.app.traffic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficMessage;

/**
 * Decides which messages are listed. Words that must all match: {@code in:} and {@code out:} choose a direction,
 * {@code is:good} and {@code is:bad} what keeps to the rules of the protocol or breaks them, {@code #3} a connection,
 * {@code /regex/} an expression; the rest is text that the message contains, upper or lower case, as it is or as the table
 * shows it. Immutable; matching is for any thread but the JavaFX thread.
 */
public final class TrafficFilter {

    /** Matches everything. */
    public static final TrafficFilter ALL = new TrafficFilter(List.of());

    /** The longest filter. */
    static final int MAX_LENGTH = 500;

    /** How much of a message an expression or a text is looked for in. */
    private static final int MAX_BYTES = 16 << 10;

    private final List<Predicate<TrafficMessage>> parts;

    private TrafficFilter(List<Predicate<TrafficMessage>> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a filter.
     *
     * @param inspector tells good messages from bad ones
     * @throws PatternSyntaxException if the expression is not one, or the filter is too long
     */
    public static TrafficFilter parse(String filter, Inspector inspector) {
        String rest = filter.strip();
        if (rest.length() > MAX_LENGTH) {
            throw new PatternSyntaxException("longer than " + MAX_LENGTH, rest.substring(0, MAX_LENGTH), -1);
        }
        List<Predicate<TrafficMessage>> parts = new ArrayList<>();
        boolean more = true;
        while (more) {
            String word = rest.split("\\s", 2)[0];
            String prefix = prefix(word);
            switch (prefix) {
                case "in:" -> parts.add(m -> m.direction() == Direction.IN);
                case "out:" -> parts.add(m -> m.direction() == Direction.OUT);
                case "is:good" -> parts.add(verdict(inspector, true));
                case "is:bad" -> parts.add(verdict(inspector, false));
                case "" -> more = false;
                default -> {
                    long id = Long.parseLong(prefix.substring(1));
                    parts.add(m -> m.connection() == id);
                }
            }
            rest = rest.substring(prefix.length()).strip();
        }
        if (rest.length() > 2 && rest.startsWith("/") && rest.endsWith("/")) {
            parts.add(expression(rest.substring(1, rest.length() - 1)));
        } else if (!rest.isEmpty()) {
            parts.add(contains(rest.toLowerCase(Locale.ROOT)));
        }
        return parts.isEmpty() ? ALL : new TrafficFilter(parts);
    }

    private static String prefix(String word) {
        for (String direction : List.of("in:", "out:")) {
            if (word.startsWith(direction)) {
                return direction;
            }
        }
        if (word.equals("is:good") || word.equals("is:bad")) {
            return word;
        }
        return word.matches("#\\d{1,18}") ? word : "";
    }

    private static Predicate<TrafficMessage> verdict(Inspector inspector, boolean good) {
        return m ->
                inspector.inspect(m).filter(verdict -> verdict.good() == good).isPresent();
    }

    private static Predicate<TrafficMessage> contains(String wanted) {
        return m -> text(m).toLowerCase(Locale.ROOT).contains(wanted)
                || (wanted.indexOf('\\') >= 0
                        && Escapes.encode(head(m)).toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Predicate<TrafficMessage> expression(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return m -> {
            try {
                return pattern.matcher(new TimedText(text(m))).find();
            } catch (StackOverflowError e) {
                // The matcher recurses for every repetition of a group; too deep is as good as too long.
                throw new TimedText.Exceeded();
            }
        };
    }

    private static byte[] head(TrafficMessage message) {
        byte[] bytes = message.bytes();
        return bytes.length <= MAX_BYTES ? bytes : java.util.Arrays.copyOf(bytes, MAX_BYTES);
    }

    private static String text(TrafficMessage message) {
        byte[] bytes = message.bytes();
        return new String(bytes, 0, Math.min(bytes.length, MAX_BYTES), StandardCharsets.UTF_8);
    }

    /**
     * Whether a message is listed.
     *
     * @throws TimedText.Exceeded if an expression takes too long on it
     */
    public boolean matches(TrafficMessage message) {
        for (Predicate<TrafficMessage> part : parts) {
            if (!part.test(message)) {
                return false;
            }
        }
        return true;
    }

    /** Whether everything is listed. */
    public boolean isAll() {
        return parts.isEmpty();
    }
}
