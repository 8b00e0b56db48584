package org.netsonde.app.chart;

import java.util.List;

/**
 * What an {@link IntervalChart} compares: a bar, or a line.
 *
 * @param name as it is called
 * @param tone its colour
 * @param intervals a single one for a bar; for a line one for each place
 */
public record IntervalSeries(String name, Tone tone, List<Interval> intervals) {

    public IntervalSeries {
        intervals = List.copyOf(intervals);
    }
}
