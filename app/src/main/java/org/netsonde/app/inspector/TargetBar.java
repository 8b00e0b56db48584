package org.netsonde.app.inspector;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.inspector.ChoiceMenu.Choice;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.probe.tls.TlsRequest;
import org.netsonde.engine.probe.tls.TlsTarget;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.CertificateSource;
import org.netsonde.engine.security.ClientCertificate;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.security.IssuedCertificate;
import org.netsonde.engine.security.Secret;

/** Where the user says which server is inspected, and how. JavaFX thread only. */
final class TargetBar {

    /** How many of those inspected before are offered again. */
    private static final int MAX_RECENT = 10;

    private final SecurityContext context;
    private final Texts texts;
    private final Runnable begin;
    private final TextField host = new TextField();
    private final TextField name = new TextField();
    private final ChoiceMenu<ClientCertificate> certificate;
    private final ChoiceMenu<ClientTrust> trust;
    private final MenuButton servers = new MenuButton();
    private final Button inspect;
    private final Button cancel;
    private final List<TlsTarget> recent = new ArrayList<>();
    private final VBox node;

    /**
     * A bar.
     *
     * @param begin inspects what {@link #request} says
     * @param stop ends what is under way
     */
    TargetBar(SecurityContext context, Runnable begin, Runnable stop) {
        this.context = context;
        this.begin = begin;
        texts = context.texts();
        certificate = new ChoiceMenu<>(
                context,
                "inspect-certificate",
                texts.get("inspector.certificate"),
                texts.get("inspector.certificate.help"),
                new Choice<>(texts.get("inspector.certificate.none"), new ClientCertificate.None()),
                file -> new CertificateSource.Pem(file.toString(), "", new Secret()));
        trust = new ChoiceMenu<>(
                context,
                "inspect-trust",
                texts.get("inspector.trust"),
                texts.get("inspector.trust.help"),
                new Choice<>(texts.get("inspector.trust.usual"), new ClientTrust.Full()),
                file -> new ClientTrust.Custom(file.toString()));
        show(new Offered(List.of(), Optional.empty(), List.of()));
        host.setId("inspect-target");
        host.setPromptText(texts.get("inspector.target.prompt"));
        host.setAccessibleText(texts.get("inspector.target"));
        host.setOnAction(e -> inspect());
        HBox.setHgrow(host, Priority.ALWAYS);
        servers.setId("inspect-servers");
        servers.setGraphic(new FontIcon(Feather.LIST));
        servers.setTooltip(new Tooltip(texts.get("inspector.servers")));
        servers.setAccessibleText(texts.get("inspector.servers"));
        servers.getStyleClass().addAll(Styles.BUTTON_ICON);
        // A menu without items does not open.
        servers.getItems().setAll(nothing());
        servers.setOnShowing(e -> servers.getItems().setAll(choices()));
        inspect = new Button(texts.get("inspector.inspect"), new FontIcon(Feather.SEARCH));
        inspect.setId("inspect");
        inspect.getStyleClass().add(Styles.ACCENT);
        inspect.setOnAction(e -> inspect());
        inspect.disableProperty().bind(host.textProperty().isEmpty());
        cancel = new Button(texts.get("shell.cancel"), new FontIcon(Feather.X));
        cancel.setId("inspect-cancel");
        cancel.setOnAction(e -> stop.run());
        for (Region part : List.of(servers, inspect, cancel)) {
            part.setMinWidth(Region.USE_PREF_SIZE);
            part.managedProperty().bind(part.visibleProperty());
        }
        busy(false);
        HBox first = new HBox(host, servers, inspect, cancel);
        first.getStyleClass().add("bench-line");
        node = new VBox(first, options());
        node.getStyleClass().add("inspector-target");
    }

    /** Looks which certificates and authorities there are now. */
    void refresh() {
        AuthorityFolder own = context.authority();
        Optional<Path> file = context.workspace();
        context.run(() -> Offered.of(own, file), this::show, context::show);
    }

    private void show(Offered offered) {
        List<Choice<ClientCertificate>> certificates = new ArrayList<>();
        certificates.add(new Choice<>(texts.get("inspector.certificate.none"), new ClientCertificate.None()));
        certificates.add(new Choice<>(texts.get("inspector.certificate.own"), new CertificateSource.Generated()));
        offered.yours().forEach(issued -> certificates.add(choice("inspector.certificate.yours", issued)));
        offered.shared().forEach(issued -> certificates.add(choice("inspector.certificate.workspace", issued)));
        certificate.offer(certificates);
        List<Choice<ClientTrust>> trusted = new ArrayList<>();
        trusted.add(new Choice<>(texts.get("inspector.trust.usual"), new ClientTrust.Full()));
        offered.workspace()
                .ifPresent(file -> trusted.add(
                        new Choice<>(texts.get("inspector.trust.workspace"), new ClientTrust.Custom(file.toString()))));
        trust.offer(trusted);
    }

    private Choice<ClientCertificate> choice(String key, IssuedCertificate issued) {
        return new Choice<>(
                texts.get(key, issued.name()),
                new CertificateSource.Pem(
                        issued.chain().toString(), issued.key().toString(), new Secret()));
    }

    private Node options() {
        name.setId("inspect-name");
        name.setPromptText(texts.get("inspector.name.prompt"));
        name.setTooltip(new Tooltip(texts.get("inspector.name.help")));
        name.setAccessibleText(texts.get("inspector.name"));
        name.setOnAction(e -> inspect());
        HBox.setHgrow(name, Priority.ALWAYS);
        Label trusted = label("inspector.trust", trust.node());
        trusted.getStyleClass().setAll("label", "inspector-aside");
        HBox named = new HBox(label("inspector.name", name), name);
        HBox keys =
                new HBox(label("inspector.certificate", certificate.node()), certificate.node(), trusted, trust.node());
        List.of(named, keys).forEach(line -> line.getStyleClass().add("bench-line"));
        VBox lines = new VBox(named, keys);
        lines.getStyleClass().add("inspector-target");
        return lines;
    }

    private Label label(String key, Node of) {
        Label label = new Label(texts.get(key));
        label.setLabelFor(of);
        label.getStyleClass().add("bench-row-label");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    Node node() {
        return node;
    }

    void focus() {
        host.requestFocus();
    }

    /** Shows that something is under way, or no longer. */
    void busy(boolean busy) {
        boolean focused = cancel.isFocused();
        inspect.setVisible(!busy);
        cancel.setVisible(busy);
        host.setEditable(!busy);
        name.setEditable(!busy);
        servers.setDisable(busy);
        certificate.node().setDisable(busy);
        trust.node().setDisable(busy);
        if (focused && !busy) {
            // The button that had the focus is gone.
            focus();
        }
    }

    /** Moves the focus to the button that ends it. */
    void focusCancel() {
        cancel.requestFocus();
    }

    /** Inspects a server that is chosen elsewhere. */
    void inspect(TlsTarget target) {
        host.setText(target.toString());
        name.clear();
        inspect();
    }

    private void inspect() {
        if (inspect.isVisible() && !host.getText().isBlank()) {
            begin.run();
        }
    }

    private List<MenuItem> choices() {
        List<MenuItem> items = new ArrayList<>();
        TlsServer.running(context.endpoints())
                .forEach(server -> items.add(
                        item(texts.get("inspector.server", server.name(), server.target()), server.target())));
        recent.stream()
                .filter(target -> items.stream().noneMatch(item -> target.equals(item.getUserData())))
                .map(target -> item(target.toString(), target))
                .toList()
                .forEach(items::add);
        return items.isEmpty() ? List.of(nothing()) : items;
    }

    private MenuItem item(String text, TlsTarget target) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setUserData(target);
        item.setOnAction(e -> inspect(target));
        return item;
    }

    private MenuItem nothing() {
        MenuItem nothing = new MenuItem(texts.get("inspector.servers.none"));
        nothing.setDisable(true);
        return nothing;
    }

    /** What was asked for; it is remembered while the window is open. */
    TlsRequest request() {
        TlsTarget target = TlsTarget.parse(host.getText());
        String asked = Optional.ofNullable(name.getText()).orElse("").strip();
        TlsRequest request =
                TlsRequest.of(target).named(asked).with(certificate.value()).trusting(trust.value());
        recent.remove(target);
        recent.addFirst(target);
        if (recent.size() > MAX_RECENT) {
            recent.removeLast();
        }
        return request;
    }
}
