package org.netsonde.engine.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.experiment.stat.Verdict;

/**
 * What a sweep shows as a whole.
 *
 * @param result it has two points or more
 * @param axis what was varied
 * @param words the language
 */
record SweepText(ExperimentResult result, Axis axis, ExperimentWords words) {

    /**
     * Neighbouring points of which the same can be said.
     *
     * @param what it is; null for nothing
     * @param first the value of the axis at the first of them
     * @param last the value at the last
     */
    private record Stretch<T>(@Nullable T what, double first, double last) {}

    private <T> List<Stretch<T>> stretches(Function<PointResult, @Nullable T> by) {
        List<Stretch<T>> found = new ArrayList<>();
        for (PointResult point : result.points()) {
            double at = Objects.requireNonNullElse(point.at(), 0.0);
            T what = by.apply(point);
            if (!found.isEmpty() && Objects.equals(found.getLast().what(), what)) {
                Stretch<T> before = found.removeLast();
                found.add(new Stretch<>(what, before.first(), at));
            } else {
                found.add(new Stretch<>(what, at, at));
            }
        }
        return found;
    }

    /** Who is ahead, and from where to where. */
    String headline() {
        List<Lead> leads = result.points().stream().map(Lead::of).toList();
        if (leads.stream().allMatch(lead -> lead.kind() == Lead.Kind.EQUAL)) {
            return words.said("sweep.equal");
        }
        List<Stretch<String>> stretches = stretches(SweepText::leader);
        Stretch<String> first = stretches.getFirst();
        Stretch<String> last = stretches.getLast();
        return switch (stretches.size()) {
            case 1 -> first.what() == null ? words.said("sweep.none") : words.said("sweep.all", name(first.what()));
            case 2 -> {
                if (first.what() == null) {
                    yield words.said("sweep.from", name(last.what()), axisName(), at(last.first()), at(first.last()));
                }
                yield last.what() == null
                        ? words.said("sweep.upTo", name(first.what()), axisName(), at(first.last()), at(last.first()))
                        : words.said(
                                "sweep.changes",
                                name(first.what()),
                                axisName(),
                                at(first.last()),
                                name(last.what()),
                                at(last.first()));
            }
            default -> words.said("sweep.depends", axisName());
        };
    }

    private static @Nullable String leader(PointResult point) {
        Lead lead = Lead.of(point);
        return lead.kind() == Lead.Kind.CLEAR ? lead.sides().getFirst() : null;
    }

    /** How each side does against the first, over all points. */
    List<String> summaries() {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < result.points().getFirst().comparisons().size(); i++) {
            sentences.add(summary(i));
        }
        return sentences;
    }

    private String summary(int index) {
        List<Comparison> all = result.points().stream()
                .map(point -> point.comparisons().get(index))
                .toList();
        String side = name(all.getFirst().side());
        String baseline = name(all.getFirst().baseline());
        List<Stretch<Verdict>> stretches =
                stretches(point -> point.comparisons().get(index).verdict());
        Verdict first = Objects.requireNonNull(stretches.getFirst().what());
        if (stretches.size() == 1) {
            boolean told = first == Verdict.BETTER || first == Verdict.WORSE;
            return told
                    ? words.said("sweep.side.all", side, state(first, baseline), least(all), most(all))
                    : words.said("sweep.side.allSame", side, state(first, baseline));
        }
        if (stretches.size() == 2) {
            Verdict last = Objects.requireNonNull(stretches.getLast().what());
            return words.said(
                    "sweep.side.changes",
                    side,
                    state(first, baseline),
                    axisName(),
                    at(stretches.getFirst().last()),
                    at(stretches.getLast().first()),
                    state(last, baseline));
        }
        return words.said(
                "sweep.side.mixed",
                side,
                baseline,
                points(all, Verdict.BETTER),
                points(all, Verdict.WORSE),
                points(all, Verdict.EQUAL, Verdict.OPEN, Verdict.TOO_FEW));
    }

    private String points(List<Comparison> all, Verdict... verdicts) {
        return words.count(all.stream()
                .filter(c -> List.of(verdicts).contains(c.verdict()))
                .count());
    }

    private String least(List<Comparison> all) {
        return extreme(
                all, all.stream().mapToDouble(c -> c.ratio().value()).min().orElse(Double.NaN));
    }

    private String most(List<Comparison> all) {
        return extreme(
                all, all.stream().mapToDouble(c -> c.ratio().value()).max().orElse(Double.NaN));
    }

    private String extreme(List<Comparison> all, double value) {
        Estimate of = all.stream()
                .map(Comparison::ratio)
                .filter(ratio -> ratio.value() == value)
                .findFirst()
                .orElse(Estimate.NONE);
        return words.ratio(value, of);
    }

    private String state(Verdict verdict, String baseline) {
        return words.said("state." + verdict.name().toLowerCase(java.util.Locale.ROOT), baseline);
    }

    private String axisName() {
        return words.axis(axis);
    }

    private String at(double value) {
        return words.at(axis, value);
    }

    private String name(@Nullable String side) {
        return result.points().getFirst().sides().stream()
                .filter(s -> s.id().equals(side))
                .map(s -> words.text(s.name()))
                .collect(Collectors.joining());
    }
}
