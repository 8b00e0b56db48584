package org.netsonde.app.security.account;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Keyboard;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.account.AccountList;
import org.netsonde.engine.security.account.AccountRole;
import org.netsonde.engine.security.account.User;

/** The users of a list, and what can be done with them. Hashing and the disk stay in the background. JavaFX thread only. */
final class UsersPane {

    private final SecurityContext context;
    private final Texts texts;
    private final Supplier<AccountList> list;
    private final Runnable changed;
    private final RowTable<User> table;
    private final UserForm form;
    private final VBox node;

    /**
     * A pane without users.
     *
     * @param list the list that is shown
     * @param changed to be called when a user was changed
     */
    UsersPane(SecurityContext context, Supplier<AccountList> list, Moments moments, Runnable changed) {
        this.context = context;
        this.list = list;
        this.changed = changed;
        texts = context.texts();
        table = new RowTable<User>("users", texts.get("accounts.users"), texts.get("accounts.users.none"), User::name)
                .column(texts.get("accounts.name"), 110, User::name)
                .column(texts.get("accounts.role"), 85, user -> UserForm.words(texts, user.role()))
                .column(texts.get("accounts.state"), 240, user -> state(user, moments))
                .column(texts.get("accounts.created"), 110, user -> moments.text(user.created()))
                .column(texts.get("accounts.hash"), 215, User::hash);
        form = new UserForm(texts, new UserForm.Commands() {
            @Override
            public void add(String name, char[] password, AccountRole role) {
                fill(name, password, users -> users.add(name, password, role));
            }

            @Override
            public void setPassword(String name, char[] password) {
                fill(name, password, users -> users.setPassword(name, password));
            }
        });
        Label title = new Label(texts.get("accounts.users"));
        title.getStyleClass().add("section-title");
        Button add = button("add-user", "accounts.add.button", Feather.USER_PLUS, form::add);
        add.getStyleClass().add("accent");
        MenuButton role = new MenuButton(texts.get("accounts.setRole"), new FontIcon(Feather.AWARD));
        role.setId("set-role");
        for (AccountRole each : AccountRole.values()) {
            MenuItem item = new MenuItem(UserForm.words(texts, each));
            item.setOnAction(e -> withUser(user -> run(users -> users.setRole(user.name(), each))));
            role.getItems().add(item);
        }
        Button password = button(
                "set-password",
                "accounts.setPassword",
                Feather.KEY,
                () -> withUser(user -> form.password(user.name())));
        Button unlock = button(
                "unlock-user",
                "accounts.unlock",
                Feather.UNLOCK,
                () -> withUser(user -> run(users -> users.unlock(user.name()))));
        Button remove = button("remove-user", "accounts.remove", Feather.TRASH_2, this::remove);
        BooleanBinding fixed = Bindings.createBooleanBinding(
                () -> table.chosen().filter(User::stored).isEmpty(), table.chosenProperty());
        role.disableProperty().bind(fixed);
        password.disableProperty().bind(fixed);
        remove.disableProperty().bind(fixed);
        unlock.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> table.chosen()
                                .filter(user -> user.failures() > 0 || isLocked(user))
                                .isEmpty(),
                        table.chosenProperty()));
        FlowPane head = new FlowPane(title, add, role, password, unlock, remove);
        head.getStyleClass().addAll("bench-buttons", "account-head");
        table.node().addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (Keyboard.removes(e) && !fixed.get()) {
                e.consume();
                remove();
            }
        });
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        node = new VBox(head, form.node(), table.node());
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

    private static boolean isLocked(User user) {
        Instant until = user.lockedUntil();
        return until != null && until.isAfter(Instant.now());
    }

    private String state(User user, Moments moments) {
        Instant until = user.lockedUntil();
        String state = until != null && until.isAfter(Instant.now())
                ? texts.get("accounts.locked", moments.text(until))
                : user.failures() > 0 ? texts.get("accounts.failures", user.failures()) : texts.get("accounts.active");
        return user.stored() ? state : texts.get("accounts.ofSettings", state);
    }

    /** Shows these. */
    void show(List<User> users) {
        table.show(users);
    }

    /** Leaves what is being filled in, as it was for another list. */
    void leave() {
        form.close();
    }

    /** Moves the focus to the first thing to do. */
    void focus() {
        table.node().requestFocus();
    }

    private void withUser(Consumer<User> action) {
        table.chosen().ifPresent(action);
    }

    private void run(Consumer<AccountList> work) {
        AccountList users = list.get();
        context.run(
                () -> {
                    work.accept(users);
                    return users;
                },
                done -> changed.run(),
                context::show);
    }

    private void fill(String name, char[] password, Consumer<AccountList> work) {
        AccountList users = list.get();
        context.run(
                () -> {
                    try {
                        work.accept(users);
                    } finally {
                        Arrays.fill(password, '\0');
                    }
                    return users.users();
                },
                all -> {
                    if (users.equals(list.get())) {
                        form.close();
                        table.show(all);
                        table.choose(name);
                        table.node().requestFocus();
                    }
                    changed.run();
                },
                failure -> {
                    if (users.equals(list.get()) && form.isOpen()) {
                        form.failed(failure);
                    } else {
                        context.show(failure);
                    }
                });
    }

    private void remove() {
        withUser(user -> context.confirm(
                texts.get("accounts.remove.title"),
                texts.get("accounts.remove.question", user.name()),
                texts.get("accounts.remove"),
                () -> run(users -> users.remove(user.name()))));
    }
}
