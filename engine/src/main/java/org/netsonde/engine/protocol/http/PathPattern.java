package org.netsonde.engine.protocol.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.SettingsException;

/**
 * Which paths a rule or a route is about. A part in braces, such as {@code {id}}, stands for one segment and gives it a name;
 * {@code *} at the end stands for everything that follows, even for nothing. All else is compared as it is with the decoded
 * path. Immutable.
 */
final class PathPattern {

    private static final String REST = "*";

    private final List<String> segments;

    private PathPattern(List<String> segments) {
        this.segments = segments;
    }

    /**
     * Reads a pattern.
     *
     * @throws SettingsException where it is none
     */
    static PathPattern compile(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new SettingsException("path", Phrase.of("problem.pathPattern"));
        }
        List<String> segments = List.of(pattern.substring(1).split("/", -1));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean braces = segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0;
            boolean rest = segment.contains(REST);
            if ((braces && !isName(segment)) || (rest && (!segment.equals(REST) || i + 1 < segments.size()))) {
                throw new SettingsException("path", Phrase.of("problem.pathPattern"));
            } else if (braces) {
                names.add(segment);
            }
        }
        if (Set.copyOf(names).size() < names.size()) {
            throw new SettingsException("path", Phrase.of("problem.pathNames"));
        }
        return new PathPattern(segments);
    }

    private static boolean isName(String segment) {
        return segment.matches("\\{[A-Za-z_][A-Za-z0-9_]*}");
    }

    /** The names that it gives to segments. */
    Set<String> names() {
        Set<String> names = new java.util.LinkedHashSet<>();
        segments.stream().filter(PathPattern::isName).forEach(segment -> names.add(name(segment)));
        return names;
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - 1);
    }

    /**
     * The segments that have names, and the rest under {@code *}, of a decoded path; null if it is another path.
     */
    @Nullable
    Map<String, String> match(String path) {
        if (!path.startsWith("/")) {
            return null;
        }
        String[] parts = path.substring(1).split("/", -1);
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.equals(REST)) {
                values.put(
                        REST, i < parts.length ? String.join("/", List.of(parts).subList(i, parts.length)) : "");
                return values;
            } else if (i >= parts.length) {
                return null;
            } else if (isName(segment) && !parts[i].isEmpty()) {
                values.put(name(segment), parts[i]);
            } else if (!segment.equals(parts[i])) {
                return null;
            }
        }
        return parts.length == segments.size() ? values : null;
    }
}
