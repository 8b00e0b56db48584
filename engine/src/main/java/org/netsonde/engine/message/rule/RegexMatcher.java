package org.netsonde.engine.message.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.SettingsException;

/**
 * Searches by a regular expression of RE2. At worst that takes time in proportion to the text and to the size of the compiled
 * pattern, on the event loop; so the larger a pattern, the less of a message it is used on.
 */
final class RegexMatcher implements Matcher {

    /** The most that a search may take, in characters times instructions: at 15 to 25 ns each some 50 ms at worst. */
    static final int MOST_STEPS = 2_000_000;

    /** With so many groups, what is copied to tell them costs as much again as a search without. */
    private static final int DEAR_GROUPS = 50;

    private final Pattern pattern;
    private final int cost;
    private final int reach;

    RegexMatcher(String pattern) {
        this.pattern = compile(pattern);
        this.cost = cost(this.pattern);
        this.reach = Math.min(Incoming.MAX_BYTES, MOST_STEPS / cost);
    }

    /** What a character costs at worst, in steps. Where the groups stand takes a second search. */
    private static int cost(Pattern pattern) {
        int groups = pattern.groupCount();
        return pattern.programSize() * (groups == 0 ? 1 : 2 + groups / DEAR_GROUPS);
    }

    /** How many characters of a message it looks at. */
    int reach() {
        return reach;
    }

    /**
     * Compiles a pattern.
     *
     * @throws SettingsException for the field {@code pattern} if it is none, or grows too large
     */
    static Pattern compile(String pattern) {
        if (PatternSize.of(pattern) > PatternSize.MOST) {
            throw new SettingsException("pattern", Phrase.of("problem.regexLarge"));
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new SettingsException("pattern", RegexProblem.of(e, pattern));
        }
    }

    Set<String> groups() {
        Set<String> names = new TreeSet<>(pattern.namedGroups().keySet());
        for (int i = 0; i <= pattern.groupCount(); i++) {
            names.add(Integer.toString(i));
        }
        return names;
    }

    @Override
    public @Nullable Captures match(Incoming message) {
        String text = message.text(reach);
        if (!message.affords((long) text.length() * cost)) {
            return null;
        }
        com.google.re2j.Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return null;
        }
        Map<String, Integer> names = pattern.namedGroups();
        return name -> {
            Integer named = names.get(name);
            int group = named == null ? Integer.parseInt(name) : named;
            int start = found.start(group);
            return start < 0 ? null : message.bytes(start, found.end(group));
        };
    }
}
