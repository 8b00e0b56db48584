package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.scene.Parent;
import org.netsonde.app.text.Texts;
import org.netsonde.app.threshold.ThresholdsPane;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.Endpoint;

/** Shows the thresholds of an endpoint and takes over what was changed. JavaFX thread only. */
final class ThresholdActions {

    private final Workbench workbench;
    private final Texts texts;
    private final Prompts prompts;

    ThresholdActions(Workbench workbench, Texts texts, Prompts prompts) {
        this.workbench = workbench;
        this.texts = texts;
        this.prompts = prompts;
    }

    /** Shows those of an endpoint. */
    void open(Endpoint endpoint) {
        if (prompts.showing()) {
            return;
        }
        ThresholdsPane pane = new ThresholdsPane(endpoint, texts);
        Prompts.Answer save = new Prompts.Answer("thresholds-save", texts.get("threshold.save"), Styles.ACCENT, () -> {
            endpoint.thresholds().configure(pane.json());
            workbench.changed();
        });
        Prompts.Answer cancel = new Prompts.Answer("thresholds-cancel", texts.get("shell.cancel"), "", () -> {});
        prompts.show(texts.get("threshold.title", endpoint.name()), pane.node(), List.of(save, cancel));
        Parent box = pane.node().getParent();
        box.getStyleClass().add("wide-prompt");
        box.lookup("#thresholds-save")
                .disableProperty()
                .bind(pane.goodProperty().not());
        pane.node().lookup("#threshold-add").requestFocus();
    }
}
