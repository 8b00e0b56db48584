package org.netsonde.app.traffic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.traffic.Direction;

/**
 * Decides which messages are listed. Words that must all match: {@code in:} and {@code out:} choose a direction,
 * {@code is:good} and {@code is:bad} what keeps to the rules of the protocol or breaks them, {@code kind:ping} messages whose
 * kind has that text in it, in the reader's language or in English, {@code #3} a connection, {@code /regex/} an expression;
 * the rest is text that the message contains, upper or lower case, as it is or as the table shows it. Immutable; matching is for any thread but the JavaFX thread.
 */
public final class TrafficFilter {

    /** Matches everything. */
    public static final TrafficFilter ALL = new TrafficFilter(List.of());

    /** The longest filter. */
    static final int MAX_LENGTH = 500;

    /** How much of a message an expression or a text is looked for in. */
    private static final int MAX_BYTES = 16 << 10;

    private static final String KIND = "kind:";

    private final List<Predicate<ReadMessage>> parts;

    private TrafficFilter(List<Predicate<ReadMessage>> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a filter.
     *
     * @param inspector tells good messages from bad ones
     * @param words the text of a kind in the reader's language
     * @throws PatternSyntaxException if the expression is not one, or the filter is too long
     */
    public static TrafficFilter parse(String filter, Inspector inspector, Function<Phrase, String> words) {
        String rest = filter.strip();
        if (rest.length() > MAX_LENGTH) {
            throw new PatternSyntaxException("longer than " + MAX_LENGTH, rest.substring(0, MAX_LENGTH), -1);
        }
        List<Predicate<ReadMessage>> parts = new ArrayList<>();
        boolean more = true;
        while (more) {
            String word = rest.split("\\s", 2)[0];
            String prefix = prefix(word);
            switch (prefix) {
                case "in:" -> parts.add(m -> m.message().direction() == Direction.IN);
                case "out:" -> parts.add(m -> m.message().direction() == Direction.OUT);
                case "is:good" -> parts.add(verdict(inspector, true));
                case "is:bad" -> parts.add(verdict(inspector, false));
                case "" -> more = false;
                default ->
                    parts.add(
                            prefix.startsWith(KIND)
                                    ? kind(prefix.substring(KIND.length()).toLowerCase(Locale.ROOT), words)
                                    : connection(Long.parseLong(prefix.substring(1))));
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
        if (word.equals("is:good") || word.equals("is:bad") || (word.startsWith(KIND) && !word.equals(KIND))) {
            return word;
        }
        return word.matches("#\\d{1,18}") ? word : "";
    }

    private static Predicate<ReadMessage> connection(long id) {
        return m -> m.message().connection() == id;
    }

    private static Predicate<ReadMessage> kind(String wanted, Function<Phrase, String> words) {
        return m -> m.kind()
                .filter(kind -> Stream.of(words.apply(kind), kind.text(Locale.ENGLISH))
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted)))
                .isPresent();
    }

    private static Predicate<ReadMessage> verdict(Inspector inspector, boolean good) {
        return m -> inspector
                .inspect(m.message())
                .filter(verdict -> verdict.good() == good)
                .isPresent();
    }

    private static Predicate<ReadMessage> contains(String wanted) {
        return m -> text(m).toLowerCase(Locale.ROOT).contains(wanted)
                || (wanted.indexOf('\\') >= 0
                        && Escapes.encode(head(m)).toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Predicate<ReadMessage> expression(String expression) {
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

    private static byte[] head(ReadMessage message) {
        byte[] bytes = message.body();
        return bytes.length <= MAX_BYTES ? bytes : java.util.Arrays.copyOf(bytes, MAX_BYTES);
    }

    private static String text(ReadMessage message) {
        byte[] bytes = message.body();
        return new String(bytes, 0, Math.min(bytes.length, MAX_BYTES), StandardCharsets.UTF_8);
    }

    /**
     * Whether a message is listed.
     *
     * @throws TimedText.Exceeded if an expression takes too long on it
     */
    boolean matches(ReadMessage message) {
        for (Predicate<ReadMessage> part : parts) {
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
