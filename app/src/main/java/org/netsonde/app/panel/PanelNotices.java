package org.netsonde.app.panel;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.form.LocalAddresses;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.AddressText;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.Role;

/**
 * Below the header: what failed and what to do about it, what is not safe, and that others can reach the endpoint where they
 * can.
 */
final class PanelNotices {

    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    private final Endpoint endpoint;
    private final PanelContext context;
    private final HBox failure = new HBox();
    private final Label what = new Label();
    private final Label remedy = new Label();
    private final Button freePort = new Button();
    private final Button listeners = new Button();
    private final Button dismiss = new Button(null, new FontIcon(Feather.X));
    private final FlowPane cautions = new FlowPane();
    private final FlowPane wide = new FlowPane();
    private final VBox node = new VBox(failure, cautions, wide);
    private List<Caution> shownCautions = List.of();
    private @Nullable Failure dismissed;

    PanelNotices(Endpoint endpoint, PanelContext context) {
        this.endpoint = endpoint;
        this.context = context;
        what.getStyleClass().add("what");
        what.setId("failure");
        what.setWrapText(true);
        remedy.getStyleClass().add("remedy");
        remedy.setWrapText(true);
        VBox words = new VBox(what, remedy);
        HBox.setHgrow(words, Priority.ALWAYS);
        freePort.setText(context.texts().get("panel.useFreePort"));
        freePort.setId("use-free-port");
        freePort.getStyleClass().add("small");
        freePort.setMinWidth(Region.USE_PREF_SIZE);
        freePort.managedProperty().bind(freePort.visibleProperty());
        freePort.setOnAction(e -> context.useFreePort(endpoint));
        listeners.setText(context.texts().get("panel.showListeners"));
        listeners.setId("show-listeners");
        listeners.getStyleClass().add("small");
        listeners.setMinWidth(Region.USE_PREF_SIZE);
        listeners.managedProperty().bind(listeners.visibleProperty());
        listeners.setOnAction(e -> context.showListeners(Addresses.port(endpoint)));
        dismiss.setId("dismiss-failure");
        dismiss.getStyleClass().addAll("flat", "button-icon", "small");
        dismiss.setTooltip(new Tooltip(context.texts().get("panel.dismiss")));
        dismiss.setAccessibleText(context.texts().get("panel.dismiss"));
        dismiss.managedProperty().bind(dismiss.visibleProperty());
        dismiss.setOnAction(e -> {
            dismissed = endpoint.lastFailure().orElse(null);
            refresh(endpoint.state());
        });
        failure.getChildren().addAll(new FontIcon(Feather.ALERT_TRIANGLE), words, listeners, freePort, dismiss);
        failure.getStyleClass().add("failure-line");
        cautions.getStyleClass().add("badge-line");
        cautions.setId("cautions");
        wide.getStyleClass().add("badge-line");
        wide.setId("wide-bind");
        node.getStyleClass().add("panel-notices");
        hideIfEmpty(failure);
        hideIfEmpty(cautions);
        hideIfEmpty(wide);
        failure.setVisible(false);
        cautions.setVisible(false);
        wide.setVisible(false);
    }

    private static void hideIfEmpty(Node part) {
        part.managedProperty().bind(part.visibleProperty());
    }

    Node node() {
        return node;
    }

    void state(EndpointState state) {
        wide.setVisible(false);
        if (state instanceof EndpointState.Running running
                && running.address() instanceof InetSocketAddress address
                && endpoint.protocol().role() != Role.CLIENT
                && address.getAddress() != null
                && !address.getAddress().isLoopbackAddress()) {
            showWide(address);
        }
        refresh(state);
    }

    /** Shows what failed last, also while it runs, and what is not safe; called now and then. */
    void refresh(EndpointState state) {
        showCautions();
        Optional<Failure> shown =
                state instanceof EndpointState.Failed failed ? Optional.of(failed.failure()) : endpoint.lastFailure();
        boolean running = !(state instanceof EndpointState.Failed);
        if (shown.isEmpty()) {
            // A new attempt: what happens in it is news, even if it is the same.
            dismissed = null;
        }
        failure.setVisible(shown.isPresent() && !(running && shown.get().equals(dismissed)));
        dismiss.setVisible(running);
        shown.ifPresent(f -> {
            String text = context.texts().get(f.what());
            what.setText(running ? context.texts().get("panel.lastProblem", text) : text);
            remedy.setText(context.texts().get(f.remedy()));
            boolean taken = !running && f.kind() == Failure.Kind.ADDRESS_IN_USE;
            freePort.setVisible(taken);
            listeners.setVisible(taken);
            failure.pseudoClassStateChanged(RUNNING, running);
        });
    }

    private void showCautions() {
        List<Caution> now = endpoint.cautions();
        if (!now.equals(shownCautions)) {
            shownCautions = now;
            cautions.getChildren()
                    .setAll(now.stream()
                            .map(c -> badge(
                                    context.texts().get(c.text()),
                                    context.texts().get(c.explanation()),
                                    Feather.ALERT_TRIANGLE,
                                    c.level()))
                            .toList());
            cautions.setVisible(!now.isEmpty());
        }
    }

    private static Label badge(String text, String help, Feather icon, Caution.Level level) {
        Label badge = new Label(text, new FontIcon(icon));
        badge.getStyleClass().add("caution-badge");
        badge.pseudoClassStateChanged(DANGER, level == Caution.Level.DANGER);
        Tooltip tip = new Tooltip(help);
        tip.setWrapText(true);
        tip.setMaxWidth(440);
        badge.setTooltip(tip);
        badge.setAccessibleHelp(help);
        return badge;
    }

    private void showWide(InetSocketAddress address) {
        Texts texts = context.texts();
        wide.getChildren()
                .setAll(badge(
                        texts.get("panel.wide"), texts.get("panel.wide.help"), Feather.GLOBE, Caution.Level.WARNING));
        if (address.getAddress().isAnyLocalAddress()) {
            LocalAddresses.reachable().forEach(host -> wide.getChildren().add(link(host, address.getPort())));
        }
        wide.setVisible(true);
    }

    private Hyperlink link(String host, int port) {
        String text = AddressText.of(host, port);
        Hyperlink link = new Hyperlink(text);
        link.getStyleClass().add("address");
        link.setTooltip(new Tooltip(context.texts().get("panel.copyAddress")));
        link.setOnAction(e -> {
            Clipboards.copy(text);
            context.show(context.texts().get("panel.copied", text));
        });
        return link;
    }
}
