package org.netsonde.app.panel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.AddressText;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.protocol.Role;

/** The top of the panel: name, protocol, state and address, and what can be done with the endpoint as a whole. */
final class PanelHeader {

    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");
    private static final PseudoClass BUSY = PseudoClass.getPseudoClass("busy");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private static final double NAME_PADDING = 14;

    private final Endpoint endpoint;
    private final PanelContext context;
    private final Texts texts;
    private final HBox node = new HBox();
    private final TextField name = new TextField();
    private final Region dot = new Region();
    private final Label state = new Label();
    private final Hyperlink address = new Hyperlink();
    private final Label since = new Label();
    private final Button startStop = new Button();
    private final Button connect = new Button();

    PanelHeader(Endpoint endpoint, PanelContext context, Runnable toggle, MenuButton more) {
        this.endpoint = endpoint;
        this.context = context;
        texts = context.texts();
        makeName();
        dot.getStyleClass().add("state-dot");
        state.getStyleClass().add("state-text");
        state.setId("state");
        address.setId("address");
        address.getStyleClass().add("address");
        address.setTooltip(new Tooltip(texts.get("panel.copyAddress")));
        address.setOnAction(e -> copy(address.getText()));
        since.getStyleClass().add("since");
        Label protocol = new Label(texts.protocol(endpoint.protocol().id()));
        protocol.getStyleClass().add("protocol");
        HBox line = new HBox(dot, state, address, since);
        line.getStyleClass().add("state-line");
        HBox title = new HBox(name, protocol);
        title.getStyleClass().add("title-line");
        VBox words = new VBox(title, line);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        connect.setText(texts.get("panel.connectClient"));
        connect.setGraphic(new FontIcon(Feather.LINK));
        connect.setId("connect-client");
        connect.setMinWidth(Region.USE_PREF_SIZE);
        connect.managedProperty().bind(connect.visibleProperty());
        connect.setOnAction(e -> context.connectClient(endpoint));
        startStop.setId("start-stop");
        startStop.setMinWidth(Region.USE_PREF_SIZE);
        startStop.setOnAction(e -> toggle.run());
        node.getChildren().addAll(words, connect, startStop, more);
        node.getStyleClass().add("panel-header");
    }

    private void makeName() {
        name.setText(endpoint.name());
        name.setId("endpoint-name");
        // Not a stop for Tab, or a panel would open with its name ready to be overtyped; F2 and the menu lead here.
        name.setFocusTraversable(false);
        name.getStyleClass().add("name");
        name.setAccessibleText(texts.get("panel.name"));
        name.setTooltip(new Tooltip(texts.get("panel.rename")));
        Text measure = new Text();
        measure.textProperty().bind(name.textProperty());
        measure.fontProperty().bind(name.fontProperty());
        name.prefWidthProperty()
                .bind(measure.layoutBoundsProperty().map(b -> Math.clamp(b.getWidth() + NAME_PADDING, 48, 420)));
        name.setMaxWidth(Region.USE_PREF_SIZE);
        name.setOnAction(e -> node.requestFocus());
        name.focusedProperty().subscribe((before, now) -> {
            if (!now) {
                rename();
            }
        });
        name.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                name.setText(endpoint.name());
                node.requestFocus();
                e.consume();
            }
        });
    }

    private void rename() {
        String wanted = name.getText().strip();
        if (!wanted.equals(endpoint.name()) && (wanted.isEmpty() || !context.rename(endpoint, wanted))) {
            name.setText(endpoint.name());
        }
    }

    private void copy(String text) {
        Clipboards.copy(text);
        context.show(texts.get("panel.copied", text));
    }

    Node node() {
        return node;
    }

    /** Moves the focus to the name. */
    void editName() {
        name.requestFocus();
        name.selectAll();
    }

    /** Shows a name that changed elsewhere. */
    void refresh() {
        if (!name.isFocused() && !name.getText().equals(endpoint.name())) {
            name.setText(endpoint.name());
        }
    }

    void state(EndpointState now) {
        dot.pseudoClassStateChanged(RUNNING, now instanceof EndpointState.Running);
        dot.pseudoClassStateChanged(FAILED, now instanceof EndpointState.Failed);
        dot.pseudoClassStateChanged(
                BUSY, now instanceof EndpointState.Starting || now instanceof EndpointState.Stopping);
        boolean server = endpoint.protocol().role() != Role.CLIENT;
        state.setText(
                switch (now) {
                    case EndpointState.Idle idle -> texts.get("panel.state.idle");
                    case EndpointState.Starting starting -> texts.get("panel.state.starting");
                    case EndpointState.Running running ->
                        texts.get(server ? "panel.state.running" : "panel.state.runningClient");
                    case EndpointState.Stopping stopping -> texts.get("panel.state.stopping");
                    case EndpointState.Failed failed -> texts.get("panel.state.failed");
                });
        boolean isRunning = now instanceof EndpointState.Running;
        address.setVisible(isRunning);
        since.setVisible(isRunning);
        if (now instanceof EndpointState.Running running) {
            address.setText(AddressText.of(running.address()));
            since.setText(texts.get("panel.since", time(running.since())));
        }
        connect.setVisible(isRunning && server);
        boolean stoppable = isRunning || now instanceof EndpointState.Starting;
        startStop.setDisable(now instanceof EndpointState.Stopping);
        String action = texts.get(stoppable ? "panel.stop" : "panel.start");
        startStop.setText(action);
        startStop.setTooltip(new Tooltip(action + (stoppable ? "  Shift+F5" : "  F5")));
        startStop.setGraphic(new FontIcon(stoppable ? Feather.SQUARE : Feather.PLAY));
        startStop.getStyleClass().remove("accent");
        if (!stoppable) {
            startStop.getStyleClass().add("accent");
        }
    }

    private String time(Instant instant) {
        boolean today =
                LocalDate.ofInstant(instant, ZoneId.systemDefault()).equals(LocalDate.now(ZoneId.systemDefault()));
        DateTimeFormatter format = today
                ? DateTimeFormatter.ofPattern("HH:mm:ss")
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(texts.locale());
        return format.withZone(ZoneId.systemDefault()).format(instant);
    }
}
