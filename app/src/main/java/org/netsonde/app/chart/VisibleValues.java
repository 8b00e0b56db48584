package org.netsonde.app.chart;

import java.time.Instant;
import java.util.List;

/**
 * The values of a chart in a stretch of time as CSV text (RFC 4180): a line for each point, times in UTC, empty where
 * there is no value. Where old points have been merged there are two columns for each series, the lowest and the highest.
 */
record VisibleValues(List<Series> series, Unit unit, PointBuffer points) {

    private static final String LINE = "\r\n";

    /** The lines from one time to another, both inclusive, in milliseconds since the epoch; with the header. */
    String csv(long from, long to) {
        int first = points.firstAtOrAfter((double) from);
        int end = first;
        while (end < points.size() && points.time(end) <= to) {
            end++;
        }
        boolean merged = merged(first, end);
        StringBuilder text = new StringBuilder("time");
        for (Series each : series) {
            String name = each.name() + (unit.symbol().isEmpty() ? "" : " (" + unit.symbol() + ")");
            text.append(',').append(cell(merged ? name + " min" : name));
            if (merged) {
                text.append(',').append(cell(name + " max"));
            }
        }
        text.append(LINE);
        for (int i = first; i < end; i++) {
            text.append(Instant.ofEpochMilli(points.time(i)));
            for (int s = 0; s < series.size(); s++) {
                text.append(',').append(value(points.low(s, i)));
                if (merged) {
                    text.append(',').append(value(points.high(s, i)));
                }
            }
            text.append(LINE);
        }
        return text.toString();
    }

    private boolean merged(int first, int end) {
        for (int s = 0; s < series.size(); s++) {
            for (int i = first; i < end; i++) {
                if (points.low(s, i) < points.high(s, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String value(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String cell(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
