package org.netsonde.engine.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one point.
 *
 * @param at the value of the axis; null where there is none
 * @param rounds how often every side had its turn
 * @param sides in the order of the plan
 * @param comparisons of all sides but the first with the first
 */
public record PointResult(@Nullable Double at, int rounds, List<SideResult> sides, List<Comparison> comparisons) {

    public PointResult {
        sides = List.copyOf(sides);
        comparisons = List.copyOf(comparisons);
    }

    /** The result of a side. */
    public SideResult side(String id) {
        return sides.stream().filter(side -> side.id().equals(id)).findFirst().orElseThrow();
    }
}
