package org.netsonde.app.security.password;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.part.Choices;
import org.netsonde.app.bench.part.NumberInput;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.bench.part.Work;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.BytesInput;
import org.netsonde.app.security.part.Output;
import org.netsonde.app.security.part.SaltInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.crypto.ByteForm;
import org.netsonde.engine.security.crypto.Turns;
import org.netsonde.engine.security.crypto.Watch;

/** Derives a key from a password by a method that is chosen, and shows how long that took. JavaFX thread only. */
final class DeriveCard {

    private static final int LENGTH = 32;
    private static final int GOOD_SALT = 16;
    private static final double MILLISECOND = 1e6;

    private final Texts texts;
    private final Turns turns;
    private final ComboBox<Method> method;
    private final BytesInput password;
    private final SaltInput salt;
    private final NumberInput length;
    private final Verdict remark = new Verdict("kdf-remark");
    private final Verdict verdict = new Verdict("kdf-verdict");
    private final ComboBox<ByteForm> form;
    private final Output output;
    private final Output stored;
    private final Work work;
    private final ToolCard card;
    private Consumer<String> hashed = hash -> {};
    private byte @Nullable [] key;

    DeriveCard(SecurityContext context, SecureRandom random, Turns turns) {
        this.turns = turns;
        texts = context.texts();
        List<Method> methods = List.of(new Argon2idMethod(texts), new ScryptMethod(texts), new Pbkdf2Method(texts));
        method = Choices.box("kdf-method", texts.get("kdf.method"), methods, Method::title);
        password = BytesInput.secret(
                "kdf-password", texts.get("kdf.password"), texts, ByteForm.TEXT, ByteForm.HEX, ByteForm.BASE64);
        salt = new SaltInput("kdf-salt", texts.get("kdf.salt"), texts, random);
        length = new NumberInput("kdf-length", texts.get("kdf.length"), texts, LENGTH).hint(texts.get("kdf.bytes"));
        work = new Work("kdf", context).onCancel(() -> verdict.note(texts.get("security.cancelled")));
        Button derive = new Button(texts.get("kdf.derive"));
        derive.setId("kdf-derive");
        derive.getStyleClass().add("accent");
        derive.disableProperty().bind(work.runningProperty());
        derive.setOnAction(e -> derive());
        form = Choices.box(
                "kdf-form",
                texts.get("security.form.of", texts.get("kdf.key")),
                EnumSet.of(ByteForm.HEX, ByteForm.BASE64, ByteForm.BASE64URL),
                one -> texts.get("security.form." + one.name().toLowerCase(Locale.ROOT)));
        form.valueProperty().subscribe((before, now) -> show());
        output = Output.secret("kdf-key", texts.get("kdf.key"), texts);
        stored = Output.secret("kdf-hash", texts.get("kdf.hash"), texts);
        HBox result = new HBox(output.node(), form);
        result.getStyleClass().add("bench-block");
        HBox.setHgrow(output.node(), Priority.ALWAYS);
        card = new ToolCard(texts.get("kdf.title"))
                .row(texts.get("kdf.method"), method)
                .row(texts.get("kdf.password"), password.node())
                .row(texts.get("kdf.salt"), salt.node());
        for (Method one : methods) {
            for (Method.Parameter parameter : one.parameters()) {
                card.row(parameter.label(), parameter.node());
                Node field = parameter.node();
                method.valueProperty().subscribe(chosen -> {
                    field.setVisible(one.equals(chosen));
                    field.setManaged(one.equals(chosen));
                });
            }
            one.onChange(this::changed);
        }
        card.row(texts.get("kdf.length"), length.node())
                .row(remark.node())
                .buttons(derive, work.node())
                .row(verdict.node())
                .row(texts.get("kdf.key"), result)
                .row(texts.get("kdf.hash"), stored.node());
        method.valueProperty().subscribe((before, now) -> changed());
        password.onChange(this::changed);
        salt.input().onChange(this::changed);
        length.onChange(this::changed);
        password.onEnter(this::derive);
        salt.input().onEnter(this::derive);
        length.field().setOnAction(e -> derive());
        changed();
    }

    ToolCard card() {
        return card;
    }

    void focus() {
        password.field().requestFocus();
    }

    void dispose() {
        work.cancel();
    }

    /** Tells each hash that is made. */
    void onHash(Consumer<String> told) {
        hashed = told;
    }

    private void changed() {
        work.cancel();
        verdict.clear();
        show(null, Optional.empty());
        stored.node().setVisible(method.getValue() instanceof Argon2idMethod);
        stored.node().setManaged(stored.node().isVisible());
        Optional<String> weak = method.getValue().remark();
        weak.or(this::saltRemark).ifPresentOrElse(remark::warn, remark::clear);
    }

    private Optional<String> saltRemark() {
        return salt.input()
                .read()
                .filter(bytes -> bytes.length < GOOD_SALT)
                .map(bytes -> texts.get("kdf.salt.short", bytes.length, GOOD_SALT));
    }

    private void derive() {
        Optional<Derivation> chosen = method.getValue().derivation();
        Optional<byte[]> secret = password.read();
        Optional<byte[]> salted = salt.input().read();
        OptionalInt size = length.value();
        if (chosen.isEmpty() || secret.isEmpty() || salted.isEmpty() || size.isEmpty()) {
            return;
        }
        verdict.clear();
        show(null, Optional.empty());
        Derivation derivation = chosen.get();
        byte[] bytes = secret.get();
        work.start(
                watch -> {
                    try {
                        return turns.take(watch, () -> made(derivation, bytes, salted.get(), size.getAsInt(), watch));
                    } catch (SettingsException e) {
                        return new Outcome(new byte[0], Optional.empty(), 0, e);
                    } catch (OutOfMemoryError e) {
                        // It asked for one large piece, and nothing else has lost any.
                        throw new FailureException(Failure.of(Failure.Kind.INTERNAL, "tooLittleMemory"), e);
                    } finally {
                        Arrays.fill(bytes, (byte) 0);
                    }
                },
                this::arrived,
                failure -> verdict.bad(texts.get(failure)));
    }

    private static Outcome made(Derivation derivation, byte[] password, byte[] salt, int length, Watch watch) {
        long begin = System.nanoTime();
        byte[] made = derivation.derive(password, salt, length, watch);
        long took = System.nanoTime() - begin;
        return new Outcome(made, derivation.stored(salt, made), took, null);
    }

    private void arrived(Outcome outcome) {
        SettingsException wrong = outcome.wrong();
        if (wrong == null) {
            show(outcome.key(), outcome.stored());
            verdict.good(texts.get("kdf.took", outcome.nanos() / MILLISECOND));
            outcome.stored().ifPresent(hashed);
        } else if (!method.getValue().problem(wrong)) {
            wrong.problems().forEach(this::say);
        }
    }

    private void say(Problem problem) {
        Phrase text = problem.text();
        if (problem.field().equals("salt")) {
            salt.input().problem(texts.get("kdf.salt.length", texts.get(text)));
        } else if (problem.field().equals("length")) {
            length.problem(texts.get(text));
        }
    }

    private void show(byte @Nullable [] made, Optional<String> hash) {
        key = made;
        show();
        stored.show(hash.orElse(""));
    }

    private void show() {
        byte[] shown = key;
        output.show(shown == null ? "" : form.getValue().write(shown));
    }

    /** What came of it, or what is wrong with what it was asked. */
    private record Outcome(
            byte[] key,
            Optional<String> stored,
            long nanos,
            @Nullable SettingsException wrong) {}
}
