package org.netsonde.engine.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment has found, in plain sentences of one language, for the window, the terminal and exports alike.
 *
 * @param headline the main thing, such as who is ahead
 * @param sentences what is behind it: for a sweep how each side does against the first over all points, then a sentence for
 *     each point and comparison
 * @param warnings what makes it less than it could be: work that failed, an early end
 * @param notes what the experiment says of itself, such as what this machine does not have
 */
public record Findings(String headline, List<String> sentences, List<String> warnings, List<String> notes) {

    public Findings {
        sentences = List.copyOf(sentences);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
    }

    /** The findings of a result, which may be of an experiment that goes on. */
    public static Findings of(ExperimentResult result, Locale locale) {
        ExperimentWords words = new ExperimentWords(locale);
        return new Findings(
                headline(result, words),
                sentences(result, words),
                warnings(result, words),
                result.notes().stream().map(words::text).toList());
    }

    /** All that is said, one after the other. */
    public List<String> all() {
        List<String> all = new ArrayList<>(List.of(headline));
        all.addAll(sentences);
        all.addAll(warnings);
        all.addAll(notes);
        return all;
    }

    private static String headline(ExperimentResult result, ExperimentWords words) {
        if (result.points().isEmpty()) {
            return words.said("nothing");
        }
        PointResult first = result.points().getFirst();
        Axis axis = result.axis();
        if (axis != null && result.points().size() > 1) {
            return new SweepText(result, axis, words).headline();
        }
        return at(first, axis, headline(new ComparisonText(result, words), first), words);
    }

    private static String headline(ComparisonText text, PointResult point) {
        ExperimentWords words = text.words();
        Lead lead = Lead.of(point);
        List<String> names =
                lead.sides().stream().map(side -> text.name(point, side)).toList();
        return switch (lead.kind()) {
            case CLEAR -> clear(text, point, lead.sides().getFirst());
            case SHARED ->
                words.said(
                        names.size() == 1 ? "ahead.first" : "ahead.several",
                        list(names, words),
                        text.name(point, point.sides().getFirst().id()));
            case EQUAL -> words.said("ahead.equal");
            case OPEN -> words.said("ahead.open");
        };
    }

    private static String clear(ComparisonText text, PointResult point, String side) {
        Comparison against = point.comparisons().stream()
                .filter(c -> c.side().equals(side))
                .findFirst()
                .orElse(null);
        if (against == null && point.comparisons().size() > 1) {
            return text.words().said("ahead.all", text.name(point, side));
        }
        Comparison told =
                against == null ? ComparisonText.reversed(point.comparisons().getFirst()) : against;
        return text.words()
                .said(
                        point.comparisons().size() > 1 ? "ahead.best" : "ahead.two",
                        text.claim(point, told),
                        text.name(point, side));
    }

    private static String list(List<String> names, ExperimentWords words) {
        int last = names.size() - 1;
        String joined = names.getFirst();
        for (int i = 1; i <= last; i++) {
            joined = words.said(i < last ? "comma" : "and", joined, names.get(i));
        }
        return joined;
    }

    private static List<String> sentences(ExperimentResult result, ExperimentWords words) {
        List<String> sentences = new ArrayList<>();
        Axis axis = result.axis();
        if (axis != null && result.points().size() > 1) {
            sentences.addAll(new SweepText(result, axis, words).summaries());
        }
        ComparisonText text = new ComparisonText(result, words);
        for (PointResult point : result.points()) {
            for (Comparison comparison : point.comparisons()) {
                sentences.add(at(point, axis, text.sentence(point, comparison), words));
            }
        }
        return sentences;
    }

    private static String at(PointResult point, @Nullable Axis axis, String sentence, ExperimentWords words) {
        Double at = point.at();
        return axis == null || at == null ? sentence : words.said("at", words.axis(axis), words.at(axis, at), sentence);
    }

    private static List<String> warnings(ExperimentResult result, ExperimentWords words) {
        List<String> warnings = new ArrayList<>();
        Map<String, long[]> bySide = new LinkedHashMap<>();
        for (PointResult point : result.points()) {
            for (SideResult side : point.sides()) {
                long[] counts =
                        Objects.requireNonNull(bySide.computeIfAbsent(words.text(side.name()), name -> new long[2]));
                counts[0] += side.failed();
                counts[1] += side.units() + side.failed();
            }
        }
        bySide.forEach((name, counts) -> {
            if (counts[0] > 0) {
                warnings.add(words.said("failed", name, words.count(counts[0]), words.count(counts[1])));
            }
        });
        if (result.ending() == ExperimentResult.Ending.CANCELLED) {
            warnings.add(words.said("cancelled"));
        }
        return warnings;
    }
}
