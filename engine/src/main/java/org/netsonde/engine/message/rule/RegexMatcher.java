package org.netsonde.engine.message.rule;

import com.google.re2j.Pattern;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.SettingsException;

/** Searches by a {@link BoundedRegex}, on the event loop. */
final class RegexMatcher implements Matcher {

    private final Pattern pattern;
    private final int cost;
    private final int reach;

    RegexMatcher(String pattern) {
        this.pattern = compile(pattern);
        this.cost = BoundedRegex.cost(this.pattern);
        this.reach = Math.min(Incoming.MAX_BYTES, BoundedRegex.reach(this.pattern));
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
        return BoundedRegex.compile(pattern, "pattern");
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
