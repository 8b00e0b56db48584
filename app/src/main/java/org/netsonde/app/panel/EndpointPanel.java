package org.netsonde.app.panel;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.fx.EndpointStates;
import org.netsonde.app.relay.RelayTabs;
import org.netsonde.app.text.Texts;
import org.netsonde.app.traffic.MessageCommand;
import org.netsonde.app.traffic.TrafficPane;
import org.netsonde.app.traffic.TrafficUse;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.session.TimeRange;

/**
 * The panel of an endpoint, of whatever protocol: settings and connections, live figures and charts, traffic and the
 * send box. It reads the engine only while it is showing. JavaFX thread only.
 */
public final class EndpointPanel {

    private static final KeyCombination START = new KeyCodeCombination(KeyCode.F5);
    private static final KeyCombination STOP = new KeyCodeCombination(KeyCode.F5, KeyCombination.SHIFT_DOWN);
    private static final double LEAST_CHARTS_HEIGHT = 120;
    private static final double LEAST_TRAFFIC_HEIGHT = 150;
    private static final double USUAL_DIVIDER = 0.37;
    /** A relay is worked with its tabs. */
    private static final double RELAY_DIVIDER = 0.46;

    private static final int CHARTS_PER_SECOND = 30;
    private static final int WORDS_PER_SECOND = 4;

    private final Endpoint endpoint;
    private final PanelContext context;
    private final Texts texts;
    private final VBox node = new VBox();
    private final PanelHeader header;
    private final PanelNotices notices;
    private final SettingsPane settings;
    private final ConnectionsPane connections;
    private final ChartsPane charts;
    private final FiguresRow figures;
    private final TrafficPane traffic;
    private final TransfersPane transfers;
    /** Empty for what is no relay. */
    private final Optional<RelayTabs> relay;
    /** Empty where messages cannot be sent at any time. */
    private final Optional<SendBox> sendBox;

    private final TabPane tabs = new TabPane();
    private final Tab filesTab = new Tab();
    private final Tab connectionsTab = new Tab();
    private final Subscription subscriptions;
    private boolean restarting;
    /** Where the line above the traffic was before the traffic was enlarged. */
    private double divider;

    /** A panel; {@link #dispose} it when it is shown no more. */
    public EndpointPanel(Endpoint endpoint, PanelContext context) {
        this.endpoint = endpoint;
        this.context = context;
        texts = context.texts();
        MenuButton more = moreMenu();
        header = new PanelHeader(endpoint, context, this::toggle, more);
        notices = new PanelNotices(endpoint, context);
        settings = new SettingsPane(endpoint, context, this::restart);
        Optional<CommandLines> commands = CommandLines.of(endpoint, context);
        sendBox =
                endpoint.protocol().sends() ? Optional.of(new SendBox(endpoint, context, commands)) : Optional.empty();
        connections = new ConnectionsPane(endpoint, texts, sendBox.map(box -> box::aim), context::show);
        transfers = new TransfersPane(endpoint, context);
        relay = endpoint.protocol().role() == Role.RELAY
                ? Optional.of(new RelayTabs(endpoint, context, settings::flush))
                : Optional.empty();
        List<ChartSpec> ownCharts = endpoint.protocol().charts();
        charts = ChartsPane.live(endpoint, context);
        figures = new FiguresRow(endpoint.metrics(), texts, charts, !ownCharts.isEmpty());
        traffic = new TrafficPane(
                endpoint.traffic(),
                Protocols.framing(endpoint),
                Protocols.inspector(endpoint.protocol()),
                texts,
                context.clock(),
                TrafficUse.live(
                        endpoint.traffic()::clear,
                        sendBox.map(box -> box::resend),
                        commands.map(this::command),
                        context.charts()));
        layOut();
        sendBox.ifPresent(box -> more.getItems().addAll(box.commandItems()));
        node.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            // Here because what was typed just now has to be handed over first; with other keys held it is the
            // window's.
            if ((endpoint.state().startable() ? START : STOP).match(e)) {
                e.consume();
                toggle();
            } else if (e.getCode() == KeyCode.F2) {
                e.consume();
                header.editName();
            } else {
                sendBox.ifPresent(box -> box.savedKey(e));
            }
        });
        subscriptions = Subscription.combine(
                EndpointStates.observe(endpoint, this::state),
                context.clock().whileShowing(node, CHARTS_PER_SECOND, now -> charts.tick()),
                context.clock().whileShowing(node, WORDS_PER_SECOND, now -> refresh()));
    }

    private MessageCommand command(CommandLines lines) {
        return new MessageCommand(
                texts.get("panel.command.copy", lines.program()), lines::sends, message -> lines.copy(message));
    }

    private void layOut() {
        Tab settingsTab = new Tab(texts.get("panel.settings"), settings.node());
        settingsTab.setId("tab-settings");
        settingsTab.setClosable(false);
        connectionsTab.setContent(connections.node());
        connectionsTab.setId("tab-connections");
        connectionsTab.setClosable(false);
        connectionsTab.setOnSelectionChanged(e -> refresh());
        filesTab.setContent(transfers.node());
        filesTab.setId("tab-files");
        filesTab.setClosable(false);
        filesTab.setOnSelectionChanged(e -> refresh());
        tabs.getTabs().add(settingsTab);
        relay.ifPresent(own -> tabs.getTabs().addAll(own.tabs()));
        tabs.getTabs().add(connectionsTab);
        tabs.getStyleClass().addAll("dense", "panel-tabs");
        tabs.setMinWidth(300);
        SplitPane upper = new SplitPane(tabs, charts.node());
        upper.setDividerPositions(relay.isPresent() ? RELAY_DIVIDER : USUAL_DIVIDER);
        // In the smallest window charts shrink before the send box does.
        charts.node().setMinHeight(LEAST_CHARTS_HEIGHT);
        SplitPane.setResizableWithParent(tabs, false);
        SplitPane body = new SplitPane(upper, traffic.node());
        body.setOrientation(Orientation.VERTICAL);
        // Replies that are read, rather than counted, need more room.
        boolean read = sendBox.isEmpty() || sendBox.get().isRich();
        body.setDividerPositions(read && relay.isEmpty() ? 0.5 : 0.6);
        if (read) {
            traffic.node().setMinHeight(LEAST_TRAFFIC_HEIGHT);
        }
        traffic.enlargedProperty().subscribe((before, large) -> enlarge(large, body, upper));
        VBox.setVgrow(body, Priority.ALWAYS);
        node.getChildren().addAll(header.node(), notices.node(), figures.node(), body);
        sendBox.ifPresent(box -> {
            box.node().setMinHeight(Region.USE_PREF_SIZE);
            node.getChildren().add(box.node());
        });
        node.getStyleClass().add("endpoint-panel");
        node.setId("endpoint-panel");
        node.getStylesheets().addAll(sheet("panel"), sheet("form"), sheet("traffic"), sheet("chart"), sheet("relay"));
    }

    /** Gives the traffic the room of settings and charts, or gives it back. */
    private void enlarge(boolean large, SplitPane body, Node upper) {
        if (large) {
            divider = body.getDividerPositions()[0];
            body.getItems().remove(upper);
        } else {
            body.getItems().addFirst(upper);
            body.setDividerPositions(divider);
        }
    }

    private static String sheet(String name) {
        java.net.URL url = EndpointPanel.class.getResource("/org/netsonde/style/" + name + ".css");
        return java.util.Objects.requireNonNull(url, name).toExternalForm();
    }

    private MenuButton moreMenu() {
        MenuItem copy = new MenuItem(texts.get("panel.more.copy"), new FontIcon(Feather.COPY));
        copy.setOnAction(e -> {
            settings.flush();
            Clipboards.copy(endpoint.settings().toPrettyString());
            context.show(texts.get("panel.more.copied"));
        });
        MenuItem rename = new MenuItem(texts.get("panel.more.rename"), new FontIcon(Feather.EDIT_2));
        rename.setOnAction(e -> header.editName());
        MenuItem reset = new MenuItem(texts.get("panel.more.reset"), new FontIcon(Feather.ROTATE_CCW));
        reset.setOnAction(e -> settings.reset());
        MenuItem disconnect = new MenuItem(texts.get("panel.more.disconnect"), new FontIcon(Feather.X_CIRCLE));
        disconnect.setOnAction(e -> endpoint.disconnect(Target.all()));
        MenuItem relayBefore = new MenuItem(texts.get("panel.more.relay"), new FontIcon(Feather.SHUFFLE));
        relayBefore.setId("relay-before");
        relayBefore.setOnAction(e -> {
            settings.flush();
            context.putRelayBefore(endpoint);
        });
        relayBefore.setVisible(context.offersRelay(endpoint));
        MenuItem inspect = new MenuItem(texts.get("panel.more.inspect"), new FontIcon(Feather.SEARCH));
        inspect.setId("inspect-tls");
        inspect.setOnAction(e -> context.inspectTls(endpoint));
        MenuItem probe = new MenuItem(texts.get("panel.more.probe"), new FontIcon(Feather.RADIO));
        probe.setId("probe-endpoint");
        probe.setOnAction(e -> context.probe(endpoint));
        MenuButton more = new MenuButton(
                null,
                new FontIcon(Feather.MORE_HORIZONTAL),
                rename,
                copy,
                reset,
                relayBefore,
                inspect,
                probe,
                disconnect);
        more.setOnShowing(e -> {
            disconnect.setDisable(!(endpoint.state() instanceof EndpointState.Running));
            inspect.setVisible(context.offersInspection(endpoint));
            probe.setVisible(context.offersProbe(endpoint));
        });
        more.setId("more");
        more.getStyleClass().addAll("flat", "button-icon", "no-arrow");
        more.setTooltip(new Tooltip(texts.get("panel.more")));
        more.setAccessibleText(texts.get("panel.more"));
        return more;
    }

    /** The panel. */
    public Parent node() {
        return node;
    }

    /** The endpoint it shows. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** The time that its charts show. */
    public TimeRange visible() {
        return charts.visible();
    }

    /** Hands over what was typed, which otherwise happens a moment after the last key. */
    public void flush() {
        relay.ifPresent(RelayTabs::flush);
        settings.flush();
    }

    /** Starts the endpoint, or stops it. */
    public void toggle() {
        flush();
        if (endpoint.state().startable()) {
            context.start(endpoint);
        } else {
            context.stop(endpoint);
        }
    }

    /** Moves the focus to the traffic filter. */
    public void focusFilter() {
        traffic.focusFilter();
    }

    /** Moves the focus to the send box. */
    public void focusSend() {
        sendBox.ifPresent(SendBox::focus);
    }

    private void restart() {
        flush();
        // With settings that cannot start it would only be stopped.
        if (settings.reveal()) {
            restarting = true;
            context.stop(endpoint);
        }
    }

    private void state(EndpointState state) {
        if (restarting && state.startable()) {
            restarting = false;
            context.start(endpoint);
        }
        header.state(state);
        notices.state(state);
        settings.state(state);
        sendBox.ifPresent(box -> box.state(state));
        if (state instanceof EndpointState.Running) {
            traffic.framing(Protocols.framing(endpoint));
        }
        refresh();
    }

    private void refresh() {
        header.refresh();
        notices.refresh(endpoint.state());
        settings.refresh();
        figures.tick();
        if (connectionsTab.isSelected()) {
            connections.refresh();
        }
        sendBox.ifPresent(SendBox::refresh);
        relay.ifPresent(RelayTabs::refresh);
        refreshFiles();
        connectionsTab.setText(
                texts.get("panel.connections.tab", endpoint.connections().count()));
    }

    /** The files have a tab while there are any. */
    private void refreshFiles() {
        int count = transfers.count();
        boolean there = tabs.getTabs().contains(filesTab);
        if (count > 0) {
            filesTab.setText(texts.get("panel.files.tab", count));
            if (!there) {
                tabs.getTabs().add(filesTab);
            }
        } else if (there) {
            tabs.getTabs().remove(filesTab);
        }
        if (filesTab.isSelected()) {
            transfers.refresh();
        }
    }

    /** Gives up everything that it reads; what was typed is handed over first. */
    public void dispose() {
        flush();
        settings.dispose();
        subscriptions.unsubscribe();
        traffic.dispose();
    }
}
