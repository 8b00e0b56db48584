package org.netsonde.app.certificate;

import java.util.List;
import java.util.Optional;
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
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.security.IssuedCertificate;
import tools.jackson.databind.node.ObjectNode;

/** One certificate, and what can be done with it. JavaFX thread only. */
final class CertificateCard {

    private final CertificatesContext context;
    private final Texts texts;
    private final CertificateFacts facts;
    private final FactsView view = new FactsView();
    private final MenuButton use = new MenuButton();
    private final BorderPane node = new BorderPane();
    private @Nullable IssuedCertificate shown;

    CertificateCard(CertificatesContext context, CertificateFacts facts, CertificateFiles files) {
        this.context = context;
        this.facts = facts;
        texts = context.texts();
        use.setText(texts.get("certificates.use"));
        use.setGraphic(new FontIcon(Feather.SERVER));
        use.setId("use-certificate");
        use.setTooltip(new Tooltip(texts.get("certificates.use.help")));
        // A menu without items does not open, so there is always one.
        use.getItems().setAll(nobody());
        use.setOnShowing(e -> use.getItems().setAll(users()));
        FlowPane buttons = new FlowPane(
                use,
                button("save-pem", "certificates.savePem", e -> files.savePem(e)),
                button("save-pkcs12", "certificates.savePkcs12", e -> files.savePkcs12(e)));
        buttons.getStyleClass().add("certificate-buttons");
        node.setCenter(view.node());
        node.setBottom(buttons);
        node.setId("certificate");
    }

    private Button button(String id, String key, java.util.function.Consumer<IssuedCertificate> action) {
        Button button = new Button(texts.get(key), new FontIcon(Feather.DOWNLOAD));
        button.setId(id);
        button.setTooltip(new Tooltip(texts.get(key + ".help")));
        button.setOnAction(e -> Optional.ofNullable(shown).ifPresent(action));
        return button;
    }

    Node node() {
        return node;
    }

    void show(IssuedCertificate issued) {
        shown = issued;
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

    private List<MenuItem> users() {
        List<MenuItem> items = context.endpoints().stream()
                .flatMap(endpoint ->
                        CertificateSetting.of(endpoint.protocol()).map(setting -> item(endpoint, setting)).stream())
                .toList();
        return items.isEmpty() ? List.of(nobody()) : items;
    }

    private MenuItem item(Endpoint endpoint, CertificateSetting setting) {
        MenuItem item = new MenuItem(endpoint.name());
        item.setMnemonicParsing(false);
        item.setOnAction(e -> Optional.ofNullable(shown).ifPresent(issued -> use(endpoint, setting, issued)));
        return item;
    }

    private void use(Endpoint endpoint, CertificateSetting setting, IssuedCertificate issued) {
        ObjectNode settings = endpoint.settings();
        setting.write(settings, issued);
        endpoint.configure(settings);
        context.settingsChanged(endpoint);
        context.show(texts.get(
                endpoint.state().startable() ? "certificates.used" : "certificates.used.restart",
                issued.name(),
                endpoint.name()));
    }
}
