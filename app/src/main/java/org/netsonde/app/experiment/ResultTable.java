package org.netsonde.app.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.experiment.Axis;
import org.netsonde.engine.experiment.Comparison;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentWords;
import org.netsonde.engine.experiment.Figure;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.experiment.stat.Verdict;
import org.netsonde.engine.metrics.Percentiles;

/** The figures of a result with their intervals, a line for each side and point. JavaFX thread only. */
final class ResultTable {

    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Texts texts;
    private final ExperimentWords words;
    private final ChartedResult charted;

    ResultTable(Texts texts, ExperimentWords words) {
        this.texts = texts;
        this.words = words;
        charted = new ChartedResult(texts, words);
    }

    /** What sides are compared by. */
    Node figures(ExperimentResult result) {
        List<String> heads = heads(result);
        result.figures().forEach(figure -> heads.add(words.figure(figure)));
        heads.add(texts.get("report.experiment.column.ratio"));
        GridPane grid = grid("experiment-figures", heads, places(result));
        int row = 1;
        for (PointResult point : result.points()) {
            for (SideResult side : point.sides()) {
                int column = names(grid, result, point, side, row);
                for (int i = 0; i < result.figures().size(); i++) {
                    grid.add(estimate(result.figures().get(i), side.estimates().get(i)), column++, row);
                }
                grid.add(ratio(point, side), column, row++);
            }
        }
        return grid;
    }

    /** All percentiles, and what was counted. */
    Node details(ExperimentResult result) {
        List<String> heads = heads(result);
        for (String name : List.of("p50", "p90", "p99", "max", "units", "failed")) {
            heads.add(texts.get("report.experiment.column." + name));
        }
        GridPane grid = grid("experiment-details", heads, places(result));
        int row = 1;
        for (PointResult point : result.points()) {
            for (SideResult side : point.sides()) {
                int column = names(grid, result, point, side, row);
                Percentiles latency = side.latency();
                for (long nanos : List.of(latency.p50(), latency.p90(), latency.p99(), latency.max())) {
                    grid.add(
                            number(latency.count() == 0 ? "–" : words.value(Measure.Unit.NANOS, (double) nanos)),
                            column++,
                            row);
                }
                grid.add(number(words.count(side.units())), column++, row);
                Label failed = number(words.count(side.failed()));
                failed.pseudoClassStateChanged(BAD, side.failed() > 0);
                grid.add(failed, column, row++);
                if (!side.counters().isEmpty()) {
                    Label counted = new Label(counters(side));
                    counted.setWrapText(true);
                    counted.setMinHeight(Region.USE_PREF_SIZE);
                    counted.getStyleClass().add("experiment-counters");
                    grid.add(counted, 0, row++, heads.size(), 1);
                }
            }
        }
        return grid;
    }

    private String counters(SideResult side) {
        return side.counters().entrySet().stream()
                .map(counter -> counter.getKey() + " " + words.count(counter.getValue()))
                .collect(Collectors.joining(" · "));
    }

    private List<String> heads(ExperimentResult result) {
        List<String> heads = new ArrayList<>();
        Axis axis = result.axis();
        if (axis != null) {
            heads.add(words.axis(axis));
        }
        heads.add(texts.get("report.experiment.column.side"));
        return heads;
    }

    /** How many columns say what a line is about. */
    private static int places(ExperimentResult result) {
        return result.axis() == null ? 1 : 2;
    }

    private static GridPane grid(String id, List<String> heads, int names) {
        GridPane grid = new GridPane();
        grid.setId(id);
        grid.getStyleClass().add("experiment-table");
        for (int i = 0; i < heads.size(); i++) {
            Label head = new Label(heads.get(i));
            head.getStyleClass().add("experiment-head");
            GridPane.setHalignment(head, i == names - 1 ? HPos.LEFT : HPos.RIGHT);
            grid.add(head, i, 0);
        }
        return grid;
    }

    private int names(GridPane grid, ExperimentResult result, PointResult point, SideResult side, int row) {
        int column = 0;
        Axis axis = result.axis();
        if (axis != null) {
            Double at = point.at();
            boolean first = side.id().equals(point.sides().getFirst().id());
            grid.add(number(first && at != null ? words.at(axis, at) : ""), column++, row);
        }
        Label name = new Label(words.text(side.name()));
        name.getStyleClass().add("experiment-side");
        grid.add(name, column++, row);
        return column;
    }

    private Node estimate(Figure figure, Estimate estimate) {
        return two(
                number(words.value(figure, estimate.value())),
                estimate.bounded()
                        ? words.value(figure, estimate.low()) + " – " + words.value(figure, estimate.high())
                        : "");
    }

    private Node ratio(PointResult point, SideResult side) {
        Comparison comparison = ChartedResult.comparison(point, side.id()).orElse(null);
        if (comparison == null) {
            return two(number("1"), texts.get("experiments.baseline"));
        }
        Label value = number(words.ratio(comparison.ratio().value(), comparison.ratio()) + " ×");
        value.pseudoClassStateChanged(GOOD, comparison.verdict() == Verdict.BETTER);
        value.pseudoClassStateChanged(BAD, comparison.verdict() == Verdict.WORSE);
        return two(value, comparison.ratio().bounded() ? charted.range(comparison.ratio()) : "");
    }

    private static Node two(Label value, String range) {
        Label below = new Label(range);
        below.getStyleClass().add("experiment-range");
        VBox box = new VBox(value, below);
        box.getStyleClass().add("experiment-cell");
        return box;
    }

    private static Label number(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("experiment-number");
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }
}
