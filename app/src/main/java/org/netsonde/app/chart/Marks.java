package org.netsonde.app.chart;

import java.util.Comparator;
import java.util.List;

/** The marks of the charts that share a {@link TimeView}. JavaFX thread only. */
public final class Marks {

    private List<Mark> all = List.of();
    private int version;

    Marks() {}

    /** Replaces them; in any order. */
    public void show(List<Mark> marks) {
        all = marks.stream().sorted(Comparator.comparingLong(Mark::millis)).toList();
        version++;
    }

    /** All, in the order of time. */
    public List<Mark> all() {
        return all;
    }

    /** Changes whenever they do. */
    int version() {
        return version;
    }
}
