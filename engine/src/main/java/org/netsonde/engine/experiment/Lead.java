package org.netsonde.engine.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.netsonde.engine.experiment.stat.Verdict;

/**
 * Who is ahead at a point, by the main figure.
 *
 * @param kind what can be said
 * @param sides who does best, in the order of the plan; none where nobody is known to
 */
record Lead(Kind kind, List<String> sides) {

    /** What can be said. */
    enum Kind {
        /** One is ahead of all others. */
        CLEAR,
        /** Several do best, and are not told apart from each other. */
        SHARED,
        /** None differs from the first by what would matter. */
        EQUAL,
        /** Too little is known. */
        OPEN
    }

    Lead {
        sides = List.copyOf(sides);
    }

    static Lead of(PointResult point) {
        List<Comparison> better = with(point, Verdict.BETTER);
        if (!better.isEmpty()) {
            Comparison top = better.stream()
                    .max(Comparator.comparingDouble(c -> c.ratio().value()))
                    .orElseThrow();
            // Whose interval reaches into that of the best may be the best as well.
            boolean clear = point.comparisons().stream()
                    .allMatch(c -> c.side().equals(top.side())
                            || c.ratio().high() < top.ratio().low());
            return clear
                    ? new Lead(Kind.CLEAR, List.of(top.side()))
                    : new Lead(
                            Kind.SHARED,
                            better.stream()
                                    .filter(c -> c.ratio().high() >= top.ratio().low())
                                    .map(Comparison::side)
                                    .toList());
        }
        return withoutBetter(point);
    }

    /** Who is behind the first for sure is out; the others share the lead with it. */
    private static Lead withoutBetter(PointResult point) {
        List<Comparison> worse = with(point, Verdict.WORSE);
        if (point.comparisons().isEmpty()
                || !with(point, Verdict.TOO_FEW).isEmpty()
                || (worse.isEmpty() && !with(point, Verdict.OPEN).isEmpty())) {
            return new Lead(Kind.OPEN, List.of());
        }
        if (worse.isEmpty()) {
            return new Lead(Kind.EQUAL, List.of());
        }
        List<String> best = new ArrayList<>(List.of(worse.getFirst().baseline()));
        point.comparisons().stream().filter(c -> c.verdict() != Verdict.WORSE).forEach(c -> best.add(c.side()));
        return new Lead(best.size() == 1 ? Kind.CLEAR : Kind.SHARED, best);
    }

    private static List<Comparison> with(PointResult point, Verdict verdict) {
        return point.comparisons().stream().filter(c -> c.verdict() == verdict).toList();
    }
}
