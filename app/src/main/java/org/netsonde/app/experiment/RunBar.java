package org.netsonde.app.experiment;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.experiment.ExperimentProgress;

/** Runs an experiment and says how far it is; keeps it in the workspace. JavaFX thread only. */
final class RunBar {

    private final Trial trial;
    private final ExperimentContext context;
    private final Texts texts;
    private final Button run = new Button();
    private final Button cancel = new Button();
    private final ProgressBar progress = new ProgressBar(0);
    private final Label status = new Label();
    private final Button other = new Button();
    private final CheckBox keep = new CheckBox();
    private final HBox node;

    RunBar(Trial trial, ExperimentContext context, Runnable started) {
        this.trial = trial;
        this.context = context;
        texts = context.texts();
        run.setText(texts.get("experiments.run"));
        run.setGraphic(new FontIcon(Feather.PLAY));
        run.setId("experiment-run");
        run.getStyleClass().add("accent");
        run.setOnAction(e -> {
            context.desk().start(trial);
            started.run();
        });
        cancel.setText(texts.get("shell.cancel"));
        cancel.setGraphic(new FontIcon(Feather.SQUARE));
        cancel.setId("experiment-cancel");
        cancel.setOnAction(e -> context.desk().cancel());
        other.setText(texts.get("experiments.show"));
        other.setId("experiment-other");
        other.getStyleClass().add("small");
        other.setOnAction(e ->
                context.desk().running().ifPresent(r -> context.choose(r.trial().id())));
        progress.setId("experiment-progress");
        progress.setAccessibleText(texts.get("experiments.progress"));
        progress.setMaxWidth(Double.MAX_VALUE);
        status.setId("experiment-status");
        status.setMinWidth(0);
        keep.setText(texts.get("experiments.keep-result"));
        keep.setId("experiment-keep");
        keep.setOnAction(e -> context.desk().keepResult(trial, keep.isSelected()));
        VBox middle = new VBox(status, progress);
        middle.getStyleClass().add("experiment-progress");
        middle.setMinWidth(0);
        HBox.setHgrow(middle, Priority.ALWAYS);
        for (Node part : new Node[] {run, cancel, other, progress, status, keep}) {
            part.managedProperty().bind(part.visibleProperty());
        }
        for (Region part : new Region[] {run, cancel, other, keep}) {
            part.setMinWidth(Region.USE_PREF_SIZE);
        }
        node = new HBox(run, cancel, middle, other, keep, trial.saved() ? more() : save());
        node.getStyleClass().add("experiment-bar");
    }

    Node node() {
        return node;
    }

    /** Moves the focus to the first thing to do. */
    void focus() {
        (cancel.isVisible() ? cancel : run).requestFocus();
    }

    private Button save() {
        Button save = new Button(texts.get("experiments.save"), new FontIcon(Feather.SAVE));
        save.setId("experiment-save");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(e -> context.save(trial));
        return save;
    }

    private MenuButton more() {
        MenuButton more = new MenuButton(null, new FontIcon(Feather.MORE_HORIZONTAL));
        more.setId("experiment-more");
        more.setAccessibleText(texts.get("experiments.more"));
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.getItems()
                .setAll(
                        item("rename", Feather.EDIT_2, () -> context.rename(trial)),
                        item("duplicate", Feather.COPY, () -> context.duplicate(trial)),
                        item("delete", Feather.TRASH_2, () -> context.delete(trial)));
        return more;
    }

    private MenuItem item(String name, Feather icon, Runnable action) {
        MenuItem item = new MenuItem(texts.get("experiments." + name), new FontIcon(icon));
        item.setId("experiment-" + name);
        item.setOnAction(e -> action.run());
        return item;
    }

    /**
     * Shows how things are.
     *
     * @param valid whether a run can begin with what is typed
     */
    void refresh(boolean valid) {
        Optional<RunningTrial> running = context.desk().running();
        boolean mine = running.filter(r -> r.trial() == trial).isPresent();
        boolean others = running.isPresent() && !mine;
        boolean focused = run.isFocused() || cancel.isFocused();
        run.setVisible(!mine);
        run.setDisable(!valid || others);
        cancel.setVisible(mine);
        cancel.setDisable(running.filter(r -> !r.wanted()).isPresent());
        other.setVisible(others);
        keep.setVisible(trial.saved() && !running.isPresent());
        keep.setSelected(trial.keepsResult());
        progress.setVisible(mine);
        status.setText(running.map(r -> mine ? status(r) : waits(r)).orElse(""));
        status.setVisible(running.isPresent());
        if (mine) {
            progress(running.get().progress());
        }
        if (focused && !run.isFocused() && !cancel.isFocused()) {
            // The one takes the place of the other, also for the keyboard.
            focus();
        }
    }

    private String waits(RunningTrial running) {
        return texts.get("experiments.waits", TrialNames.name(running.trial(), texts));
    }

    private void progress(@Nullable ExperimentProgress now) {
        // Before the first round it is not known how long that takes.
        progress.setProgress(
                now == null || (now.fraction() == 0 && now.phase() != ExperimentProgress.Phase.MEASURING)
                        ? ProgressBar.INDETERMINATE_PROGRESS
                        : now.fraction());
    }

    private String status(RunningTrial running) {
        ExperimentProgress now = running.progress();
        if (!running.wanted()) {
            return texts.get("experiments.ending");
        }
        if (now == null) {
            return texts.get("experiments.phase.starting", 0);
        }
        String phase = texts.get(
                "experiments.phase."
                        + now.phase().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                now.rounds());
        return now.points() > 1 ? texts.get("experiments.point", now.point() + 1, now.points(), phase) : phase;
    }
}
