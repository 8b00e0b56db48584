package org.netsonde.app.security.fernet;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.SecretInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.Secret;
import org.netsonde.engine.security.crypto.FernetKey;

/** The key that the page works with: typed, made, or kept as a secret under a name. JavaFX thread only. */
final class KeyCard {

    private final SecurityContext context;
    private final Texts texts;
    private final SecretInput key;
    private final TextField name = new TextField();
    private final Verdict verdict = new Verdict("fernet-key-verdict");
    private final Verdict secretVerdict = new Verdict("fernet-secret-verdict");
    private final List<Runnable> listeners = new ArrayList<>();
    private final ToolCard card;
    private int changes;

    KeyCard(SecurityContext context, SecureRandom random) {
        this.context = context;
        texts = context.texts();
        key = new SecretInput("fernet-key", texts.get("fernet.key"), texts);
        key.field().setPromptText(texts.get("fernet.key.prompt"));
        HBox.setHgrow(key.field(), Priority.ALWAYS);
        Button copy = IconButtons.flat(Feather.COPY, texts.get("fernet.key.copy"));
        copy.setId("fernet-key-copy");
        copy.setOnAction(e -> Clipboards.copy(key.value()));
        Button generate = new Button(texts.get("fernet.generate"), new FontIcon(Feather.REFRESH_CW));
        generate.setId("fernet-generate");
        generate.setOnAction(e -> show(FernetKey.generate(random)));
        HBox line = new HBox(key.field(), copy, generate);
        line.getStyleClass().add("bench-line");
        name.setId("fernet-secret");
        name.setAccessibleText(texts.get("fernet.secret"));
        name.setPromptText(texts.get("fernet.secret.prompt"));
        HBox.setHgrow(name, Priority.ALWAYS);
        Button use = new Button(texts.get("fernet.secret.use"));
        use.setId("fernet-secret-use");
        use.setOnAction(e -> use());
        name.setOnAction(e -> use());
        Button store = new Button(texts.get("fernet.secret.store"));
        store.setId("fernet-secret-store");
        store.setOnAction(e -> store());
        HBox secret = new HBox(name, use, store);
        secret.getStyleClass().add("bench-line");
        use.disableProperty().bind(name.textProperty().isEmpty());
        store.disableProperty()
                .bind(name.textProperty()
                        .isEmpty()
                        .or(key.field().textProperty().isEmpty()));
        copy.disableProperty().bind(key.field().textProperty().isEmpty());
        card = new ToolCard(texts.get("fernet.key"))
                .row(texts.get("fernet.key"), line)
                .row(verdict.node())
                .row(texts.get("fernet.secret"), secret)
                .row(secretVerdict.node());
        name.textProperty().subscribe((before, now) -> secretVerdict.clear());
        key.onChange(this::changed);
    }

    ToolCard card() {
        return card;
    }

    void focus() {
        key.field().requestFocus();
    }

    /** Calls when the key is another one, or none any more. */
    void onChange(Runnable changed) {
        listeners.add(changed);
    }

    /** The key; nothing where there is none, or what is typed is none, which is said under the field then. */
    Optional<FernetKey> key() {
        try {
            return Optional.of(FernetKey.parse(key.value()));
        } catch (FailureException e) {
            verdict.bad(texts.get(e.failure()));
            return Optional.empty();
        }
    }

    /** Takes another key. */
    void show(FernetKey newKey) {
        key.show(newKey.text());
    }

    /** How often it changed so far: what comes late for it can see whether it is still wanted. */
    int changes() {
        return changes;
    }

    private void changed() {
        changes++;
        if (key.value().isEmpty()) {
            verdict.clear();
        } else if (key().isPresent()) {
            verdict.good(texts.get("fernet.key.good"));
        }
        listeners.forEach(Runnable::run);
    }

    private Optional<Secret> named() {
        try {
            return Optional.of(new Secret(name.getText().strip()));
        } catch (SettingsException e) {
            secretVerdict.bad(texts.get(
                    "fernet.secret.name", texts.get(e.problems().getFirst().text())));
            return Optional.empty();
        }
    }

    private void use() {
        int before = changes;
        named().filter(secret -> !secret.isNone())
                .ifPresent(secret -> context.run(
                        () -> context.keys().secret(secret),
                        value -> {
                            if (before == changes) {
                                key.show(new String(value));
                                secretVerdict.good(texts.get("fernet.secret.used", secret.secret()));
                            } else {
                                secretVerdict.note(texts.get("security.key.meanwhile"));
                            }
                            Arrays.fill(value, '\0');
                        },
                        failure -> secretVerdict.bad(texts.get(failure))));
    }

    private void store() {
        Optional<FernetKey> chosen = key();
        named().filter(secret -> !secret.isNone() && chosen.isPresent())
                .ifPresent(secret -> context.secrets()
                        .keep(
                                secret.secret(),
                                chosen.orElseThrow().text().toCharArray(),
                                stored -> told(secret.secret(), stored)));
    }

    private void told(String secret, boolean stored) {
        if (!stored) {
            secretVerdict.clear();
            return;
        }
        context.secrets().find(secret, source -> {
            switch (source) {
                case STORE -> secretVerdict.good(texts.get("fernet.secret.stored", secret));
                case ENVIRONMENT ->
                    secretVerdict.note(texts.get(
                            "fernet.secret.environment", context.secrets().variable(secret)));
                case NONE -> secretVerdict.clear();
            }
        });
    }
}
