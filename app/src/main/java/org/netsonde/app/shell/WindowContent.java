package org.netsonde.app.shell;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.certificate.HandOver;
import org.netsonde.app.experiment.Trial;
import org.netsonde.app.experiment.TrialNames;
import org.netsonde.app.export.ExportSubject;
import org.netsonde.app.form.Editors;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.Item;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.TimeRange;
import org.netsonde.engine.workspace.Example;
import org.netsonde.engine.workspace.Examples;

/** Everything inside the window, in one language; another language is another one. JavaFX thread only. */
final class WindowContent {

    private final WindowServices services;
    private final Texts texts;
    private final EndpointActions endpoints;
    private final WorkspaceActions files;
    private final ExportActions exports;
    private final Actions actions;
    private final EndpointList list;
    private final PanelHost panels;
    private final SessionActions sessions;
    private final StatusBar status;
    private final Palette palette;
    private final RecordingActions recording;
    private final EndpointWatch watch;
    private final AddButton add;
    private final PrometheusActions prometheus;
    private final SecurityActions security;
    private final ExperimentActions experiments;
    private final ProbeActions probes;
    private final Map<Screen, Supplier<Node>> screens;
    private final StackPane root;
    private final org.netsonde.engine.protocol.Subscription changes;
    private final Subscription choice;

    /** What is not inside the window. */
    record WindowCommands(Runnable theme, Runnable language, Runnable quit) {}

    WindowContent(WindowServices services, Texts texts, String version, WindowCommands window) {
        this.services = services;
        this.texts = texts;
        Workbench workbench = services.workbench();
        Notices notices = new Notices();
        Prompts prompts = new Prompts();
        SecretActions secrets = new SecretActions(services, texts, notices, prompts);
        Editors editors = Editors.standard()
                .withFiles(services.picker()::open)
                .withPlaces(new PickedPlaces(services.picker(), texts))
                .withSecrets(secrets);
        SavedFiles saved = new SavedFiles(services, texts, notices);
        MarkActions marks = new MarkActions(workbench.engine().annotations(), texts, notices, prompts);
        SavedMessageActions messages = new SavedMessageActions(workbench, texts, notices, prompts);
        security = new SecurityActions(services, texts, saved, prompts, secrets);
        probes = new ProbeActions(services, texts, saved, prompts, security::inspect);
        endpoints = new EndpointActions(
                workbench,
                services.selection(),
                texts,
                services.clock(),
                notices,
                editors,
                marks,
                saved,
                messages,
                secrets,
                security::inspect,
                probes);
        experiments = new ExperimentActions(services, texts, saved, prompts, editors, version, endpoints::stopAll);
        files = new WorkspaceActions(services, texts, notices, prompts, endpoints::startAll, this::flush);
        LicenceActions licences = new LicenceActions(texts, services.exports(), notices, prompts);
        About about = new About(texts, version, workbench.engine().transport(), prompts, licences);
        RunningSession running =
                new RunningSession(workbench.engine(), services.recorder(), services.sessions(), version);
        exports = new ExportActions(services, texts, saved, prompts, running::open, this::visible);
        ImportActions imports = new ImportActions(services, texts, notices, prompts, version);
        sessions = new SessionActions(
                services,
                texts,
                notices,
                prompts,
                version,
                new SessionActions.Desk(
                        saved, (session, range, ended) -> export(running, session, range, ended), imports::choose));
        recording = new RecordingActions(services, texts, notices, prompts, sessions::open, sessions::changed);
        prometheus = new PrometheusActions(services.prometheus(), texts, notices, prompts);
        palette = new Palette(texts, this::paletteEntries);
        add = new AddButton(texts.get("shell.action.new-endpoint"), this::protocolItems);
        actions = new Actions(
                workbench,
                services.selection(),
                endpoints,
                files,
                imports,
                exports,
                marks,
                new ThresholdActions(workbench, texts, prompts),
                new Actions.WindowCommands(
                        add::open,
                        this::rename,
                        palette::show,
                        () -> security.open("certificates"),
                        security::open,
                        experiments::open,
                        () -> probes.open("probe"),
                        () -> probes.open("ports"),
                        sessions::list,
                        sessions::open,
                        recording::toggle,
                        recording::settings,
                        prometheus::open,
                        messages::open,
                        window.theme(),
                        window.language(),
                        about::show,
                        () -> files.afterUnsaved(window.quit())));
        screens = new EnumMap<>(Map.of(
                Screen.SESSIONS, sessions::screen,
                Screen.EXPERIMENTS, experiments::screen,
                Screen.PROBE, probes::screen,
                Screen.SECURITY, security::screen));
        List<SidebarEntry> entries = List.of(
                entry(actions.sessions, Screen.SESSIONS),
                entry(actions.experiments, Screen.EXPERIMENTS),
                entry(actions.probes, Screen.PROBE),
                entry(actions.security, Screen.SECURITY));
        list = new EndpointList(
                workbench,
                services.selection(),
                endpoints,
                add.button(),
                contextMenu(),
                entries,
                new HandOver(security));
        panels = new PanelHost(workbench, services.selection(), endpoints, this::welcome, this::screen);
        status = new StatusBar(
                workbench, texts, services.clock(), services.prometheus().state(), actions.prometheus::fire);
        SplitPane middle = new SplitPane(list, panels);
        middle.getStyleClass().add("middle");
        SplitPane.setResizableWithParent(list, false);
        middle.setDividerPositions(0.2);
        BorderPane frame = new BorderPane(middle);
        TransportMenu transports = new TransportMenu(
                texts, services.preferences(), () -> notices.info(texts.get("shell.transport.next-start")));
        frame.setTop(new TopBar(
                texts,
                actions,
                () -> services.preferences().get().recent(),
                files::open,
                exampleItems(),
                transports,
                recording.button()));
        frame.setBottom(status);
        root = new StackPane(frame, palette.node(), exports.node(), licences.node(), notices.node(), prompts.node());
        StackPane.setAlignment(notices.node(), Pos.BOTTOM_RIGHT);
        root.getStyleClass().add("window");
        watch = new EndpointWatch(
                workbench,
                (endpoint, state) -> {
                    list.stateChanged(endpoint, state);
                    actions.refresh();
                },
                endpoints::stateChanged);
        changes = workbench.observe(actions::refresh);
        choice = services.selection().id().subscribe(id -> actions.refresh());
    }

    private SidebarEntry entry(Action action, Screen screen) {
        return new SidebarEntry(action, screen, services.selection().screen());
    }

    private Node screen(Screen screen) {
        return Objects.requireNonNull(screens.get(screen), screen::name).get();
    }

    Parent root() {
        return root;
    }

    Texts texts() {
        return texts;
    }

    /** Each export opens the session anew, so whoever shows it may close it meanwhile. */
    private void export(RunningSession running, Session session, TimeRange range, Runnable ended) {
        SessionInfo info = session.info();
        boolean now = info.id().equals(SessionInfo.NOW);
        String name = info.name().isEmpty() ? texts.get(now ? "export.now" : "export.of", info.id()) : info.name();
        exports.show(new ExportSubject(
                name, now ? running::open : () -> services.sessions().open(info.id()), Optional.of(range)));
        ended.run();
    }

    /** The sessions: one can be opened, and the list told that it changed. */
    SessionActions sessions() {
        return sessions;
    }

    WorkspaceActions files() {
        return files;
    }

    RecordingActions recording() {
        return recording;
    }

    /** Gives up every subscription. */
    void dispose() {
        recording.dispose();
        changes.close();
        choice.unsubscribe();
        watch.dispose();
        list.dispose();
        panels.dispose();
        sessions.dispose();
        security.dispose();
        experiments.dispose();
        probes.dispose();
        status.dispose();
        prometheus.dispose();
    }

    /** Moves the focus to the list of endpoints. */
    void focus() {
        list.focusList();
    }

    private Optional<TimeRange> visible() {
        return panels.visible();
    }

    private void rename() {
        list.rename();
    }

    private void flush() {
        panels.flush();
    }

    private Welcome welcome() {
        return new Welcome(
                texts,
                endpoints::quickStart,
                List.of(actions.demo, actions.open, actions.newEndpoint),
                exampleItems(),
                services.preferences().get().recent(),
                files::open);
    }

    private ContextMenu contextMenu() {
        ContextMenu menu = new ContextMenu(
                actions.start.plainMenuItem(),
                actions.stop.plainMenuItem(),
                actions.connectClient.plainMenuItem(),
                actions.putRelay.plainMenuItem(),
                actions.inspectTls.plainMenuItem(),
                actions.probe.plainMenuItem(),
                new SeparatorMenuItem(),
                actions.rename.plainMenuItem(),
                actions.duplicate.plainMenuItem(),
                actions.thresholds.plainMenuItem(),
                new SeparatorMenuItem(),
                actions.delete.plainMenuItem());
        menu.setId("endpoint-menu");
        return menu;
    }

    private List<MenuItem> protocolItems() {
        List<MenuItem> items = new ArrayList<>();
        for (Role role : Role.values()) {
            List<MenuItem> ofRole = services.workbench().engine().protocols().all().stream()
                    .filter(protocol -> protocol.role() == role)
                    .<MenuItem>map(protocol -> DescribedItem.of(protocol, texts, () -> endpoints.add(protocol)))
                    .toList();
            if (!ofRole.isEmpty()) {
                items.add(new MenuHeading(texts.get("role." + role.name().toLowerCase(Locale.ROOT))));
                items.addAll(ofRole);
            }
        }
        return items;
    }

    private List<MenuItem> exampleItems() {
        return Examples.builtin().all().stream()
                .<MenuItem>map(example -> DescribedItem.of(example, texts, () -> files.open(example)))
                .toList();
    }

    private List<Palette.Entry> paletteEntries() {
        List<Palette.Entry> entries = new ArrayList<>();
        for (Item item : services.workbench().items()) {
            entries.add(
                    new Palette.Entry(item.name(), texts.protocol(item.entry().protocol()), Roles.icon(item), () -> {
                        services.selection().choose(item.id());
                        list.focusList();
                    }));
        }
        for (Action action : actions.all()) {
            if (action.enabled() && action != actions.palette) {
                entries.add(new Palette.Entry(action.text(), action.keyText(), action.icon(), action::fire));
            }
        }
        for (Trial trial : services.experiments().trials()) {
            String name = TrialNames.name(trial, texts);
            entries.add(new Palette.Entry(
                    name, actions.experiments.text(), Feather.BAR_CHART_2, () -> experiments.open(trial.id())));
        }
        for (Example example : Examples.builtin().all()) {
            String name = texts.get("shell.example.open", texts.get(example.title()));
            entries.add(new Palette.Entry(name, "", Feather.BOOK_OPEN, () -> files.open(example)));
        }
        for (Protocol<?, ?> protocol : services.workbench().engine().protocols().all()) {
            String name = texts.get("shell.new-of", texts.protocol(protocol.id()));
            entries.add(new Palette.Entry(name, "", Roles.icon(protocol.role()), () -> endpoints.add(protocol)));
        }
        return entries;
    }
}
