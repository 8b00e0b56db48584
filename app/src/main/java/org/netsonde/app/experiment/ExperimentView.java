package org.netsonde.app.experiment;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.ExperimentProgress;
import org.netsonde.engine.experiment.ExperimentResult;

/** What shows of an experiment that this version knows. JavaFX thread only. */
final class ExperimentView {

    private static final int FRAMES = 10;
    private static final long BETWEEN_RESULTS = 300_000_000;

    private final Trial trial;
    private final ExperimentContext context;
    private final ParametersForm form;
    private final RunBar bar;
    private final ResultView result;
    private final Verdict failure = new Verdict("experiment-failure");
    private final HBox disturbed;
    private final Label disturbing = new Label();
    private final ScrollPane scroll;
    private final BorderPane node;
    private final Subscription subscriptions;
    private long renewed;
    private boolean moving;

    ExperimentView(Trial trial, Experiment<?> experiment, ExperimentContext context) {
        this.trial = trial;
        this.context = context;
        Texts texts = context.texts();
        form = new ParametersForm(trial, experiment, context, this::edited);
        result = new ResultView(trial, context, this::refresh);
        bar = new RunBar(trial, context, this::refresh);
        disturbing.setWrapText(true);
        disturbing.setMinHeight(Region.USE_PREF_SIZE);
        disturbing.setId("experiment-disturbed");
        HBox.setHgrow(disturbing, Priority.ALWAYS);
        disturbing.setMaxWidth(Double.MAX_VALUE);
        Button stop = new Button(texts.get("experiments.stop-endpoints"));
        stop.setId("experiment-stop-endpoints");
        stop.getStyleClass().add("small");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setOnAction(e -> context.stopEndpoints());
        disturbed = new HBox(new FontIcon(Feather.ALERT_TRIANGLE), disturbing, stop);
        disturbed.getStyleClass().add("experiment-disturbed");
        disturbed.managedProperty().bind(disturbed.visibleProperty());
        Label heading = new Label(texts.get("experiments.parameters"));
        heading.getStyleClass().add("bench-card-title");
        VBox parameters = new VBox(heading, form.node());
        parameters.getStyleClass().add("bench-card");
        VBox all = new VBox(disturbed, failure.node(), parameters, result.node());
        all.getStyleClass().addAll("bench-cards", "experiment-cards");
        scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "bench-tool");
        scroll.setId("experiment-scroll");
        node = new BorderPane(scroll);
        node.setTop(bar.node());
        node.setId("experiment-" + trial.experimentId());
        org.netsonde.engine.protocol.Subscription desk = context.desk().observe(this::refresh);
        subscriptions = context.clock().whileShowing(scroll, FRAMES, this::tick).and(desk::close);
        refresh();
    }

    Node node() {
        return node;
    }

    void focus() {
        bar.focus();
    }

    void dispose() {
        subscriptions.unsubscribe();
    }

    private void edited() {
        bar.refresh(form.valid());
        result.refreshChanged();
    }

    private void tick(long now) {
        if (running() != null) {
            bar.refresh(form.valid());
            if (now - renewed >= BETWEEN_RESULTS) {
                renewed = now;
                showResult();
            }
        }
        noteEndpoints();
        result.render();
    }

    private @Nullable RunningTrial running() {
        return context.desk().running().filter(run -> run.trial() == trial).orElse(null);
    }

    /** Shows how things are: one has begun or ended, or what is typed was changed elsewhere. */
    void refresh() {
        form.show();
        boolean runs = running() != null;
        form.node().setDisable(runs);
        bar.refresh(form.valid());
        trial.failure()
                .filter(why -> !runs)
                .ifPresentOrElse(why -> failure.bad(context.texts().get(why)), failure::clear);
        noteEndpoints();
        showResult();
        if (runs && !moving) {
            reveal();
        }
        moving = runs;
    }

    private void showResult() {
        RunningTrial run = running();
        if (run == null) {
            result.show(trial.result().orElse(null));
            return;
        }
        ExperimentProgress progress = run.progress();
        ExperimentResult soFar = progress == null ? null : progress.soFar();
        boolean any = soFar != null && !soFar.points().isEmpty();
        if (any) {
            boolean first = !result.node().isVisible();
            result.show(soFar);
            if (first) {
                reveal();
            }
        } else {
            result.show(null);
        }
    }

    /** What moves is to be seen: the result stands below the form. */
    private void reveal() {
        scroll.layout();
        scroll.setVvalue(scroll.getVmax());
    }

    private void noteEndpoints() {
        List<String> names = context.endpoints().stream()
                .filter(endpoint -> !endpoint.state().startable())
                .map(Endpoint::name)
                .toList();
        disturbed.setVisible(!names.isEmpty());
        if (!names.isEmpty()) {
            disturbing.setText(context.texts().get("experiments.disturbed", names.size(), names.getFirst()));
        }
    }
}
