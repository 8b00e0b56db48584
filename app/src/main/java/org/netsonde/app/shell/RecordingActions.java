package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.netsonde.app.recording.RecordingButton;
import org.netsonde.app.recording.RecordingForm;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.RecordingPreferences;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionSummary;

/** What the user can do about the recording. JavaFX thread only. */
final class RecordingActions {

    private final WindowServices services;
    private final Texts texts;
    private final Notices notices;
    private final Prompts prompts;
    private final Recorder recorder;
    private final SessionStore sessions;
    private final RecordingButton button;
    private final Consumer<String> open;

    /**
     * Actions.
     *
     * @param open shows the session of that id
     * @param changed hears when a recording has begun or ended
     */
    RecordingActions(
            WindowServices services,
            Texts texts,
            Notices notices,
            Prompts prompts,
            Consumer<String> open,
            Runnable changed) {
        this.services = services;
        this.texts = texts;
        this.notices = notices;
        this.prompts = prompts;
        this.open = open;
        recorder = services.recorder();
        sessions = services.sessions();
        button = new RecordingButton(
                recorder,
                texts,
                services.clock(),
                services.workbench().engine().clock(),
                new RecordingButton.Commands(this::toggle, this::split, open, this::settings, changed),
                failure -> notices.problem(texts.get("recording.trouble", texts.get(failure))));
    }

    /** Its place in the top bar. */
    Node button() {
        return button.node();
    }

    void dispose() {
        button.dispose();
    }

    /** Records, or records no more, and remembers it. */
    void toggle() {
        boolean on = !recorder.isEnabled();
        services.preferences().update(p -> p.withRecording(p.recording().recording(on)));
        inBackground(() -> recorder.enable(on), () -> {});
    }

    /** Ends the present session; what runs goes into another. */
    void split() {
        inBackground(recorder::split, () -> notices.info(texts.get("recording.wasSplit")));
    }

    private void inBackground(Runnable work, Runnable done) {
        services.exports()
                .run(
                        () -> {
                            work.run();
                            return true;
                        },
                        ok -> done.run(),
                        failure -> notices.problem(texts.get(failure)));
    }

    /** Asks how much is kept. */
    void settings() {
        if (prompts.showing()) {
            return;
        }
        ask(services.preferences().get().recording());
    }

    private void ask(RecordingPreferences shown) {
        RecordingForm form = new RecordingForm(texts, shown);
        prompts.show(
                texts.get("recording.settings.title"),
                form.node(),
                List.of(
                        new Prompts.Answer(
                                "recording-save", texts.get("recording.save"), Styles.ACCENT, () -> save(form)),
                        new Prompts.Answer("recording-cancel", texts.get("shell.cancel"), "", () -> {})));
        services.exports().run(sessions::used, form::used, failure -> notices.problem(texts.get(failure)));
    }

    private void save(RecordingForm form) {
        RecordingPreferences chosen = form.value();
        if (chosen == null) {
            notices.problem(texts.get("recording.notSaved"));
            return;
        }
        services.preferences().update(p -> p.withRecording(chosen));
        recorder.retain(chosen.retention());
        if (chosen.recordSessions() != recorder.isEnabled()) {
            inBackground(() -> recorder.enable(chosen.recordSessions()), () -> {});
        }
    }

    /** Looks for sessions that were cut off, and offers what is left of them. */
    void offerRecovered() {
        services.exports().run(sessions::recover, this::offer, failure -> notices.problem(texts.get(failure)));
    }

    private void offer(List<SessionSummary> recovered) {
        if (recovered.isEmpty()) {
            return;
        }
        String id = recovered.getFirst().info().id();
        Path folder = sessions.folder(id);
        notices.info(
                texts.get("recording.recovered", recovered.size()),
                new Notices.Choice("recovered-open", texts.get("recording.recovered.open"), () -> open.accept(id)),
                new Notices.Choice(
                        "recovered-folder",
                        texts.get("shell.show-folder"),
                        () -> services.picker().showFolder(folder)));
    }
}
