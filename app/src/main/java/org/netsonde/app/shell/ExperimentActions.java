package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.netsonde.app.bench.BenchPane;
import org.netsonde.app.experiment.ExperimentContext;
import org.netsonde.app.experiment.ExperimentDesk;
import org.netsonde.app.experiment.ExperimentPage;
import org.netsonde.app.experiment.Trial;
import org.netsonde.app.experiment.TrialNames;
import org.netsonde.app.form.Editors;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Subscription;

/** The experiments, in the middle of the window. JavaFX thread only. */
final class ExperimentActions extends BenchActions implements ExperimentContext {

    private final Editors editors;
    private final String version;
    private final Runnable stopEndpoints;
    private final Subscription changes;
    private Map<Trial, ExperimentPage> pages = new HashMap<>();

    ExperimentActions(
            WindowServices services,
            Texts texts,
            SavedFiles files,
            Prompts prompts,
            Editors editors,
            String version,
            Runnable stopEndpoints) {
        super(services, texts, files, prompts, Screen.EXPERIMENTS);
        this.editors = editors;
        this.version = version;
        this.stopEndpoints = stopEndpoints;
        changes = desk().observe(this::sync);
    }

    @Override
    BenchPane make() {
        BenchPane pane = new BenchPane(texts(), "experiments", texts().get("experiments.pages"), pages());
        pane.select(desk().chosen());
        return pane;
    }

    /** A page for each experiment; those that were there stay. */
    private List<ExperimentPage> pages() {
        Map<Trial, ExperimentPage> before = pages;
        List<ExperimentPage> shown = new ArrayList<>();
        pages = new HashMap<>();
        for (Trial trial : desk().trials()) {
            ExperimentPage there = before.remove(trial);
            ExperimentPage page = there == null ? new ExperimentPage(trial, this) : there;
            pages.put(trial, page);
            shown.add(page);
        }
        before.values().forEach(ExperimentPage::dispose);
        return shown;
    }

    private void sync() {
        made().ifPresent(pane -> pane.show(pages()));
    }

    @Override
    void dispose() {
        changes.close();
        super.dispose();
    }

    @Override
    public ExperimentDesk desk() {
        return services().experiments();
    }

    @Override
    public Editors editors() {
        return editors;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public void choose(String id) {
        open(id);
    }

    @Override
    public void stopEndpoints() {
        stopEndpoints.run();
    }

    @Override
    public void save(Trial trial) {
        CheckBox result = new CheckBox(texts().get("experiments.save.result"));
        result.setId("experiment-save-result");
        result.setVisible(trial.result().isPresent());
        result.setManaged(trial.result().isPresent());
        result.setSelected(trial.result().isPresent());
        ask(
                "save",
                desk().free(TrialNames.name(trial, texts())),
                List.of(result),
                name -> choose(desk().save(trial, name, result.isSelected())));
    }

    @Override
    public void rename(Trial trial) {
        ask("rename", trial.name(), List.of(), name -> desk().rename(trial, name));
    }

    /** Asks for a name. */
    private void ask(String what, String name, List<CheckBox> checks, Consumer<String> named) {
        TextField field = new TextField(name);
        field.setId("experiment-name");
        field.setAccessibleText(texts().get("experiments.name"));
        field.setPrefColumnCount(28);
        Label label = new Label(texts().get("experiments.name"));
        label.setLabelFor(field);
        VBox content = new VBox(8, label, field);
        content.getChildren().addAll(checks);
        prompts()
                .show(
                        texts().get("experiments." + what + ".title"),
                        content,
                        List.of(
                                new Prompts.Answer(
                                        "experiment-name-yes",
                                        texts().get("experiments." + what + ".yes"),
                                        Styles.ACCENT,
                                        () -> named.accept(field.getText())),
                                new Prompts.Answer("experiment-name-no", texts().get("shell.cancel"), "", () -> {})));
        content.getParent()
                .lookup("#experiment-name-yes")
                .disableProperty()
                .bind(Bindings.createBooleanBinding(() -> field.getText().isBlank(), field.textProperty()));
        field.requestFocus();
        field.selectAll();
    }

    @Override
    public void duplicate(Trial trial) {
        choose(desk().duplicate(trial));
    }

    @Override
    public void delete(Trial trial) {
        confirm(
                texts().get("experiments.delete.title"),
                texts().get("experiments.delete.question", TrialNames.name(trial, texts())),
                texts().get("experiments.delete.yes"),
                () -> desk().delete(trial));
    }
}
