package org.netsonde.engine.message.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.SettingsException;

/** Searches by a regular expression of RE2, in time proportional to the message. */
final class RegexMatcher implements Matcher {

    private final Pattern pattern;

    RegexMatcher(String pattern) {
        this.pattern = compile(pattern);
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
            String fragment = e.getPattern();
            int at = fragment == null ? -1 : pattern.indexOf(fragment);
            throw new SettingsException(
                    "pattern",
                    at < 0 || fragment.equals(pattern)
                            ? Phrase.of("problem.regex", e.getDescription())
                            : Phrase.of("problem.regexAt", e.getDescription(), fragment, at + 1));
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
        com.google.re2j.Matcher found = pattern.matcher(message.text());
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
