package org.netsonde.engine.export.experiment;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.netsonde.engine.experiment.Axis;
import org.netsonde.engine.experiment.Comparison;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentWords;
import org.netsonde.engine.experiment.Figure;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.export.report.Html;
import org.netsonde.engine.export.report.Words;
import org.netsonde.engine.metrics.Percentiles;

/** The tables of the report: figures of each side at each point, and what was counted as proof of what was done. */
record ExperimentTables(Html html, Words texts, ExperimentWords words, ExperimentResult result) {

    /** Figures with their intervals, ratios, percentiles of all units of work together, and how much was done. */
    void figures() {
        begin();
        for (Figure figure : result.figures()) {
            head(words.figure(figure), "n");
        }
        for (String column : List.of("ratio", "p50", "p90", "p99", "max", "units", "failed")) {
            head(texts.get("experiment.column." + column), "n");
        }
        html.close("tr").close("thead").open("tbody").line();
        for (PointResult point : result.points()) {
            for (SideResult side : point.sides()) {
                row(point, side);
                for (int i = 0; i < result.figures().size(); i++) {
                    Figure figure = result.figures().get(i);
                    Estimate estimate = side.estimates().get(i);
                    cell(
                            words.value(figure, estimate.value()),
                            estimate.bounded()
                                    ? words.value(figure, estimate.low()) + " – " + words.value(figure, estimate.high())
                                    : "");
                }
                ratio(point, side);
                Percentiles latency = side.latency();
                for (long nanos : List.of(latency.p50(), latency.p90(), latency.p99(), latency.max())) {
                    cell(words.value(Measure.Unit.NANOS, (double) nanos), "");
                }
                cell(texts.count(side.units()), "");
                html.element("td", texts.count(side.failed()), "class", side.failed() > 0 ? "n bad" : "n");
                html.close("tr").line();
            }
        }
        end();
    }

    private void ratio(PointResult point, SideResult side) {
        Comparison comparison = point.comparisons().stream()
                .filter(c -> c.side().equals(side.id()))
                .findFirst()
                .orElse(null);
        if (comparison == null) {
            cell("1", "");
            return;
        }
        Estimate ratio = comparison.ratio();
        cell(
                words.ratio(ratio.value(), ratio),
                ratio.bounded() ? words.ratio(ratio.low(), ratio) + " – " + words.ratio(ratio.high(), ratio) : "");
    }

    /** Every counter of every side. */
    void counters() {
        Set<String> names = new TreeSet<>();
        result.points()
                .forEach(point -> point.sides()
                        .forEach(side -> names.addAll(side.counters().keySet())));
        // What nobody did needs no column.
        names.removeIf(name -> result.points().stream()
                .flatMap(point -> point.sides().stream())
                .allMatch(side -> side.counter(name) == 0));
        begin();
        names.forEach(name -> head(name, "n"));
        html.close("tr").close("thead").open("tbody").line();
        for (PointResult point : result.points()) {
            for (SideResult side : point.sides()) {
                row(point, side);
                names.forEach(name -> cell(texts.count(side.counter(name)), ""));
                html.close("tr").line();
            }
        }
        end();
    }

    private void begin() {
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        Axis axis = result.axis();
        if (axis != null) {
            head(words.axis(axis), "n");
        }
        head(texts.get("experiment.column.side"), "side");
    }

    private void head(String text, String style) {
        html.element("th", text, "scope", "col", "class", style);
    }

    private void row(PointResult point, SideResult side) {
        Axis axis = result.axis();
        Double at = point.at();
        html.open("tr");
        if (axis != null) {
            html.element("td", at == null ? "" : words.at(axis, at), "class", "n");
        }
        html.open("th", "scope", "row").name(words.text(side.name())).close("th");
    }

    private void cell(String value, String range) {
        html.open("td", "class", "n").text(value);
        if (!range.isEmpty()) {
            html.markup("<br>").element("span", range, "class", "range");
        }
        html.close("td");
    }

    private void end() {
        html.close("tbody").close("table").close("div").line();
    }
}
