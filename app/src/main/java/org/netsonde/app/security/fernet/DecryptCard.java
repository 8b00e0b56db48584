package org.netsonde.app.security.fernet;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.part.Choices;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.bench.part.Work;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.BytesInput;
import org.netsonde.app.security.part.Output;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.security.crypto.ByteForm;
import org.netsonde.engine.security.crypto.Fernet;
import org.netsonde.engine.security.crypto.FernetKey;
import org.netsonde.engine.security.crypto.FernetToken;

/** Decrypts a token, and says how old it is and how long it lives while it is looked at. JavaFX thread only. */
final class DecryptCard {

    private static final int REFRESHED = 2;

    private final SecurityContext context;
    private final Texts texts;
    private final SecureRandom random;
    private final InstantSource clock;
    private final KeyCard key;
    private final BytesInput token;
    private final TextField ttl = new TextField();
    private final Label made = new Label();
    private final Label life = new Label();
    private final Verdict ttlVerdict = new Verdict("fernet-ttl-verdict");
    private final Verdict verdict = new Verdict("fernet-decrypt-verdict");
    private final ComboBox<ByteForm> form;
    private final Output data;
    private final Work work;
    private Subscription ticking = Subscription.EMPTY;
    private final ToolCard card;
    private @Nullable FernetToken parsed;
    private byte @Nullable [] decrypted;

    DecryptCard(SecurityContext context, SecureRandom random, InstantSource clock, KeyCard key) {
        this.context = context;
        this.random = random;
        this.clock = clock;
        this.key = key;
        texts = context.texts();
        token = BytesInput.area("fernet-token", texts.get("fernet.token"), texts, ByteForm.TEXT);
        token.field().setPromptText(texts.get("fernet.token.prompt"));
        ttl.setId("fernet-ttl");
        ttl.setAccessibleText(texts.get("fernet.ttl"));
        ttl.setPromptText(texts.get("fernet.ttl.prompt"));
        ttl.setOnAction(e -> decrypt());
        made.setId("fernet-token-made");
        life.setId("fernet-token-life");
        life.getStyleClass().add("bench-hint");
        work = new Work("fernet-decrypt", context);
        Button decrypt = new Button(texts.get("fernet.decrypt"));
        decrypt.setId("fernet-decrypt");
        decrypt.getStyleClass().add("accent");
        decrypt.disableProperty().bind(work.runningProperty());
        decrypt.setOnAction(e -> decrypt());
        token.onEnter(this::decrypt);
        form = Choices.box(
                "fernet-decrypted-form",
                texts.get("security.form.of", texts.get("fernet.data")),
                EnumSet.of(ByteForm.TEXT, ByteForm.HEX, ByteForm.BASE64),
                one -> texts.get("security.form." + one.name().toLowerCase(Locale.ROOT)));
        form.valueProperty().subscribe((before, now) -> show());
        data = Output.plain("fernet-decrypted", texts.get("fernet.data"), texts).rows(3);
        HBox result = new HBox(data.node(), form);
        result.getStyleClass().add("bench-block");
        HBox.setHgrow(data.node(), Priority.ALWAYS);
        HBox times = new HBox(made, life);
        times.getStyleClass().add("bench-line");
        card = new ToolCard(texts.get("fernet.decrypt"))
                .row(texts.get("fernet.token"), token.node())
                .row(texts.get("fernet.made"), times)
                .row(texts.get("fernet.ttl"), ttl)
                .row(ttlVerdict.node())
                .buttons(decrypt, work.node())
                .row(verdict.node())
                .row(texts.get("fernet.data"), result);
        token.onChange(this::read);
        ttl.textProperty().subscribe((before, now) -> stale());
        key.onChange(this::stale);
        read();
    }

    ToolCard card() {
        return card;
    }

    void dispose() {
        ticking.unsubscribe();
        work.cancel();
    }

    /** The token is another one. */
    private void read() {
        parsed = null;
        ticking.unsubscribe();
        token.problem(null);
        if (!token.text().isBlank()) {
            try {
                parsed = FernetToken.parse(token.text());
                ticking = context.clock().whileShowing(card.node(), REFRESHED, now -> tell());
            } catch (FailureException e) {
                token.problem(texts.get(e.failure()));
            }
        }
        stale();
    }

    private void stale() {
        work.cancel();
        verdict.clear();
        ttlVerdict.clear();
        decrypted = null;
        show();
        tell();
    }

    /** When it was made, how old it is, and when it expires. */
    private void tell() {
        FernetToken now = parsed;
        if (now == null) {
            made.setText("–");
            life.setText("");
            return;
        }
        Instant at = now.at();
        if (at.equals(Instant.MAX)) {
            made.setText(texts.get("fernet.made.never"));
            life.setText("");
            return;
        }
        made.setText(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(texts.locale())
                .withZone(ZoneId.systemDefault())
                .format(at));
        long age = clock.instant().getEpochSecond() - at.getEpochSecond();
        String old = age < 0 ? texts.get("fernet.future", span(-age)) : texts.get("fernet.age", span(age));
        life.setText(limit(false)
                .map(limit -> old + " · " + left(limit.toSeconds() - age))
                .orElse(old));
    }

    private String left(long seconds) {
        return seconds < 0 ? texts.get("fernet.expired", span(-seconds)) : texts.get("fernet.expires", span(seconds));
    }

    private static String span(long seconds) {
        return seconds == 0
                ? "0s"
                : Durations.format(Duration.ofSeconds(Math.min(seconds, Long.MAX_VALUE / 1_000_000_000)));
    }

    /** The time to live; nothing where none is asked for, or what is typed is none, which may be said then. */
    private Optional<Duration> limit(boolean say) {
        String typed = ttl.getText().strip();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            // Seconds are what other programs take.
            return Optional.of(Durations.parse(typed.matches("\\d{1,9}") ? typed + "s" : typed));
        } catch (IllegalArgumentException e) {
            if (say) {
                ttlVerdict.bad(texts.get("problem.notDuration", typed));
            }
            return Optional.empty();
        }
    }

    private void decrypt() {
        stale();
        FernetToken chosen = parsed;
        Optional<FernetKey> with = key.key();
        Optional<Duration> limit = limit(true);
        if (chosen == null) {
            if (token.text().isBlank()) {
                token.problem(texts.get("fernet.token.needed"));
            }
        } else if (with.isEmpty()) {
            verdict.bad(texts.get("fernet.key.needed"));
        } else if (limit.isPresent() || ttl.getText().isBlank()) {
            Fernet fernet = new Fernet(with.get(), random, clock);
            work.start(
                    watch -> fernet.decrypt(chosen, limit),
                    bytes -> {
                        if (form.getValue() == ByteForm.TEXT && !Escapes.isUtf8(bytes)) {
                            form.setValue(ByteForm.HEX);
                        }
                        decrypted = bytes;
                        show();
                        verdict.good(texts.get("fernet.decrypted", bytes.length));
                    },
                    failure -> verdict.bad(texts.get(failure)));
        }
    }

    private void show() {
        byte[] bytes = decrypted;
        data.show(bytes == null ? "" : form.getValue().write(bytes));
    }
}
