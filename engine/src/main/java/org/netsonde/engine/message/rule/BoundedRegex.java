package org.netsonde.engine.message.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.SettingsException;

/**
 * Regular expressions of users, in the syntax of RE2. At worst a search takes time in proportion to the text and to the size of
 * the compiled pattern; so the larger a pattern, the less of a message it is used on.
 */
public final class BoundedRegex {

    /** The most that a search may take, in characters times instructions: at 15 to 25 ns each some 50 ms at worst. */
    static final int MOST_STEPS = 2_000_000;

    /** With so many groups, what is copied to tell them costs as much again as a search without. */
    private static final int DEAR_GROUPS = 50;

    private BoundedRegex() {}

    /**
     * Compiles a pattern.
     *
     * @param field the field that the user wrote it into
     * @throws SettingsException for that field if it is none, or grows too large
     */
    public static Pattern compile(String pattern, String field) {
        if (PatternSize.of(pattern) > PatternSize.MOST) {
            throw new SettingsException(field, Phrase.of("problem.regexLarge"));
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new SettingsException(field, RegexProblem.of(e, pattern));
        }
    }

    /** What a character costs at worst, in steps. Where the groups stand takes a second search. */
    static int cost(Pattern pattern) {
        int groups = pattern.groupCount();
        return pattern.programSize() * (groups == 0 ? 1 : 2 + groups / DEAR_GROUPS);
    }

    /** How many characters one search may look at. */
    public static int reach(Pattern pattern) {
        return MOST_STEPS / cost(pattern);
    }
}
