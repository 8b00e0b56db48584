package org.netsonde.engine.relay.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.SettingsException;

/**
 * Which status codes of HTTP are good, written as {@code 200}, {@code 200-399} or {@code 200-299, 301, 404}.
 *
 * @param ranges the codes, the first and the last of each range
 */
record StatusRanges(List<Range> ranges) {

    private static final Pattern PART = Pattern.compile("\\s*([1-5]\\d\\d)\\s*(?:-\\s*([1-5]\\d\\d)\\s*)?");

    /** Codes from one to another. */
    record Range(int first, int last) {}

    StatusRanges {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads them.
     *
     * @throws SettingsException about the field {@code statuses}, if it cannot be read
     */
    static StatusRanges parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw wrong(part);
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first) {
                throw wrong(part);
            }
            ranges.add(new Range(first, last));
        }
        return new StatusRanges(ranges);
    }

    private static SettingsException wrong(String part) {
        return new SettingsException("statuses", Phrase.of("problem.health.statuses", part.strip()));
    }

    /** Whether a code is among them. */
    boolean include(int code) {
        return ranges.stream().anyMatch(range -> range.first <= code && code <= range.last);
    }
}
