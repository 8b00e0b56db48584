package org.netsonde.app.security.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Choices;
import org.netsonde.app.bench.part.Newest;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.KeyInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.SigningKey;
import org.netsonde.engine.security.SigningKeyKind;
import org.netsonde.engine.security.crypto.ByteForm;

/** Makes a key pair, or takes one, and saves its halves. JavaFX thread only. */
final class KeyCard {

    private final SecurityContext context;
    private final Texts texts;
    private final Consumer<@Nullable SigningKey> changed;
    private final ComboBox<SigningKeyKind> kind;
    private final Button generate;
    private final KeyInput input;
    private final Verdict state = new Verdict("signature-key-state");
    private final Button savePrivate;
    private final Button savePublic;
    private final Button copyPublic;
    private final ToolCard card;
    private final Newest<Asked, SigningKey> newest;
    private @Nullable SigningKey key;

    private record Asked(KeyInput.Given key, Keys keys) {}

    /**
     * A card.
     *
     * @param changed gets the key that can be used now, or null for none
     */
    KeyCard(SecurityContext context, Consumer<@Nullable SigningKey> changed) {
        this.context = context;
        this.changed = changed;
        texts = context.texts();
        kind = Choices.box(
                "signature-kind",
                texts.get("security.signature.kind"),
                List.of(SigningKeyKind.values()),
                SigningKeyKind::title);
        generate = button("signature-generate", "security.signature.generate", Feather.REFRESH_CW, this::generate);
        input = new KeyInput("signature-key", texts.get("security.signature.key"), context, ByteForm.TEXT);
        savePrivate = button("signature-save", "security.signature.save", Feather.SAVE, this::savePrivate);
        savePublic = button("signature-save-public", "security.signature.savePublic", Feather.SAVE, this::savePublic);
        copyPublic = button("signature-copy-public", "security.signature.copyPublic", Feather.COPY, this::copyPublic);
        HBox make = new HBox(kind, generate);
        make.getStyleClass().add("bench-line");
        card = new ToolCard(texts.get("security.signature.keyTitle"))
                .row(texts.get("security.signature.new"), make)
                .row(texts.get("security.signature.key"), input.node())
                .row(state.node())
                .buttons(savePrivate, savePublic, copyPublic);
        newest = new Newest<>(context, KeyCard::read, this::show, this::failed);
        input.onChange(this::take);
        take();
    }

    private Button button(String id, String words, Feather icon, Runnable action) {
        Button button = new Button(texts.get(words), new FontIcon(icon));
        button.setId(id);
        button.setOnAction(e -> action.run());
        return button;
    }

    ToolCard card() {
        return card;
    }

    void focus() {
        generate.requestFocus();
    }

    void dispose() {
        newest.drop();
    }

    private void take() {
        use(null);
        KeyInput.Given given = input.given();
        if (given.isEmpty()) {
            newest.drop();
            state.note(texts.get("security.signature.noKey"));
        } else {
            state.clear();
            newest.take(new Asked(given, context.keys()));
        }
    }

    private static SigningKey read(Asked asked) {
        byte[] bytes = asked.key().read(asked.keys());
        char[] password = asked.key().password().toCharArray();
        try {
            return SigningKey.read(new String(bytes, StandardCharsets.ISO_8859_1), password);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(password, '\0');
        }
    }

    private void show(SigningKey read) {
        String words = read.canSign() ? "security.signature.private" : "security.signature.public";
        state.good(texts.get(words, read.describe()));
        use(read);
    }

    private void failed(Failure failure) {
        state.bad(texts.get(failure));
        input.failed(failure);
    }

    private void use(@Nullable SigningKey now) {
        key = now;
        savePrivate.setDisable(now == null || !now.canSign());
        savePublic.setDisable(now == null);
        copyPublic.setDisable(now == null);
        changed.accept(now);
    }

    private void generate() {
        SigningKeyKind wanted = kind.getValue() == null ? SigningKeyKind.ED25519 : kind.getValue();
        int before = input.changes();
        generate.setDisable(true);
        context.run(
                () -> wanted.generate().privatePem(),
                pem -> {
                    generate.setDisable(false);
                    // What was typed meanwhile is not replaced.
                    if (before == input.changes()) {
                        input.show(ByteForm.TEXT, pem);
                    }
                    Arrays.fill(pem, (byte) 0);
                },
                failure -> {
                    generate.setDisable(false);
                    state.bad(texts.get(failure));
                });
    }

    private void savePrivate() {
        Optional.ofNullable(key)
                .ifPresent(saved -> context.saveTo(
                                texts.get("security.signature.save"),
                                texts.get("certificates.kind.pem"),
                                "pem",
                                "key.pem")
                        .ifPresent(file -> context.run(
                                () -> {
                                    saved.writePrivate(file);
                                    return file;
                                },
                                context::written,
                                context::show)));
    }

    private void savePublic() {
        Optional.ofNullable(key)
                .ifPresent(saved -> context.saveTo(
                                texts.get("security.signature.savePublic"),
                                texts.get("certificates.kind.pem"),
                                "pem",
                                "public.pem")
                        .ifPresent(file -> context.run(
                                () -> {
                                    saved.writePublic(file);
                                    return file;
                                },
                                context::written,
                                context::show)));
    }

    private void copyPublic() {
        Optional.ofNullable(key).ifPresent(shown -> Clipboards.copy(shown.publicPem()));
    }
}
