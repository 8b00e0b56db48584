package org.netsonde.app.security.password;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javafx.scene.control.Button;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.bench.part.Work;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.BytesInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.crypto.Argon2Hash;
import org.netsonde.engine.security.crypto.Argon2Parameters;
import org.netsonde.engine.security.crypto.ByteForm;
import org.netsonde.engine.security.crypto.Turns;

/** Whether a password is that of a hash of Argon2id, and how the hash was made. JavaFX thread only. */
final class VerifyCard {

    private static final double MILLISECOND = 1e6;

    private final Texts texts;
    private final Turns turns;
    private final BytesInput password;
    private final BytesInput hash;
    private final Verdict made = new Verdict("verify-made");
    private final Verdict verdict = new Verdict("verify-verdict");
    private final Work work;
    private final ToolCard card;
    private String offered = "";

    VerifyCard(SecurityContext context, Turns turns) {
        this.turns = turns;
        texts = context.texts();
        password = BytesInput.secret(
                "verify-password", texts.get("kdf.password"), texts, ByteForm.TEXT, ByteForm.HEX, ByteForm.BASE64);
        hash = BytesInput.secret("verify-hash", texts.get("kdf.verify.hash"), texts, ByteForm.TEXT);
        hash.field().setPromptText(texts.get("kdf.hash.prompt"));
        work = new Work("verify", context).onCancel(() -> verdict.note(texts.get("security.cancelled")));
        Button verify = new Button(texts.get("kdf.verify"));
        verify.setId("verify");
        verify.disableProperty().bind(work.runningProperty());
        verify.setOnAction(e -> verify());
        password.onEnter(this::verify);
        hash.onEnter(this::verify);
        card = new ToolCard(texts.get("kdf.verify.title"))
                .row(texts.get("kdf.verify.hash"), hash.node())
                .row(made.node())
                .row(texts.get("kdf.password"), password.node())
                .buttons(verify, work.node())
                .row(verdict.node());
        password.onChange(this::stale);
        hash.onChange(() -> {
            stale();
            tell();
        });
    }

    ToolCard card() {
        return card;
    }

    void dispose() {
        work.cancel();
    }

    /** Takes a hash that was made, unless there is one that came from elsewhere. */
    void offer(String text) {
        if (hash.text().isEmpty() || hash.text().equals(offered)) {
            offered = text;
            hash.show(ByteForm.TEXT, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void stale() {
        work.cancel();
        verdict.clear();
    }

    /** How the hash was made. */
    private void tell() {
        made.clear();
        if (hash.text().isBlank()) {
            return;
        }
        read().ifPresent(one -> {
            Argon2Parameters parameters = one.parameters();
            String how = texts.get("kdf.made", parameters.memory(), parameters.iterations(), parameters.parallelism());
            if (one.isWeakerThan(Argon2Parameters.USUAL) && !parameters.isAdvised()) {
                made.warn(how + " " + texts.get("kdf.argon2.weak"));
            } else {
                made.note(how);
            }
        });
    }

    private Optional<Argon2Hash> read() {
        try {
            return Optional.of(Argon2Hash.parse(hash.text().strip()));
        } catch (FailureException e) {
            hash.problem(texts.get(e.failure()));
            return Optional.empty();
        }
    }

    private void verify() {
        verdict.clear();
        Optional<Argon2Hash> stored = read();
        Optional<byte[]> secret = password.read();
        if (stored.isEmpty() || secret.isEmpty()) {
            return;
        }
        byte[] bytes = secret.get();
        work.start(
                watch -> {
                    try {
                        return turns.take(watch, () -> compared(stored.get(), bytes));
                    } finally {
                        Arrays.fill(bytes, (byte) 0);
                    }
                },
                outcome -> {
                    double took = outcome.nanos() / MILLISECOND;
                    if (outcome.same()) {
                        verdict.good(texts.get("kdf.verify.same", took));
                    } else {
                        verdict.bad(texts.get("kdf.verify.other", took));
                    }
                },
                failure -> verdict.bad(texts.get(failure)));
    }

    private static Outcome compared(Argon2Hash stored, byte[] password) {
        long begin = System.nanoTime();
        boolean same = stored.verify(password);
        return new Outcome(same, System.nanoTime() - begin);
    }

    private record Outcome(boolean same, long nanos) {}
}
