package org.netsonde.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.experiment.Axis;
import org.netsonde.engine.experiment.Comparison;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentWords;
import org.netsonde.engine.experiment.Figure;
import org.netsonde.engine.experiment.Findings;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.experiment.stat.Estimate;

/**
 * A result in a terminal: what was found, and a table of the figures with their intervals.
 *
 * @param console where it goes, on standard output
 */
record ExperimentText(Console console) {

    /** Whether it came to its end, and a side did no work at all: all that it tried has failed. */
    static boolean failed(ExperimentResult result) {
        return result.ending() != ExperimentResult.Ending.CANCELLED
                && result.points().stream()
                        .flatMap(point -> point.sides().stream())
                        .anyMatch(side -> side.units() == 0);
    }

    void print(ExperimentResult result) {
        Findings findings = Findings.of(result, console.texts().locale());
        console.plain(findings.headline());
        if (!result.points().isEmpty()) {
            console.line("");
            table(result).lines().forEach(line -> console.plain("  " + line));
            console.line("");
        }
        findings.sentences().forEach(console::plain);
        findings.warnings().forEach(warning -> console.problem(warning));
        findings.notes().forEach(console::plain);
    }

    private TextTable table(ExperimentResult result) {
        ExperimentWords words = new ExperimentWords(console.texts().locale());
        Axis axis = result.axis();
        List<Boolean> figures = new ArrayList<>();
        List<String> heads = new ArrayList<>();
        if (axis != null) {
            figures.add(true);
            heads.add(words.axis(axis));
        }
        figures.add(false);
        heads.add("");
        for (Figure figure : result.figures()) {
            figures.addAll(List.of(true, false));
            heads.addAll(List.of(words.figure(figure), ""));
        }
        figures.addAll(List.of(true, false));
        heads.addAll(List.of(console.texts().get("cli.experiment.ratio"), ""));
        TextTable table = new TextTable(figures);
        table.row(heads);
        for (PointResult point : result.points()) {
            for (SideResult side : point.sides()) {
                table.row(row(result, point, side, words));
            }
        }
        return table;
    }

    private static List<String> row(
            ExperimentResult result, PointResult point, SideResult side, ExperimentWords words) {
        List<String> cells = new ArrayList<>();
        Axis axis = result.axis();
        Double at = point.at();
        if (axis != null) {
            cells.add(at == null ? "" : words.at(axis, at));
        }
        cells.add(words.text(side.name()));
        for (int i = 0; i < result.figures().size(); i++) {
            Figure figure = result.figures().get(i);
            Estimate estimate = side.estimates().get(i);
            cells.add(words.value(figure, estimate.value()));
            cells.add(range(estimate, words.value(figure, estimate.low()), words.value(figure, estimate.high())));
        }
        Estimate ratio = point.comparisons().stream()
                .filter(c -> c.side().equals(side.id()))
                .map(Comparison::ratio)
                .findFirst()
                .orElse(new Estimate(1, Double.NaN, Double.NaN));
        cells.add(words.ratio(ratio.value(), ratio));
        cells.add(range(ratio, words.ratio(ratio.low(), ratio), words.ratio(ratio.high(), ratio)));
        return cells;
    }

    private static String range(Estimate estimate, String low, String high) {
        return estimate.bounded() ? "(" + low + " – " + high + ")" : "";
    }
}
