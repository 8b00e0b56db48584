package org.netsonde.app.security.account;

import java.util.Arrays;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.security.part.SecretInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.account.AccountRole;

/** Asks for a new user, or for a new password of one. JavaFX thread only. */
final class UserForm {

    private final Texts texts;
    private final Commands commands;
    private final StrongPassword strong = new StrongPassword();
    private final TextField name = new TextField();
    private final SecretInput password;
    private final ComboBox<AccountRole> role = new ComboBox<>();
    private final Label roleLabel;
    private final Button save = new Button();
    private final Verdict verdict = new Verdict("user-problem");
    private final VBox node;
    private boolean adding;

    /** What is done with what was filled in. Whoever gets a password erases it. */
    interface Commands {
        void add(String name, char[] password, AccountRole role);

        void setPassword(String name, char[] password);
    }

    UserForm(Texts texts, Commands commands) {
        this.texts = texts;
        this.commands = commands;
        password = new SecretInput("user-password", texts.get("accounts.password"), texts);
        name.setId("user-name");
        name.setPrefColumnCount(18);
        name.setOnAction(e -> save());
        password.field().setOnAction(e -> save());
        password.field().setPrefColumnCount(18);
        role.setId("user-role");
        role.getItems().setAll(AccountRole.values());
        role.setConverter(roles(texts));
        Button generate = new Button(texts.get("accounts.generate"), new FontIcon(Feather.SHUFFLE));
        generate.setId("user-generate");
        generate.setOnAction(e -> generate());
        Button copy = IconButtons.flat(Feather.COPY, texts.get("accounts.password.copy"));
        copy.setId("user-password-copy");
        copy.setOnAction(e -> Clipboards.copy(password.value()));
        save.setId("user-save");
        save.getStyleClass().add("accent");
        save.setOnAction(e -> save());
        Button cancel = new Button(texts.get("accounts.cancel"));
        cancel.setId("user-cancel");
        cancel.setOnAction(e -> close());
        roleLabel = label("accounts.role", role);
        roleLabel.managedProperty().bind(roleLabel.visibleProperty());
        role.managedProperty().bind(role.visibleProperty());
        role.visibleProperty().bind(roleLabel.visibleProperty());
        FlowPane line = new FlowPane(
                group(label("accounts.name", name), name),
                group(roleLabel, role),
                group(label("accounts.password", password.field()), password.field(), copy, generate),
                group(save, cancel));
        line.getStyleClass().add("bench-buttons");
        node = new VBox(line, verdict.node());
        node.setId("user-form");
        node.getStyleClass().add("account-form");
        node.managedProperty().bind(node.visibleProperty());
        node.setVisible(false);
        node.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && isOpen()) {
                e.consume();
                close();
            }
        });
    }

    /** Shows roles by their names. */
    static StringConverter<AccountRole> roles(Texts texts) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable AccountRole value) {
                return value == null ? "" : words(texts, value);
            }

            @Override
            public AccountRole fromString(String text) {
                throw new UnsupportedOperationException(text);
            }
        };
    }

    /** The name of a role. */
    static String words(Texts texts, AccountRole role) {
        return texts.get("accounts.role." + role.name().toLowerCase(Locale.ROOT));
    }

    private Label label(String key, Node field) {
        Label label = new Label(texts.get(key));
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add("bench-row-label");
        return label;
    }

    private static HBox group(Node... nodes) {
        HBox group = new HBox(nodes);
        group.getStyleClass().add("bench-line");
        return group;
    }

    Node node() {
        return node;
    }

    /** Asks for a new user. */
    void add() {
        begin(true, "", "accounts.add");
        role.setValue(AccountRole.WRITER);
        name.requestFocus();
    }

    /** Asks for a new password of a user. */
    void password(String user) {
        begin(false, user, "accounts.setPassword.save");
        password.field().requestFocus();
    }

    private void begin(boolean add, String user, String key) {
        adding = add;
        name.setText(user);
        name.setEditable(add);
        name.setFocusTraversable(add);
        roleLabel.setVisible(add);
        save.setText(texts.get(key));
        password.show("");
        verdict.clear();
        busy(false);
        node.setVisible(true);
    }

    /** Leaves it, and forgets the password. */
    void close() {
        password.show("");
        verdict.clear();
        node.setVisible(false);
    }

    boolean isOpen() {
        return node.isVisible();
    }

    /** A password is being hashed. */
    void busy(boolean busy) {
        save.setDisable(busy);
    }

    /** Says why it was not done. */
    void failed(Failure failure) {
        busy(false);
        verdict.bad(texts.get(failure));
    }

    private void generate() {
        char[] made = strong.next();
        password.show(new String(made));
        Arrays.fill(made, '\0');
        password.field().requestFocus();
        verdict.note(texts.get("accounts.generated"));
    }

    private void save() {
        if (save.isDisabled()) {
            return;
        }
        String typed = name.getText().strip();
        if (typed.isEmpty() || password.value().isEmpty()) {
            verdict.bad(texts.get(typed.isEmpty() ? "accounts.name.missing" : "accounts.password.missing"));
            (typed.isEmpty() ? name : password.field()).requestFocus();
            return;
        }
        busy(true);
        verdict.clear();
        char[] secret = password.value().toCharArray();
        if (adding) {
            commands.add(typed, secret, role.getValue());
        } else {
            commands.setPassword(typed, secret);
        }
    }
}
