package org.netsonde.app.certificate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fact.FactsView;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.security.IssuedCertificate;

/** One certificate, and what can be done with it. JavaFX thread only. */
final class CertificateCard {

    private final SecurityContext context;
    private final Texts texts;
    private final CertificateFacts facts;
    private final FactsView view = new FactsView();
    private final HandOver hand;
    private final MenuButton use = new MenuButton();
    private final MenuButton trust = new MenuButton();
    private final BorderPane node = new BorderPane();
    private @Nullable IssuedCertificate shown;
    private @Nullable Path trusted;

    /** What can be done with a certificate beside handing it over and saving it. */
    record Commands(Consumer<Path> look, Consumer<IssuedCertificate> remove) {}

    CertificateCard(SecurityContext context, CertificateFacts facts, CertificateFiles files, Commands commands) {
        this.context = context;
        this.facts = facts;
        texts = context.texts();
        hand = new HandOver(context);
        menu(use, "use-certificate", "certificates.use", Feather.SERVER, () -> users(hand::takes, this::give));
        menu(
                trust,
                "trust-certificate",
                "certificates.trust",
                Feather.CHECK_CIRCLE,
                () -> users(hand::trusts, this::trust));
        trust.managedProperty().bind(trust.visibleProperty());
        FlowPane buttons = new FlowPane(
                use,
                trust,
                button("save-pem", "certificates.savePem", Feather.DOWNLOAD, files::savePem),
                button("save-pkcs12", "certificates.savePkcs12", Feather.DOWNLOAD, files::savePkcs12),
                button(
                        "look-at",
                        "certificates.look",
                        Feather.SEARCH,
                        issued -> commands.look().accept(issued.chain())),
                button("remove-certificate", "certificates.remove", Feather.TRASH_2, commands.remove()));
        buttons.getStyleClass().add("certificate-buttons");
        node.setCenter(view.node());
        node.setBottom(buttons);
        node.setId("certificate");
    }

    private void menu(MenuButton menu, String id, String key, Feather icon, Supplier<List<MenuItem>> items) {
        menu.setText(texts.get(key));
        menu.setGraphic(new FontIcon(icon));
        menu.setId(id);
        menu.setTooltip(new Tooltip(texts.get(key + ".help")));
        // A menu without items does not open, so there is always one.
        menu.getItems().setAll(nobody());
        menu.setOnShowing(e -> menu.getItems().setAll(items.get()));
    }

    private Button button(String id, String key, Feather icon, Consumer<IssuedCertificate> action) {
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.setTooltip(new Tooltip(texts.get(key + ".help")));
        button.setOnAction(e -> Optional.ofNullable(shown).ifPresent(action));
        return button;
    }

    Node node() {
        return node;
    }

    /**
     * Shows a certificate.
     *
     * @param authority the file of who issued it
     * @param ofWorkspace whether that is the authority of the workspace, which nobody trusts unasked
     */
    void show(IssuedCertificate issued, Path authority, boolean ofWorkspace) {
        shown = issued;
        boolean alone = issued.details().selfSigned();
        trusted = alone ? issued.chain() : authority;
        trust.setVisible(alone || ofWorkspace);
        view.show(List.of(facts.issued(
                issued.name(),
                issued.details(),
                issued.chain().toString(),
                issued.key().toString())));
        view.top();
    }

    private MenuItem nobody() {
        MenuItem nobody = new MenuItem(texts.get("certificates.use.nobody"));
        nobody.setDisable(true);
        return nobody;
    }

    private List<MenuItem> users(Predicate<Endpoint> suited, Consumer<Endpoint> action) {
        List<MenuItem> items = context.endpoints().stream()
                .filter(suited)
                .map(endpoint -> item(endpoint, action))
                .toList();
        return items.isEmpty() ? List.of(nobody()) : items;
    }

    private static MenuItem item(Endpoint endpoint, Consumer<Endpoint> action) {
        MenuItem item = new MenuItem(endpoint.name());
        item.setMnemonicParsing(false);
        item.setOnAction(e -> action.accept(endpoint));
        return item;
    }

    private void give(Endpoint endpoint) {
        if (shown != null) {
            hand.give(endpoint, HandOver.Held.of(shown));
        }
    }

    private void trust(Endpoint endpoint) {
        if (trusted != null) {
            hand.trust(endpoint, trusted);
        }
    }
}
