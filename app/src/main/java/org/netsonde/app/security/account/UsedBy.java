package org.netsonde.app.security.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Protocol;
import tools.jackson.databind.node.ObjectNode;

/** Which servers ask for the accounts of a list, and how others are made to. JavaFX thread only. */
final class UsedBy {

    private final SecurityContext context;
    private final Texts texts;
    private final Supplier<String> list;
    private final MenuButton require = new MenuButton();
    private final FlowPane node = new FlowPane();
    /** Found out once for each protocol, as it takes all of its settings to be described. */
    private final Map<Protocol<?, ?>, Optional<LoginSetting>> settings = new HashMap<>();

    private List<String> shown = List.of();
    private boolean begun;

    /**
     * A line.
     *
     * @param list the name of the list that is shown
     */
    UsedBy(SecurityContext context, Supplier<String> list) {
        this.context = context;
        this.list = list;
        texts = context.texts();
        require.setText(texts.get("accounts.require"));
        require.setId("require-login");
        require.setGraphic(new FontIcon(Feather.LOCK));
        // A menu without items does not open, so there is always one.
        require.getItems().setAll(nobody());
        require.setOnShowing(e -> require.getItems().setAll(items()));
        node.setId("accounts-used-by");
        node.getStyleClass().addAll("bench-buttons", "account-used");
    }

    Node node() {
        return node;
    }

    /** Looks at the settings as they are now. */
    void refresh() {
        List<Endpoint> users = context.endpoints().stream()
                .filter(endpoint -> uses(endpoint, list.get()))
                .toList();
        boolean servers = context.endpoints().stream()
                .anyMatch(endpoint -> setting(endpoint).isPresent());
        List<String> names =
                List.of(users.stream().map(Endpoint::name).toList().toString(), Boolean.toString(servers), list.get());
        if (begun && names.equals(shown)) {
            return;
        }
        begun = true;
        shown = names;
        Label label = new Label(
                texts.get(!users.isEmpty() ? "accounts.usedBy" : servers ? "accounts.unused" : "accounts.noServers"));
        label.setWrapText(true);
        label.getStyleClass().add("bench-row-label");
        node.getChildren().setAll(label);
        users.forEach(endpoint -> node.getChildren().add(link(endpoint)));
        if (servers) {
            node.getChildren().add(require);
        }
    }

    private Hyperlink link(Endpoint endpoint) {
        Hyperlink link = new Hyperlink(endpoint.name());
        link.setMnemonicParsing(false);
        link.setOnAction(e -> context.show(endpoint));
        return link;
    }

    private Optional<LoginSetting> setting(Endpoint endpoint) {
        return settings.computeIfAbsent(endpoint.protocol(), LoginSetting::of);
    }

    private boolean uses(Endpoint endpoint, String name) {
        return setting(endpoint)
                .flatMap(login -> login.list(endpoint.settings()))
                .filter(name::equalsIgnoreCase)
                .isPresent();
    }

    private MenuItem nobody() {
        MenuItem nobody = new MenuItem(texts.get("accounts.require.nobody"));
        nobody.setDisable(true);
        return nobody;
    }

    private List<MenuItem> items() {
        List<MenuItem> items = context.endpoints().stream()
                .filter(endpoint -> setting(endpoint).isPresent() && !uses(endpoint, list.get()))
                .map(this::item)
                .toList();
        return items.isEmpty() ? List.of(nobody()) : items;
    }

    private MenuItem item(Endpoint endpoint) {
        MenuItem item = new MenuItem(endpoint.name());
        item.setMnemonicParsing(false);
        item.setOnAction(e -> setting(endpoint).ifPresent(login -> {
            ObjectNode changed = endpoint.settings();
            login.require(changed, list.get());
            endpoint.configure(changed);
            context.settingsChanged(endpoint);
            context.show(texts.get(
                    endpoint.state().startable() ? "accounts.required" : "accounts.required.restart",
                    endpoint.name(),
                    list.get()));
            refresh();
        }));
        return item;
    }
}
