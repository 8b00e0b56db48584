package org.netsonde.engine.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * What makes an endpoint idle from one row of its history to the next: nothing was counted. Figures that grow also while
 * nothing happens do not matter, as long as time goes on being divided as it was.
 */
final class Idleness {

    /** By how much of the time the division of two intervals may differ that are still alike. */
    private static final double ALIKE = 0.1;

    private final List<MetricSpec> own;

    /**
     * Idleness of an endpoint.
     *
     * @param own the protocol's own figures, in the order of the rows
     */
    Idleness(List<MetricSpec> own) {
        this.own = List.copyOf(own);
    }

    /** Whether nothing was counted between two rows and no latency belongs to the second. */
    boolean idle(long[] before, long[] row) {
        if (row[SampleRow.LATENCIES] != 0
                || !Arrays.equals(
                        before, SampleRow.OPEN, SampleRow.LATENCIES, row, SampleRow.OPEN, SampleRow.LATENCIES)) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            int column = SampleRow.FIRST_OWN + i;
            if (!own.get(i).background() && before[column] != row[column]) {
                return false;
            }
        }
        return true;
    }

    /** Whether an idle row is like an idle stretch before it, so that one row can stand for both. */
    boolean alike(long[] beforeStretch, long[] stretch, long[] row) {
        for (int i = 0; i < own.size(); i++) {
            int column = SampleRow.FIRST_OWN + i;
            if (own.get(i).kind() == MetricSpec.Kind.TIME
                    && Math.abs(share(beforeStretch, stretch, column) - share(stretch, row, column)) > ALIKE) {
                return false;
            }
        }
        return true;
    }

    private static double share(long[] before, long[] row, int column) {
        return (double) (row[column] - before[column]) / Math.max(1, row[SampleRow.INTERVAL]);
    }
}
