package org.netsonde.app.security.jwt;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.form.SecretDesk;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import tools.jackson.databind.node.ObjectNode;

/** Hands a token to a client of HTTP: it is stored as a secret, whose name the settings have. JavaFX thread only. */
final class Bearer {

    private static final String CLIENT = "http-client";
    private static final String PREFIX = "bearer-";
    private static final int MOST_NAME = 57;

    private final SecurityContext context;
    private final Texts texts;
    private final Supplier<String> token;
    private final MenuButton node;

    Bearer(SecurityContext context, Supplier<String> token) {
        this.context = context;
        this.token = token;
        texts = context.texts();
        node = new MenuButton(texts.get("security.jwt.bearer"), new FontIcon(Feather.SEND));
        node.setId("jwt-bearer");
        // Endpoints come and go while this shows.
        node.setOnShowing(e -> refresh());
        refresh();
    }

    MenuButton node() {
        return node;
    }

    /** Looks at which clients there are. */
    void refresh() {
        List<MenuItem> items = context.endpoints().stream()
                .filter(endpoint -> endpoint.protocol().id().equals(CLIENT))
                .map(this::item)
                .toList();
        if (items.isEmpty()) {
            MenuItem none = new MenuItem(texts.get("security.jwt.bearer.none"));
            none.setDisable(true);
            items = List.of(none);
        }
        node.getItems().setAll(items);
    }

    private MenuItem item(Endpoint endpoint) {
        MenuItem item = new MenuItem(endpoint.name());
        // An underscore in a name is no mnemonic.
        item.setMnemonicParsing(false);
        item.setOnAction(e -> store(endpoint));
        return item;
    }

    private void store(Endpoint endpoint) {
        String name = secretName(endpoint.name());
        context.secrets().keep(name, token.get().toCharArray(), stored -> {
            if (stored) {
                use(endpoint, name);
            }
        });
    }

    /**
     * The name of the secret for a client. Letters, digits and little else may stand in it; where that leaves something of the
     * client's name out, what follows tells it from others.
     */
    static String secretName(String endpoint) {
        String lower = endpoint.toLowerCase(Locale.ROOT);
        String plain = lower.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (!plain.isEmpty() && plain.length() <= MOST_NAME && plain.equals(lower.replace(' ', '-'))) {
            return PREFIX + plain;
        }
        String told = HexFormat.of().toHexDigits(lower.hashCode());
        String shortened = plain.substring(0, Math.min(plain.length(), MOST_NAME - told.length() - 1));
        return PREFIX + (shortened.isEmpty() ? "client" : shortened) + "-" + told;
    }

    private void use(Endpoint endpoint, String name) {
        ObjectNode settings = endpoint.settings();
        settings.putObject("authorization").put("type", "bearer").put("secret", name);
        endpoint.configure(settings);
        context.settingsChanged(endpoint);
        context.secrets()
                .find(
                        name,
                        source -> context.show(
                                source == SecretDesk.Source.ENVIRONMENT
                                        ? texts.get(
                                                "security.jwt.bearer.environment",
                                                endpoint.name(),
                                                context.secrets().variable(name))
                                        : texts.get("security.jwt.bearer.used", endpoint.name(), name)));
    }
}
