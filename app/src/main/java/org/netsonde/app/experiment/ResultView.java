package org.netsonde.app.experiment;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.chart.IntervalChart;
import org.netsonde.app.charting.PictureItems;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentWords;
import org.netsonde.engine.experiment.Findings;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.session.Machine;

/** What came of an experiment, or is known so far: sentences, a chart and tables. JavaFX thread only. */
final class ResultView {

    private final Trial trial;
    private final ExperimentContext context;
    private final Texts texts;
    private final ExperimentWords words;
    private final Label headline = new Label();
    private final VBox sentences = new VBox();
    private final TitledPane rest = new TitledPane();
    private final FigureSwitch figures = new FigureSwitch(this::choose);
    private final IntervalChart chart = new IntervalChart();
    private final MenuButton export;
    private final ScrollPane table = new ScrollPane();
    private final TitledPane details = new TitledPane();
    private final Label conditions = new Label();
    private final VBox changed = new VBox();
    private final VBox node;
    private @Nullable ExperimentResult shown;
    private int figure;

    ResultView(Trial trial, ExperimentContext context, Runnable takenBack) {
        this.trial = trial;
        this.context = context;
        texts = context.texts();
        words = new ExperimentWords(texts.locale());
        headline.setId("experiment-headline");
        headline.getStyleClass().add("experiment-headline");
        sentences.setId("experiment-sentences");
        rest.setText(texts.get("experiments.sentences"));
        rest.setId("experiment-rest");
        details.setText(texts.get("experiments.details"));
        details.setId("experiment-more-figures");
        for (TitledPane folded : List.of(rest, details)) {
            folded.setExpanded(false);
            folded.setAnimated(false);
            folded.getStyleClass().addAll("dense", "experiment-folded");
        }
        chart.setId("experiment-chart");
        export = new ResultFiles(trial, context).menu(chart);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(figures.node(), space, export);
        tools.getStyleClass().add("experiment-tools");
        conditions.setId("experiment-conditions");
        conditions.getStyleClass().add("experiment-conditions");
        wrap(headline);
        wrap(conditions);
        makeChanged(takenBack);
        table.setFitToHeight(true);
        table.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        table.getStyleClass().addAll("edge-to-edge", "experiment-wide");
        ContextMenu menu = new ContextMenu();
        menu.setId("experiment-chart-menu");
        menu.getItems().setAll(new PictureItems(chart, context).all());
        chart.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            event.consume();
            menu.show(chart, event.getScreenX(), event.getScreenY());
        });
        node = new VBox(headline, sentences, changed, tools, chart, table, rest, details, conditions);
        node.setId("experiment-result");
        node.getStyleClass().addAll("bench-card", "experiment-result");
        for (Node part : List.of(headline, sentences, changed, chart, table, rest, details, conditions, node)) {
            part.managedProperty().bind(part.visibleProperty());
        }
        node.setVisible(false);
    }

    private static void wrap(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
    }

    private void makeChanged(Runnable takenBack) {
        Label text = new Label();
        text.setId("experiment-changed");
        wrap(text);
        Button back = new Button(texts.get("experiments.take-back"));
        back.setId("experiment-take-back");
        back.getStyleClass().add("small");
        back.setOnAction(e -> trial.result().ifPresent(result -> {
            context.desk().configure(trial, result.parameters(), trial.limits());
            takenBack.run();
        }));
        changed.getChildren().setAll(text, new FlowPane(back));
        changed.getStyleClass().add("experiment-note");
    }

    Node node() {
        return node;
    }

    /** Draws what must be drawn. */
    void render() {
        chart.render();
    }

    private void choose(int index) {
        figure = index;
        if (shown != null) {
            chart.show(new ChartedResult(texts, words).of(shown, figure));
        }
    }

    /** Shows what came of it, or is known so far; nothing where that is nothing. */
    void show(@Nullable ExperimentResult result) {
        boolean any =
                result != null && (!result.points().isEmpty() || result.ending() != ExperimentResult.Ending.RUNNING);
        node.setVisible(any);
        if (result == null || !any) {
            shown = null;
            return;
        }
        if (!result.equals(shown)) {
            shown = result;
            fill(result);
        }
        refreshChanged();
    }

    /** Says whether other parameters have been typed meanwhile. */
    void refreshChanged() {
        ExperimentResult result = shown;
        List<String> differing = result == null || result.ending() == ExperimentResult.Ending.RUNNING
                ? List.of()
                : MeasuredWith.differing(trial, result.parameters(), words);
        changed.setVisible(!differing.isEmpty());
        ((Label) changed.getChildren().getFirst())
                .setText(texts.get("experiments.changed", String.join(" · ", differing)));
    }

    private void fill(ExperimentResult result) {
        boolean running = result.ending() == ExperimentResult.Ending.RUNNING;
        Findings findings = Findings.of(result, texts.locale());
        // What is said before there is enough is taken back a moment later.
        headline.setText(running ? texts.get("experiments.so-far") : findings.headline());
        sentences.getChildren().clear();
        List<String> said = running ? List.of() : findings.sentences();
        int few = result.axis() == null ? said.size() : Math.min(said.size(), sides(result));
        said.subList(0, few).forEach(sentence -> sentences.getChildren().add(sentence(sentence)));
        if (!running) {
            findings.warnings().forEach(warning -> {
                Verdict verdict = new Verdict("");
                verdict.warn(warning);
                sentences.getChildren().add(verdict.node());
            });
        }
        findings.notes().forEach(note -> {
            Verdict verdict = new Verdict("");
            verdict.note(note);
            sentences.getChildren().add(verdict.node());
        });
        sentences.setVisible(!sentences.getChildren().isEmpty());
        VBox others = new VBox();
        others.getStyleClass().add("experiment-others");
        said.subList(few, said.size()).forEach(sentence -> others.getChildren().add(sentence(sentence)));
        rest.setContent(others);
        rest.setVisible(!others.getChildren().isEmpty());
        figure = Math.min(figure, result.figures().size() - 1);
        figures.offer(result.figures().stream().map(words::figure).toList(), figure);
        chart.show(new ChartedResult(texts, words).of(result, figure));
        ResultTable tables = new ResultTable(texts, words);
        boolean measured = !result.points().isEmpty();
        chart.setVisible(measured);
        table.setVisible(measured);
        table.setContent(tables.figures(result));
        details.setVisible(!running && measured);
        if (!running) {
            ScrollPane wide = new ScrollPane(tables.details(result));
            wide.setFitToHeight(true);
            wide.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            wide.getStyleClass().addAll("edge-to-edge", "experiment-wide");
            details.setContent(wide);
        }
        export.setVisible(!running && measured);
        conditions.setText(running ? "" : conditions(result));
        conditions.setVisible(!running);
    }

    /** For a sweep, each side has a sentence about all points before those about each. */
    private static int sides(ExperimentResult result) {
        return result.points().isEmpty()
                ? 0
                : result.points().getFirst().sides().size() - 1;
    }

    private static Label sentence(String text) {
        Label label = new Label(text);
        wrap(label);
        label.getStyleClass().add("experiment-sentence");
        return label;
    }

    private String conditions(ExperimentResult result) {
        Machine machine = result.machine();
        String at = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(texts.locale())
                .withZone(ZoneId.systemDefault())
                .format(result.at());
        String ending = texts.get(
                "experiments.ended." + result.ending().name().toLowerCase(Locale.ROOT),
                words.value(Measure.Unit.NANOS, (double) result.took().toNanos()));
        return String.join(
                " · ",
                at,
                ending,
                texts.get("session.machine", machine.system(), machine.architecture(), machine.processors()),
                "Java " + machine.java());
    }
}
