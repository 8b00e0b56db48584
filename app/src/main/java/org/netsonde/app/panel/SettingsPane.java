package org.netsonde.app.panel;

import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.form.SettingsForm;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import tools.jackson.databind.node.ObjectNode;

/** The settings of an endpoint: edits go to it as they are made, and what is wrong stands beside the field at once. */
final class SettingsPane {

    /** A running endpoint takes live options when typing pauses, not with every key. */
    private static final Duration TYPING = Duration.millis(400);

    private final Endpoint endpoint;
    private final PanelContext context;
    private final SettingsForm form;
    private final PauseTransition typing = new PauseTransition(TYPING);
    private final HBox pending = new HBox();
    private final VBox node;
    private ObjectNode known;
    private @Nullable ObjectNode unsent;
    private @Nullable ObjectNode startedWith;

    SettingsPane(Endpoint endpoint, PanelContext context, Runnable restart) {
        this.endpoint = endpoint;
        this.context = context;
        form = new SettingsForm(
                Protocols.settings(endpoint.protocol()),
                context.texts(),
                context.editors(),
                () -> context.targets(endpoint),
                this::edited);
        typing.setOnFinished(e -> flush());
        known = endpoint.settings();
        form.show(known);
        check(known);
        makePending(restart);
        VBox content = new VBox(pending, form.node());
        content.getStyleClass().add("settings-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        scroll.setId("settings-form");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        node = new VBox(scroll);
    }

    private void makePending(Runnable restart) {
        Label text = new Label(context.texts().get("panel.pending"));
        text.setWrapText(true);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        Button button = new Button(context.texts().get("panel.restart"));
        button.setId("restart");
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> restart.run());
        pending.getChildren().addAll(text, button);
        pending.getStyleClass().add("pending");
        pending.managedProperty().bind(pending.visibleProperty());
        pending.setVisible(false);
    }

    Node node() {
        return node;
    }

    private void edited(ObjectNode settings) {
        check(settings);
        if (endpoint.state() instanceof EndpointState.Running) {
            unsent = settings;
            typing.playFromStart();
        } else {
            send(settings);
        }
        mark();
    }

    /** Hands over what was typed a moment ago; called before anything that uses the settings. */
    void flush() {
        typing.stop();
        ObjectNode settings = unsent;
        if (settings != null) {
            send(settings);
        }
    }

    private void send(ObjectNode settings) {
        unsent = null;
        known = settings;
        endpoint.configure(settings);
        context.settingsChanged(endpoint);
    }

    private void check(ObjectNode settings) {
        Protocols.Findings findings = Protocols.check(endpoint.protocol(), settings);
        form.mark(findings.problems(), findings.cautions());
    }

    /** Shows settings that changed elsewhere; called now and then. */
    void refresh() {
        if (unsent == null) {
            ObjectNode now = endpoint.settings();
            if (!now.equals(known)) {
                known = now;
                form.show(now);
                check(now);
                mark();
            }
        }
    }

    /** Brings fields that are wrong into view; returns whether there are none. */
    boolean reveal() {
        form.reveal();
        return Protocols.check(endpoint.protocol(), endpoint.settings())
                .problems()
                .isEmpty();
    }

    /** Puts every option back to its default; fields that are no options stay. */
    void reset() {
        ObjectNode left = endpoint.settings();
        Protocols.settings(endpoint.protocol()).forEach(option -> left.remove(option.name()));
        form.show(left);
        edited(left);
    }

    void state(EndpointState state) {
        refresh();
        switch (state) {
            case EndpointState.Running running -> {
                if (startedWith == null) {
                    startedWith = endpoint.settings();
                }
            }
            case EndpointState.Starting starting -> startedWith = endpoint.settings();
            case EndpointState.Stopping stopping -> {}
            case EndpointState.Idle idle -> startedWith = null;
            case EndpointState.Failed failed -> {
                startedWith = null;
                form.reveal();
            }
        }
        mark();
    }

    private void mark() {
        pending.setVisible(form.startedWith(startedWith));
    }

    void dispose() {
        flush();
    }
}
