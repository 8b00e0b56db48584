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
    private static final int MOST_SEGMENTS = 100;

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

    /** The segments of a decoded path; none for what is no path or has more of them than any that something is about. */
    static List<String> segments(String path) {
        if (!path.startsWith("/")) {
            return List.of();
        }
        List<String> parts = List.of(path.substring(1).split("/", MOST_SEGMENTS + 1));
        return parts.size() <= MOST_SEGMENTS ? parts : List.of();
    }

    /**
     * The segments that have names, and the rest under {@code *}; null if it is another path.
     *
     * @param parts of a path, as {@link #segments} gives them
     */
    @Nullable
    Map<String, String> match(List<String> parts) {
        if (parts.isEmpty()) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.equals(REST)) {
                values.put(REST, i < parts.size() ? String.join("/", parts.subList(i, parts.size())) : "");
                return values;
            } else if (i >= parts.size()) {
                return null;
            } else if (isName(segment) && !parts.get(i).isEmpty()) {
                values.put(name(segment), parts.get(i));
            } else if (!segment.equals(parts.get(i))) {
                return null;
            }
        }
        return parts.size() == segments.size() ? values : null;
    }
}
