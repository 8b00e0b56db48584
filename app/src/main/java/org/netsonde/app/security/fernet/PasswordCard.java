package org.netsonde.app.security.fernet;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.control.Button;
import org.netsonde.app.bench.part.NumberInput;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.bench.part.Work;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.BytesInput;
import org.netsonde.app.security.part.SaltInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.crypto.ByteForm;
import org.netsonde.engine.security.crypto.FernetKey;
import org.netsonde.engine.security.crypto.Hmac;
import org.netsonde.engine.security.crypto.Pbkdf2;

/** Derives a key from a password, with rounds and salt that belong to it. JavaFX thread only. */
final class PasswordCard {

    private final Texts texts;
    private final KeyCard key;
    private final BytesInput password;
    private final NumberInput rounds;
    private final SaltInput salt;
    private final Verdict verdict = new Verdict("fernet-derive-verdict");
    private final Work work;
    private final ToolCard card;

    PasswordCard(SecurityContext context, SecureRandom random, KeyCard key) {
        this.key = key;
        texts = context.texts();
        password = BytesInput.secret(
                "fernet-password", texts.get("fernet.password"), texts, ByteForm.TEXT, ByteForm.HEX, ByteForm.BASE64);
        rounds = new NumberInput("fernet-rounds", texts.get("fernet.rounds"), texts, Pbkdf2.USUAL.rounds())
                .hint(texts.get("fernet.rounds.hint"));
        salt = new SaltInput("fernet-salt", texts.get("fernet.salt"), texts, random);
        work = new Work("fernet-derive", context).onCancel(() -> verdict.note(texts.get("security.cancelled")));
        Button derive = new Button(texts.get("fernet.derive"));
        derive.setId("fernet-derive");
        derive.disableProperty().bind(work.runningProperty());
        derive.setOnAction(e -> derive());
        password.onEnter(this::derive);
        rounds.field().setOnAction(e -> derive());
        salt.input().onEnter(this::derive);
        card = new ToolCard(texts.get("fernet.password.title"))
                .row(texts.get("fernet.password"), password.node())
                .row(texts.get("fernet.rounds"), rounds.node())
                .row(texts.get("fernet.salt"), salt.node())
                .buttons(derive, work.node())
                .row(verdict.node());
        password.onChange(this::stale);
        rounds.onChange(this::stale);
        salt.input().onChange(this::stale);
    }

    ToolCard card() {
        return card;
    }

    void dispose() {
        work.cancel();
    }

    /** What is under way is of other figures than those that show. */
    private void stale() {
        work.cancel();
        verdict.clear();
    }

    private void derive() {
        verdict.clear();
        OptionalInt count = rounds.value();
        Optional<byte[]> secret = password.read();
        Optional<byte[]> salted = salt.input().read();
        if (count.isEmpty() || secret.isEmpty() || salted.isEmpty()) {
            return;
        }
        if (secret.get().length == 0) {
            password.problem(texts.get("fernet.password.none"));
            return;
        }
        if (salted.get().length > Pbkdf2.MAX_SALT) {
            salt.input().problem(texts.get("problem.range", "0", Pbkdf2.MAX_SALT, salted.get().length));
            return;
        }
        Pbkdf2 kdf;
        try {
            kdf = new Pbkdf2(Hmac.SHA256, count.getAsInt());
        } catch (SettingsException e) {
            rounds.problem(texts.get(e.problems().getFirst().text()));
            return;
        }
        byte[] used = secret.get();
        int before = key.changes();
        work.start(
                watch -> {
                    try {
                        return FernetKey.derive(kdf, used, salted.get(), watch);
                    } finally {
                        Arrays.fill(used, (byte) 0);
                    }
                },
                made -> {
                    if (before == key.changes()) {
                        key.show(made);
                        verdict.good(texts.get("fernet.derived"));
                    } else {
                        verdict.note(texts.get("security.key.meanwhile"));
                    }
                },
                failure -> verdict.bad(texts.get(failure)));
    }
}
