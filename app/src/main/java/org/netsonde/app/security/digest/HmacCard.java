package org.netsonde.app.security.digest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.part.Choices;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.bench.part.Work;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.BytesInput;
import org.netsonde.app.security.part.Output;
import org.netsonde.app.security.part.SourceInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.crypto.ByteForm;
import org.netsonde.engine.security.crypto.Hmac;
import org.netsonde.engine.security.crypto.Watch;

/** The code of the input under a key, and whether a given one is the same. JavaFX thread only. */
final class HmacCard {

    private final Texts texts;
    private final SourceInput source;
    private final ComboBox<Hmac> algorithm;
    private final BytesInput key;
    private final ComboBox<ByteForm> form;
    private final Output output;
    private final TextField expected = new TextField();
    private final Verdict verdict = new Verdict("hmac-verdict");
    private final Verdict remark = new Verdict("hmac-remark");
    private final Work work;
    private final PauseTransition pause = new PauseTransition(DigestsPage.PAUSE);
    private final ToolCard card;
    private byte @Nullable [] code;

    HmacCard(SecurityContext context, SourceInput source) {
        this.source = source;
        texts = context.texts();
        work = new Work("hmac", context).onCancel(this::cancelled);
        algorithm = Choices.box("hmac-algorithm", texts.get("hmac.algorithm"), List.of(Hmac.values()), Hmac::title);
        algorithm.setValue(Hmac.SHA256);
        key = BytesInput.secret(
                "hmac-key",
                texts.get("hmac.key"),
                texts,
                ByteForm.TEXT,
                ByteForm.HEX,
                ByteForm.BASE64,
                ByteForm.BASE64URL);
        form = Choices.box(
                "hmac-form",
                texts.get("security.form.of", texts.get("hmac.code")),
                EnumSet.of(ByteForm.HEX, ByteForm.BASE64, ByteForm.BASE64URL),
                one -> texts.get("security.form." + one.name().toLowerCase(Locale.ROOT)));
        output = Output.plain("hmac-code", texts.get("hmac.code"), texts);
        expected.setId("hmac-expected");
        expected.setAccessibleText(texts.get("hmac.expected"));
        expected.setPromptText(texts.get("hmac.expected.prompt"));
        expected.getStyleClass().add("bench-bytes");
        HBox result = new HBox(output.node(), form);
        result.getStyleClass().add("bench-block");
        HBox.setHgrow(output.node(), Priority.ALWAYS);
        card = new ToolCard(texts.get("hmac.title"))
                .row(texts.get("hmac.algorithm"), algorithm)
                .row(texts.get("hmac.key"), key.node())
                .row(work.node())
                .row(texts.get("hmac.code"), result)
                .row(remark.node())
                .row(texts.get("hmac.expected"), expected)
                .row(verdict.node());
        pause.setOnFinished(e -> refresh());
        key.onChange(this::later);
        algorithm.valueProperty().subscribe((before, now) -> later());
        form.valueProperty().subscribe((before, now) -> show());
        expected.textProperty().subscribe((before, now) -> compare());
    }

    ToolCard card() {
        return card;
    }

    private void later() {
        work.cancel();
        pause.playFromStart();
    }

    void cancel() {
        pause.stop();
        work.cancel();
    }

    /** Makes the code of what there is now. */
    void refresh() {
        remark.clear();
        Optional<byte[]> bytesOfKey = key.read();
        Optional<Path> file = source.file();
        Optional<byte[]> bytes =
                file.isPresent() ? Optional.empty() : source.typed().read();
        if (bytesOfKey.isEmpty() || (file.isEmpty() && bytes.isEmpty())) {
            arrived(null);
            return;
        }
        byte[] secret = bytesOfKey.get();
        boolean none = secret.length == 0;
        Hmac hmac = algorithm.getValue();
        Function<Watch, byte[]> task = watch -> {
            try {
                return file.isPresent() ? hmac.ofFile(secret, file.get(), watch) : hmac.of(secret, bytes.orElseThrow());
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        };
        if (file.isPresent()) {
            // It may take a while, and what shows is of something else.
            arrived(null);
        }
        work.start(
                task,
                made -> {
                    arrived(made);
                    if (none) {
                        remark.note(texts.get("hmac.key.none"));
                    }
                },
                failure -> {
                    arrived(null);
                    remark.bad(texts.get(failure));
                });
    }

    private void cancelled() {
        arrived(null);
        remark.note(texts.get("security.cancelled"));
    }

    private void arrived(byte @Nullable [] made) {
        code = made;
        show();
        compare();
    }

    private void show() {
        byte[] shown = code;
        output.show(shown == null ? "" : form.getValue().write(shown));
    }

    private void compare() {
        String given = expected.getText().strip();
        byte[] made = code;
        if (given.isEmpty() || made == null) {
            verdict.clear();
            return;
        }
        Hmac hmac = algorithm.getValue();
        switch (hmac.check(made, given)) {
            case SAME -> verdict.good(texts.get("hmac.same"));
            case OTHER -> verdict.bad(texts.get("hmac.other"));
            case NO_CODE -> verdict.bad(texts.get("hmac.nocode", hmac.title(), made.length, given.length()));
        }
    }
}
