package org.netsonde.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import org.netsonde.app.experiment.ExperimentDesk;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.probe.ProbeDesk;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.Autosave;
import org.netsonde.app.workbench.Folders;
import org.netsonde.app.workbench.Preferences;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.app.workbench.RecordingPreferences;
import org.netsonde.app.workbench.UserKeys;
import org.netsonde.app.workbench.WindowNumber;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.app.workbench.WorkspaceSource;
import org.netsonde.engine.Engine;
import org.netsonde.engine.experiment.ExperimentRegistry;
import org.netsonde.engine.experiment.ExperimentRunner;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.SessionStore;

/**
 * The window: composes what outlives a scene, keeps title, theme and language, and asks before unsaved work is lost.
 * JavaFX thread only.
 */
public final class MainWindow {

    private static final double MIN_WIDTH = 900;
    private static final double MIN_HEIGHT = 600;
    private static final Duration AUTOSAVE_EVERY = Duration.seconds(3);
    private static final long LAST_WRITES_SECONDS = 15;

    /** Stopping something to start it again with other settings does not end the session. */
    private static final java.time.Duration SESSION_GRACE = java.time.Duration.ofSeconds(10);

    private final Stage stage;
    private final String version;
    private final WindowServices services;
    private final ExecutorService ordered;
    private final Timeline autosaving;
    private final Scene scene;
    private final WindowNumber number;
    private final WindowPlace place;
    private WindowContent content;

    /**
     * A window that does not show yet.
     *
     * @param stage its stage, new
     * @param engine runs the endpoints; closed by whoever made it, after the window
     * @param folders where preferences and unsaved work are kept
     * @param picker makes what asks for files, from the stage
     * @param version the program's version
     */
    public MainWindow(Stage stage, Engine engine, Folders folders, Function<Stage, FilePicker> picker, String version) {
        this.stage = stage;
        this.version = version;
        // One thread, so that the later of two saves is the one that stays; not a daemon's, so that it gets done.
        ordered = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("files").factory());
        Executor exports = task -> Thread.ofVirtual().name("export").start(task);
        Workbench workbench = new Workbench(engine, MainWindow::onWindowThread);
        PreferencesFile preferences = new PreferencesFile(folders.config(), ordered);
        SessionStore sessions = new SessionStore(folders.sessions(), engine.protocols());
        RecordingPreferences recording = preferences.get().recording();
        UserKeys keys = UserKeys.in(folders);
        services = new WindowServices(
                workbench,
                new Selection(workbench),
                preferences,
                new Autosave(workbench, folders.state(), ordered),
                keys,
                picker.apply(stage),
                new Background(ordered),
                new Background(exports),
                sessions,
                new Recorder(
                        engine, sessions, version, recording.retention(), recording.recordSessions(), SESSION_GRACE),
                new ProbeDesk(engine.probes()),
                new PrometheusService(engine, version, preferences, new Background(exports)),
                new ExperimentDesk(
                        ExperimentRegistry.builtin(),
                        new ExperimentRunner(keys.keys(), engine.clock()),
                        workbench,
                        MainWindow::onWindowThread),
                new FrameClock());
        number = WindowNumber.take(folders.state());
        place = new WindowPlace(stage, number.number());
        applyTheme();
        content = content(language());
        scene = new Scene(content.root(), 1280, 800);
        scene.getStylesheets().setAll(styleSheets());
        autosaving = new Timeline(
                new KeyFrame(AUTOSAVE_EVERY, event -> services.autosave().tick()));
        autosaving.setCycleCount(Animation.INDEFINITE);
        workbench.observe(this::title);
        stage.setOnCloseRequest(this::closeRequested);
    }

    /** Shows it, with that workspace; offers what a crash left behind. */
    public void show(Optional<WorkspaceSource> workspace) {
        stage.setScene(scene);
        stage.getIcons().setAll(Icons.all());
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        title();
        place.show(services.preferences().get().bounds());
        workspace.ifPresent(content.files()::open);
        content.files().offerRecovery();
        content.recording().offerRecovered();
        autosaving.play();
        services.prometheus().resume();
    }

    /** Comes to the front and opens the first of some files, as the menu would; says so where there are more. */
    public void open(List<Path> files) {
        stage.setIconified(false);
        stage.toFront();
        content.files().open(files);
    }

    /** Closes it without asking. */
    public void close() {
        Preferences.Bounds bounds = place.now();
        services.preferences().update(p -> p.withBounds(bounds));
        autosaving.stop();
        services.autosave().close();
        content.dispose();
        services.experiments().close();
        services.prometheus().close();
        services.probes().close();
        stage.close();
        number.close();
        ordered.execute(services.recorder()::close);
        ordered.shutdown();
        try {
            if (!ordered.awaitTermination(LAST_WRITES_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(MainWindow.class.getName())
                        .log(System.Logger.Level.WARNING, "files are still being written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeRequested(WindowEvent event) {
        event.consume();
        content.files().afterUnsaved(this::close);
    }

    private static void onWindowThread(Runnable task) {
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
    }

    private WindowContent content(Texts texts) {
        return new WindowContent(
                services,
                texts,
                version,
                new WindowContent.WindowCommands(this::otherTheme, this::otherLanguage, this::close));
    }

    private void title() {
        stage.setTitle(
                "Netsonde · " + content.files().name() + (services.workbench().dirty() ? " •" : ""));
    }

    private void otherTheme() {
        Preferences.Theme next = theme().other();
        services.preferences().update(p -> p.withTheme(next));
        applyTheme();
    }

    private Preferences.Theme theme() {
        Preferences.Theme chosen = services.preferences().get().theme();
        if (chosen != null) {
            return chosen;
        }
        return Platform.getPreferences().getColorScheme() == ColorScheme.DARK
                ? Preferences.Theme.DARK
                : Preferences.Theme.LIGHT;
    }

    private void applyTheme() {
        Application.setUserAgentStylesheet(
                theme() == Preferences.Theme.DARK
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
    }

    private void otherLanguage() {
        List<Locale> languages = Texts.LANGUAGES;
        int next = (languages.indexOf(content.texts().locale()) + 1) % languages.size();
        services.preferences().update(p -> p.withLanguage(languages.get(next).toLanguageTag()));
        List<Unseen> unseen = content.files().unseen();
        content.dispose();
        content = content(language());
        content.files().tell(unseen);
        scene.setRoot(content.root());
        content.focus();
        title();
    }

    private Texts language() {
        String tag = services.preferences().get().language();
        Texts texts = Texts.nearest(tag == null ? Locale.getDefault() : Locale.forLanguageTag(tag));
        // What the engine writes into traffic logs is in the language of the window too.
        Locale.setDefault(Locale.Category.DISPLAY, texts.locale());
        return texts;
    }

    private static List<String> styleSheets() {
        return List.of(
                        "shell",
                        "panel",
                        "form",
                        "traffic",
                        "chart",
                        "certificate",
                        "export",
                        "session",
                        "licence",
                        "bench",
                        "experiment",
                        "inspector",
                        "probe")
                .stream()
                .map(name -> MainWindow.class.getResource("/org/netsonde/style/" + name + ".css"))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }
}
