package org.netsonde.app.experiment;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.netsonde.app.form.SettingsForm;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.LimitSettings;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;

/** The parameters of an experiment and how long it goes on; problems are marked as they are typed. JavaFX thread only. */
final class ParametersForm {

    private final Trial trial;
    private final Experiment<?> experiment;
    private final SettingsForm parameters;
    private final SettingsForm limits;
    private final VBox node;

    /**
     * A form.
     *
     * @param edited called after every edit, when it has been taken over
     */
    ParametersForm(Trial trial, Experiment<?> experiment, ExperimentContext context, Runnable edited) {
        this.trial = trial;
        this.experiment = experiment;
        Texts texts = context.texts();
        parameters = new SettingsForm(
                SettingsDescriber.describe(experiment.parametersType(), experiment.defaults()),
                texts,
                context.editors(),
                List::of,
                value -> take(context.desk(), edited));
        limits = new SettingsForm(
                SettingsDescriber.describe(LimitSettings.class, new LimitSettings()),
                texts,
                context.editors(),
                List::of,
                value -> take(context.desk(), edited));
        Label heading = new Label(texts.get("experiments.limits"));
        heading.getStyleClass().add("bench-card-title");
        node = new VBox(parameters.node(), heading, limits.node());
        node.getStyleClass().add("experiment-form");
        node.setId("experiment-form");
        show();
    }

    Node node() {
        return node;
    }

    private void take(ExperimentDesk desk, Runnable edited) {
        desk.configure(trial, parameters.value(), limits.value());
        mark();
        edited.run();
    }

    /** Shows what is typed, which may have been changed elsewhere. */
    void show() {
        if (!parameters.value().equals(trial.parameters())) {
            parameters.show(trial.parameters());
        }
        if (!limits.value().equals(trial.limits())) {
            limits.show(trial.limits());
        }
        mark();
    }

    /** Whether a run can begin with what is typed. */
    boolean valid() {
        return bound(experiment).problems().isEmpty() && bounds().problems().isEmpty();
    }

    private void mark() {
        parameters.mark(bound(experiment).problems(), List.of());
        limits.mark(bounds().problems(), List.of());
    }

    private <P extends Record & Settings> Bound<P> bound(Experiment<P> known) {
        return SettingsBinder.bind(known.parametersType(), known.defaults(), trial.parameters());
    }

    private Bound<LimitSettings> bounds() {
        return SettingsBinder.bind(LimitSettings.class, new LimitSettings(), trial.limits());
    }
}
