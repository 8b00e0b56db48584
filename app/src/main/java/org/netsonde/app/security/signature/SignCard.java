package org.netsonde.app.security.signature;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Choices;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.bench.part.Work;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.BytesInput;
import org.netsonde.app.security.part.Output;
import org.netsonde.app.security.part.SourceInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.PrivateFiles;
import org.netsonde.engine.file.WholeFile;
import org.netsonde.engine.security.SigningKey;
import org.netsonde.engine.security.crypto.ByteForm;
import org.netsonde.engine.security.crypto.SignatureAlgorithm;
import org.netsonde.engine.security.crypto.SignatureVerdict;
import org.netsonde.engine.security.crypto.Signatures;
import org.netsonde.engine.security.crypto.SignedContent;
import org.netsonde.engine.security.crypto.Watch;

/** What is signed, signing it, and checking a signature of it. JavaFX thread only. */
final class SignCard {

    /** No signature is longer. */
    private static final int MAX_SIGNATURE = 16 << 10;

    private static final List<ByteForm> FORMS = List.of(ByteForm.BASE64, ByteForm.HEX, ByteForm.BASE64URL);

    private final SecurityContext context;
    private final Texts texts;
    private final SourceInput input;
    private final ComboBox<SignatureAlgorithm> algorithm;
    private final ComboBox<ByteForm> form;
    private final Button sign;
    private final Button save;
    private final Button check;
    private final Verdict problem = new Verdict("signature-problem");
    private final Verdict verdict = new Verdict("signature-verdict");
    private final Output result;
    private final BytesInput signature;
    private final ToolCard content;
    private final ToolCard signing;
    private final ToolCard checking;
    private final Work work;
    private @Nullable SigningKey key;
    private byte[] signed = {};
    private Verdict told = problem;

    SignCard(SecurityContext context) {
        this.context = context;
        texts = context.texts();
        input = new SourceInput(
                "signature-content",
                texts.get("security.signature.content"),
                context,
                ByteForm.TEXT,
                ByteForm.HEX,
                ByteForm.BASE64);
        work = new Work("signature", context).onCancel(() -> told.note(texts.get("security.signature.cancelled")));
        algorithm = Choices.box(
                "signature-algorithm", texts.get("security.signature.algorithm"), List.of(), SignatureAlgorithm::title);
        form = Choices.box(
                "signature-result-form",
                texts.get("security.form.of", texts.get("security.signature.result")),
                FORMS,
                value -> texts.get("security.form." + value.name().toLowerCase(Locale.ROOT)));
        sign = button("signature-sign", "security.signature.sign", Feather.PEN_TOOL, this::sign);
        save = button("signature-save-result", "security.signature.saveResult", Feather.SAVE, this::save);
        check = button("signature-check", "security.signature.check", Feather.CHECK, this::check);
        sign.getStyleClass().add("accent");
        check.getStyleClass().add("accent");
        result = Output.plain("signature-result", texts.get("security.signature.result"), texts);
        HBox shown = new HBox(result.node(), form);
        HBox.setHgrow(result.node(), javafx.scene.layout.Priority.ALWAYS);
        shown.getStyleClass().addAll("bench-line", "bench-line-top");
        signature = BytesInput.area(
                "signature-given", texts.get("security.signature.given"), texts, FORMS.toArray(ByteForm[]::new));
        Button open = button("signature-open", "security.signature.open", Feather.FOLDER, this::open);
        VBox given = new VBox(signature.node(), open);
        given.getStyleClass().add("bench-lines");
        content = new ToolCard(texts.get("security.signature.contentTitle"))
                .row(texts.get("security.signature.content"), input.node())
                .row(texts.get("security.signature.algorithm"), algorithm)
                .row(work.node());
        signing = new ToolCard(texts.get("security.signature.signTitle"))
                .buttons(sign)
                .row(problem.node())
                .row(texts.get("security.signature.result"), shown)
                .buttons(save);
        checking = new ToolCard(texts.get("security.signature.checkTitle"))
                .row(texts.get("security.signature.given"), given)
                .buttons(check)
                .row(verdict.node());
        form.valueProperty().subscribe(value -> showSigned());
        input.onChange(this::changed);
        algorithm.valueProperty().subscribe(value -> changed());
        signature.field().textProperty().subscribe(typed -> changedSignature());
        signature.formProperty().subscribe(typed -> changedSignature());
        onEnter(input.node(), this::sign);
        onEnter(signature.node(), this::check);
        work.runningProperty().subscribe(running -> enable());
        use(null);
    }

    private Button button(String id, String words, Feather icon, Runnable action) {
        Button button = new Button(texts.get(words), new FontIcon(icon));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }

    /** Enter alone begins a line in an area. */
    private static void onEnter(javafx.scene.Node area, Runnable run) {
        KeyCombination enter = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
        area.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (enter.match(e)) {
                e.consume();
                run.run();
            }
        });
    }

    ToolCard content() {
        return content;
    }

    ToolCard signing() {
        return signing;
    }

    ToolCard checking() {
        return checking;
    }

    void dispose() {
        work.cancel();
    }

    /** Signs and checks with this key from now on; the algorithms are those that it is for. */
    void use(@Nullable SigningKey now) {
        key = now;
        SignatureAlgorithm before = algorithm.getValue();
        List<SignatureAlgorithm> suited = now == null ? List.of() : SignatureAlgorithm.of(now);
        algorithm.getItems().setAll(suited);
        algorithm.setValue(
                before != null && suited.contains(before) ? before : suited.isEmpty() ? null : suited.getFirst());
        algorithm.setDisable(suited.isEmpty());
        algorithm.setPromptText(texts.get("security.signature.byKey"));
        changed();
    }

    private void changed() {
        signed = new byte[0];
        showSigned();
        problem.clear();
        changedSignature();
    }

    private void changedSignature() {
        // What is under way is of something else by now.
        work.cancel();
        verdict.clear();
        enable();
    }

    private void enable() {
        boolean busy = work.runningProperty().get();
        sign.setDisable(busy || key == null || !key.canSign());
        check.setDisable(busy || key == null || signature.text().isBlank());
        save.setDisable(signed.length == 0);
    }

    private void showSigned() {
        ByteForm chosen = form.getValue();
        result.show(chosen == null || signed.length == 0 ? "" : chosen.write(signed));
        save.setDisable(signed.length == 0);
    }

    private <T> void start(Function<Watch, T> task, Consumer<T> done, Verdict problems) {
        told = problems;
        work.start(task, done, failure -> problems.bad(texts.get(failure)));
    }

    private void sign() {
        SigningKey with = key;
        SignatureAlgorithm by = algorithm.getValue();
        if (sign.isDisabled() || with == null || by == null) {
            return;
        }
        problem.clear();
        contentOr(problem)
                .ifPresent(what -> start(
                        watch -> Signatures.sign(by, with, what, watch),
                        made -> {
                            signed = made;
                            showSigned();
                            problem.good(texts.get("security.signature.signed", by.title(), made.length));
                        },
                        problem));
    }

    private Optional<SignedContent> contentOr(Verdict problems) {
        try {
            return Optional.of(input.file()
                    .<SignedContent>map(SignedContent.OfFile::new)
                    .orElseGet(() -> new SignedContent.Bytes(input.typed().bytes())));
        } catch (FailureException e) {
            problems.bad(texts.get(e.failure()));
            return Optional.empty();
        }
    }

    private void check() {
        SigningKey with = key;
        SignatureAlgorithm by = algorithm.getValue();
        if (check.isDisabled() || with == null || by == null) {
            return;
        }
        verdict.clear();
        byte[] given;
        try {
            given = signature.bytes();
        } catch (FailureException e) {
            verdict.bad(texts.get(e.failure()));
            return;
        }
        contentOr(verdict)
                .ifPresent(
                        what -> start(watch -> Signatures.verify(by, with, what, given, watch), this::show, verdict));
    }

    private void show(SignatureVerdict came) {
        if (came.ok()) {
            verdict.good(texts.get(came.text()));
        } else {
            verdict.bad(texts.get(came.text()));
        }
    }

    private void save() {
        byte[] saved = signed;
        context.saveTo(
                        texts.get("security.signature.saveResult"),
                        texts.get("security.signature.fileKind"),
                        "sig",
                        "signed.sig")
                .ifPresent(file -> context.run(
                        () -> {
                            WholeFile.replace(file, out -> out.write(saved));
                            return file;
                        },
                        context::written,
                        context::show));
    }

    private void open() {
        context.open(texts.get("security.signature.openSignature"), null).ifPresent(this::open);
    }

    private void open(Path file) {
        String before = signature.text();
        context.run(
                () -> PrivateFiles.readChosen(file, MAX_SIGNATURE),
                bytes -> {
                    if (before.equals(signature.text())) {
                        signature.show(ByteForm.BASE64, bytes);
                    }
                },
                (Failure failure) -> verdict.bad(texts.get(failure)));
    }
}
