package org.netsonde.app.security.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Keyboard;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.Output;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.account.Access;
import org.netsonde.engine.security.account.AccountList;
import org.netsonde.engine.security.account.AccountRules;
import org.netsonde.engine.security.account.LoginSession;

/** Who has logged in, and how to end that. JavaFX thread only. */
final class SessionsPane {

    private final SecurityContext context;
    private final Texts texts;
    private final Supplier<AccountList> list;
    private final Moments moments;
    private final RowTable<LoginSession> table;
    private final Output token;
    private final Label tokenOf = new Label();
    private final VBox made;
    private final VBox node;

    SessionsPane(SecurityContext context, Supplier<AccountList> list, Moments moments) {
        this.context = context;
        this.list = list;
        this.moments = moments;
        texts = context.texts();
        table = new RowTable<LoginSession>(
                        "login-sessions",
                        texts.get("accounts.sessions"),
                        texts.get("accounts.sessions.none"),
                        LoginSession::id)
                .column(texts.get("accounts.name"), 110, LoginSession::user)
                .column(texts.get("accounts.role"), 85, session -> UserForm.words(texts, session.role()))
                .column(texts.get("accounts.remote"), 150, LoginSession::remote)
                .column(texts.get("accounts.since"), 115, session -> moments.text(session.since()))
                .column(texts.get("accounts.used"), 115, session -> moments.text(session.used()))
                .column(texts.get("accounts.until"), 180, session -> moments.text(session.until()));
        Label title = new Label(texts.get("accounts.sessions"));
        title.getStyleClass().add("section-title");
        Button revoke = button("revoke-session", "accounts.revoke", Feather.LOG_OUT, this::revoke);
        Button all = button("revoke-all", "accounts.revokeAll", Feather.USER_X, this::revokeAll);
        Button make = button("make-token", "accounts.token", Feather.KEY, this::make);
        make.setTooltip(new Tooltip(texts.get("accounts.token.help")));
        List.of(revoke, all, make).forEach(button -> button.disableProperty().bind(table.nothingChosen()));
        FlowPane head = new FlowPane(title, revoke, all, make);
        head.getStyleClass().addAll("bench-buttons", "account-head");
        table.node().addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (Keyboard.removes(e)) {
                e.consume();
                revoke();
            }
        });
        token = Output.secret("session-token", texts.get("accounts.token.name"), texts);
        tokenOf.getStyleClass().add("bench-row-label");
        tokenOf.setWrapText(true);
        made = new VBox(tokenOf, token.node());
        made.getStyleClass().add("account-form");
        made.managedProperty().bind(made.visibleProperty());
        made.setVisible(false);
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        node = new VBox(head, made, table.node());
        node.getStyleClass().add("account-part");
    }

    private Button button(String id, String key, Feather icon, Runnable action) {
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.setOnAction(e -> action.run());
        return button;
    }

    Node node() {
        return node;
    }

    /** Shows the sessions there are now. */
    void refresh() {
        table.show(list.get().sessions());
    }

    /** Leaves the token that was made, as it was for another list. */
    void leave() {
        token.show("");
        made.setVisible(false);
    }

    private void revoke() {
        table.chosen().ifPresent(session -> {
            list.get().revoke(session.id());
            context.show(texts.get("accounts.revoked", session.user()));
            refresh();
        });
    }

    private void revokeAll() {
        table.chosen().ifPresent(session -> {
            AccountList users = list.get();
            users.sessions().stream()
                    .filter(other -> other.user().equals(session.user()))
                    .forEach(other -> users.revoke(other.id()));
            context.show(texts.get("accounts.revokedAll", session.user()));
            refresh();
        });
    }

    /** Those of the servers that use the list: of several the one whose tokens last the shortest; the usual ones of none. */
    private AccountRules rules() {
        String name = list.get().name();
        return context.endpoints().stream()
                .flatMap(endpoint -> LoginSetting.of(endpoint.protocol()).stream()
                        .filter(setting -> setting.list(endpoint.settings())
                                .filter(name::equalsIgnoreCase)
                                .isPresent())
                        .flatMap(setting -> setting.rules(endpoint.settings()).stream()))
                .min(Comparator.comparing(AccountRules::tokenTime))
                .orElseGet(AccountRules::new);
    }

    private void make() {
        table.chosen().ifPresent(session -> {
            AccountRules rules = rules();
            Instant until = Instant.now().plus(rules.tokenTime());
            try {
                token.show(list.get()
                        .token(
                                new Access(session.user(), session.role(), session.id(), false, session.until()),
                                rules));
                tokenOf.setText(texts.get(
                        "accounts.token.made",
                        session.user(),
                        moments.text(until.isBefore(session.until()) ? until : session.until())));
                made.setVisible(true);
            } catch (FailureException e) {
                context.show(e.failure());
            }
        });
    }
}
