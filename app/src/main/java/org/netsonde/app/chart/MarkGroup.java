package org.netsonde.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Marks that stand too close for a flag each, or a single one. Columns are those of the grid of time, so that marks stay
 * together while a chart scrolls.
 *
 * @param first the column of the earliest
 * @param last the column of the latest
 * @param tone that of the gravest
 * @param marks in the order of time
 */
record MarkGroup(long first, long last, Tone tone, List<Mark> marks) {

    private static final List<Tone> FROM_LIGHT_TO_GRAVE =
            List.of(Tone.SUCCESS, Tone.ACCENT, Tone.NEUTRAL, Tone.FAULT, Tone.WARNING, Tone.DANGER);

    /**
     * Puts marks together.
     *
     * @param marks in the order of time
     * @param millisPerColumn the width of a column in time
     * @param reach how many columns a flag takes
     */
    static List<MarkGroup> of(List<Mark> marks, double millisPerColumn, long reach) {
        List<MarkGroup> groups = new ArrayList<>();
        int from = 0;
        while (from < marks.size()) {
            long first = column(marks.get(from), millisPerColumn);
            long last = first;
            Tone tone = marks.get(from).tone();
            int to = from;
            while (to < marks.size()) {
                long column = column(marks.get(to), millisPerColumn);
                if (column - first >= reach) {
                    break;
                }
                last = column;
                tone = graver(tone, marks.get(to).tone());
                to++;
            }
            groups.add(new MarkGroup(first, last, tone, marks.subList(from, to)));
            from = to;
        }
        return groups;
    }

    private static long column(Mark mark, double millisPerColumn) {
        return Columns.columnOf(mark.at(), millisPerColumn);
    }

    private static Tone graver(Tone a, Tone b) {
        return FROM_LIGHT_TO_GRAVE.indexOf(b) > FROM_LIGHT_TO_GRAVE.indexOf(a) ? b : a;
    }

    /** The place of the first group that ends at or behind a column. */
    static int firstFrom(List<MarkGroup> groups, long column) {
        int from = 0;
        int to = groups.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (groups.get(middle).last() < column) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
