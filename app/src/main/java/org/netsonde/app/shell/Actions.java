package org.netsonde.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.Endpoint;

/** Every action of the window. Its words are {@code shell.action.<id>}. JavaFX thread only. */
final class Actions {

    private final Texts texts;
    private final EndpointActions endpoints;
    private final Selection selection;
    private final List<Action> all = new ArrayList<>();

    final Action newWorkspace;
    final Action open;
    final Action demo;
    final Action save;
    final Action saveAs;
    final Action importFile;
    final Action export;
    final Action quit;
    final Action undo;
    final Action mark;
    final Action rename;
    final Action duplicate;
    final Action thresholds;
    final Action delete;
    final Action newEndpoint;
    final Action start;
    final Action stop;
    final Action connectClient;
    final Action putRelay;
    final Action inspectTls;
    final Action probe;
    final Action startAll;
    final Action stopAll;
    final Action palette;
    final Action certificates;
    final Action security;
    final Action experiments;
    final Action probes;
    final Action ports;
    final Action sessions;
    final Action record;
    final Action recordingSettings;
    final Action prometheus;
    final Action savedMessages;
    final Action theme;
    final Action language;
    final Action about;

    /** What the window itself does. */
    record WindowCommands(
            Runnable newEndpoint,
            Runnable rename,
            Runnable palette,
            Runnable certificates,
            Runnable security,
            Runnable experiments,
            Runnable probes,
            Runnable ports,
            Runnable sessions,
            Consumer<String> openSession,
            Runnable record,
            Runnable recordingSettings,
            Runnable prometheus,
            Runnable savedMessages,
            Runnable theme,
            Runnable language,
            Runnable about,
            Runnable quit) {}

    Actions(
            Workbench workbench,
            Selection selection,
            EndpointActions endpoints,
            WorkspaceActions files,
            ImportActions imports,
            ExportActions exports,
            MarkActions marks,
            ThresholdActions ofThresholds,
            WindowCommands window) {
        this.texts = endpoints.texts();
        this.endpoints = endpoints;
        this.selection = selection;
        BooleanSupplier always = () -> true;
        BooleanSupplier any = () -> !workbench.endpoints().isEmpty();
        BooleanSupplier item = () -> selection.item().isPresent();
        BooleanSupplier endpoint = () -> selection.endpoint().isPresent();
        newWorkspace = add("new-workspace", Feather.FILE, Keys.ctrlShift(KeyCode.N), files::fresh, always);
        open = add("open", Feather.FOLDER, Keys.ctrl(KeyCode.O), files::open, always);
        demo = add("demo", Feather.GIFT, null, files::demo, always);
        save = add("save", Feather.SAVE, Keys.ctrl(KeyCode.S), files::save, always);
        saveAs = add("save-as", Feather.SAVE, Keys.ctrlShift(KeyCode.S), files::saveAs, always);
        importFile = add("import", Feather.UPLOAD, null, () -> imports.choose(window.openSession()), always);
        export = add("export", Feather.DOWNLOAD, Keys.ctrl(KeyCode.E), exports::export, any);
        quit = add("quit", Feather.LOG_OUT, Keys.ctrl(KeyCode.Q), window.quit(), always);
        undo = add("undo-delete", Feather.CORNER_UP_LEFT, Keys.ctrl(KeyCode.Z), endpoints::undo, endpoints::canUndo);
        mark = add(
                "mark",
                Feather.FLAG,
                Keys.ctrl(KeyCode.M),
                () -> marks.mark(workbench.engine().clock().instant(), selection.endpoint()),
                any);
        rename = add("rename", Feather.EDIT_2, Keys.plain(KeyCode.F2), window.rename(), endpoint);
        duplicate = onEndpoint("duplicate", Feather.COPY, Keys.ctrl(KeyCode.D), endpoints::duplicate, endpoint);
        thresholds = onEndpoint(
                "thresholds", Feather.ALERT_TRIANGLE, Keys.ctrlShift(KeyCode.T), ofThresholds::open, endpoint);
        delete = add("delete", Feather.TRASH_2, null, () -> selection.item().ifPresent(endpoints::delete), item);
        newEndpoint = add("new-endpoint", Feather.PLUS, Keys.ctrl(KeyCode.N), window.newEndpoint(), always);
        start = onEndpoint("start", Feather.PLAY, Keys.plain(KeyCode.F5), endpoints::start, this::startable);
        stop = onEndpoint("stop", Feather.SQUARE, Keys.shift(KeyCode.F5), endpoints::stop, this::stoppable);
        connectClient = onEndpoint(
                "connect-client", Feather.LINK, Keys.ctrl(KeyCode.L), endpoints::connectClient, this::connectable);
        putRelay = onEndpoint("put-relay", Feather.SHUFFLE, null, endpoints::putRelayBefore, this::relayable);
        inspectTls = onEndpoint("inspect-tls", Feather.SEARCH, null, endpoints::inspectTls, this::inspectable);
        probe = onEndpoint("probe-endpoint", Feather.RADIO, null, endpoints::probe, this::probeable);
        startAll = add(
                "start-all",
                Feather.PLAY_CIRCLE,
                Keys.ctrl(KeyCode.F5),
                endpoints::startAll,
                () -> workbench.endpoints().stream().anyMatch(e -> e.state().startable()));
        stopAll = add(
                "stop-all",
                Feather.STOP_CIRCLE,
                Keys.ctrlShift(KeyCode.F5),
                endpoints::stopAll,
                () -> workbench.endpoints().stream().anyMatch(e -> !e.state().startable()));
        palette = add("palette", Feather.SEARCH, Keys.ctrl(KeyCode.K), window.palette(), always);
        certificates = add("certificates", Feather.SHIELD, null, window.certificates(), always);
        security = add("security", Feather.LOCK, Keys.ctrlShift(KeyCode.Y), window.security(), always);
        experiments = add("experiments", Feather.BAR_CHART_2, Keys.ctrlShift(KeyCode.E), window.experiments(), always);
        probes = add("probes", Feather.RADIO, Keys.ctrlShift(KeyCode.P), window.probes(), always);
        ports = add("ports", Feather.SERVER, null, window.ports(), always);
        sessions = add("sessions", Feather.ARCHIVE, Keys.ctrlShift(KeyCode.O), window.sessions(), always);
        record = add("record", Feather.CIRCLE, Keys.ctrlShift(KeyCode.R), window.record(), always);
        recordingSettings = add("recording-settings", Feather.SETTINGS, null, window.recordingSettings(), always);
        prometheus = add("prometheus", Feather.ACTIVITY, null, window.prometheus(), always);
        savedMessages = add("saved-messages", Feather.BOOKMARK, null, window.savedMessages(), always);
        theme = add("theme", Feather.MOON, Keys.ctrlShift(KeyCode.L), window.theme(), always);
        language = add("language", Feather.GLOBE, null, window.language(), always);
        about = add("about", Feather.INFO, Keys.plain(KeyCode.F1), window.about(), always);
        refresh();
    }

    /** All of them, in the order of the menus. */
    List<Action> all() {
        return List.copyOf(all);
    }

    /** Looks again which are possible. */
    void refresh() {
        all.forEach(Action::refresh);
    }

    private Action onEndpoint(
            String id, Feather icon, @Nullable KeyCombination key, Consumer<Endpoint> run, BooleanSupplier possible) {
        return add(id, icon, key, () -> selection.endpoint().ifPresent(run), possible);
    }

    private Action add(String id, Feather icon, @Nullable KeyCombination key, Runnable run, BooleanSupplier possible) {
        Action action = new Action(id, texts.get("shell.action." + id), icon, key, run, possible);
        all.add(action);
        return action;
    }

    private boolean startable() {
        return selection.endpoint().filter(e -> e.state().startable()).isPresent();
    }

    private boolean stoppable() {
        return selection.endpoint().filter(e -> !e.state().startable()).isPresent();
    }

    private boolean connectable() {
        return selection.endpoint().filter(endpoints::offersClient).isPresent();
    }

    private boolean inspectable() {
        return selection.endpoint().filter(endpoints::offersInspection).isPresent();
    }

    private boolean probeable() {
        return selection.endpoint().filter(endpoints::offersProbe).isPresent();
    }

    private boolean relayable() {
        return selection.endpoint().filter(endpoints::offersRelay).isPresent();
    }
}
