package org.netsonde.app.recording;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.form.Editors;
import org.netsonde.app.form.SettingsForm;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.RecordingPreferences;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;

/** Asks whether sessions are recorded and how much of the past is kept, and says what it takes now. JavaFX thread only. */
public final class RecordingForm {

    private final SettingsForm form;
    private final Label used = new Label();
    private final VBox node;
    private final Texts texts;

    /** A form that shows what was chosen. */
    public RecordingForm(Texts texts, RecordingPreferences chosen) {
        this.texts = texts;
        form = new SettingsForm(
                SettingsDescriber.describe(RecordingPreferences.class, RecordingPreferences.STANDARD),
                texts,
                Editors.standard(),
                List::of,
                value -> check());
        form.show(SettingsDescriber.toJson(chosen));
        used.setId("recording-used");
        used.getStyleClass().add("text-muted");
        used.setText(texts.get("recording.counting"));
        Label kept = new Label(texts.get("recording.kept"));
        kept.setWrapText(true);
        kept.getStyleClass().add("text-muted");
        node = new VBox(12, form.node(), kept, used);
        node.setPrefWidth(460);
        node.setId("recording-form");
    }

    /** The form. */
    public VBox node() {
        return node;
    }

    /** Says what all sessions take, in bytes. */
    public void used(long bytes) {
        used.setText(texts.get("recording.used", Unit.BYTES.format((double) bytes)));
    }

    /** What was chosen; null where it has problems, which are marked. */
    public @Nullable RecordingPreferences value() {
        return check().value();
    }

    private Bound<RecordingPreferences> check() {
        Bound<RecordingPreferences> bound =
                SettingsBinder.bind(RecordingPreferences.class, RecordingPreferences.STANDARD, form.value());
        form.mark(bound.problems(), List.of());
        return bound;
    }
}
