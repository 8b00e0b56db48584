package org.netsonde.app.experiment;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.bench.BenchPage;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.experiment.Experiment;

/** An experiment: its parameters, how far it is, and what came of it. JavaFX thread only. */
public final class ExperimentPage implements BenchPage {

    private final Trial trial;
    private final ExperimentContext context;
    private @Nullable ExperimentView view;
    private @Nullable Node node;

    /** The page of an experiment; made in full when it is first shown. */
    public ExperimentPage(Trial trial, ExperimentContext context) {
        this.trial = trial;
        this.context = context;
    }

    /** What it shows. */
    public Trial trial() {
        return trial;
    }

    @Override
    public String id() {
        return trial.id();
    }

    @Override
    public String title(Texts texts) {
        return TrialNames.name(trial, texts);
    }

    @Override
    public String help(Texts texts) {
        String help = TrialNames.help(trial, texts);
        return trial.saved() && trial.experiment().isPresent()
                ? texts.get("experiments.of", TrialNames.experiment(trial, texts), help)
                : help;
    }

    @Override
    public String section(Texts texts) {
        return texts.get(trial.saved() ? "experiments.saved" : "experiments.builtin");
    }

    @Override
    public Feather icon() {
        return trial.saved() ? Feather.BOOKMARK : Feather.BAR_CHART_2;
    }

    @Override
    public Node node() {
        Node there = node;
        if (there == null) {
            there = trial.experiment().map(this::make).orElseGet(StackPane::new);
            node = there;
        }
        return there;
    }

    private Node make(Experiment<?> experiment) {
        ExperimentView made = new ExperimentView(trial, experiment, context);
        view = made;
        return made.node();
    }

    @Override
    public Optional<ContextMenu> menu() {
        if (!trial.saved()) {
            return Optional.empty();
        }
        ContextMenu menu = new ContextMenu(
                item("rename", () -> context.rename(trial)),
                item("duplicate", () -> context.duplicate(trial)),
                item("delete", () -> context.delete(trial)));
        menu.setId("experiment-menu");
        return Optional.of(menu);
    }

    private MenuItem item(String name, Runnable action) {
        MenuItem item = new MenuItem(context.texts().get("experiments." + name));
        item.setOnAction(e -> action.run());
        return item;
    }

    @Override
    public void showing() {
        context.desk().choose(trial.id());
        if (view != null) {
            view.refresh();
        }
    }

    @Override
    public void focus() {
        if (view != null) {
            view.focus();
        }
    }

    @Override
    public void dispose() {
        if (view != null) {
            view.dispose();
        }
    }
}
