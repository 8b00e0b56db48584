package org.netsonde.app.security.part;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.part.Areas;
import org.netsonde.app.bench.part.Choices;
import org.netsonde.app.bench.part.Problem;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.crypto.ByteForm;

/** Takes bytes as text, in a form that is chosen beside it. JavaFX thread only. */
public final class BytesInput {

    private final TextInputControl text;
    private final ReadOnlyStringProperty value;
    private final ComboBox<ByteForm> form;
    private final Texts texts;
    private final Consumer<String> show;
    private final Problem problem;
    private final VBox node;

    private BytesInput(
            String id,
            String label,
            TextInputControl text,
            ReadOnlyStringProperty value,
            Consumer<String> show,
            Texts texts,
            List<ByteForm> forms) {
        this.text = text;
        this.value = value;
        this.show = show;
        this.texts = texts;
        problem = new Problem(id, text);
        text.setId(id);
        text.setAccessibleText(label);
        text.getStyleClass().add("bench-bytes");
        HBox.setHgrow(text, Priority.ALWAYS);
        form = Choices.box(
                id + "-form",
                texts.get("security.form.of", label),
                forms,
                one -> texts.get("security.form." + one.name().toLowerCase(Locale.ROOT)));
        // Nothing to choose.
        form.setVisible(forms.size() > 1);
        form.setManaged(forms.size() > 1);
        HBox line = new HBox(text, form);
        line.getStyleClass().add(text instanceof TextArea ? "bench-block" : "bench-line");
        node = new VBox(line, problem.node());
        node.getStyleClass().add("bench-field");
        onChange(() -> problem.say(null));
    }

    /** For several lines. */
    public static BytesInput area(String id, String label, Texts texts, ByteForm... forms) {
        TextArea area = new TextArea();
        area.setPrefRowCount(4);
        area.setWrapText(true);
        Areas.leaveByTab(area);
        return new BytesInput(id, label, area, area.textProperty(), area::setText, texts, List.of(forms));
    }

    /** For one line. */
    public static BytesInput line(String id, String label, Texts texts, ByteForm... forms) {
        TextField field = new TextField();
        return new BytesInput(id, label, field, field.textProperty(), field::setText, texts, List.of(forms));
    }

    /** For one line that gives access to something: masked until its button is pressed. */
    public static BytesInput secret(String id, String label, Texts texts, ByteForm... forms) {
        SecretInput input = new SecretInput(id, label, texts);
        return new BytesInput(
                id, label, input.field(), input.field().valueProperty(), input::show, texts, List.of(forms));
    }

    /** What to put into a page. */
    public Node node() {
        return node;
    }

    /** Where it is typed; of a secret its text is masked, see {@link #text}. */
    public TextInputControl field() {
        return text;
    }

    /** What was typed. */
    public String text() {
        String typed = value.get();
        return typed == null ? "" : typed;
    }

    /**
     * What was typed, as bytes.
     *
     * @throws FailureException if it is not written in the chosen form
     */
    public byte[] bytes() {
        return form().read(text());
    }

    /** What was typed, as bytes; nothing where it is not written in the chosen form, which is said under the field then. */
    public Optional<byte[]> read() {
        try {
            return Optional.of(bytes());
        } catch (FailureException e) {
            problem(texts.get(e.failure()));
            return Optional.empty();
        }
    }

    /** Says what is wrong with it, until it is changed; null for nothing. */
    public void problem(@Nullable String sentence) {
        problem.say(sentence);
    }

    /** Calls when it, or the way it is written, changes. */
    public void onChange(Runnable changed) {
        form.valueProperty().subscribe((before, now) -> changed.run());
        value.subscribe((before, now) -> changed.run());
    }

    /** Calls at Enter; in a field of several lines at Enter with the shortcut key. */
    public void onEnter(Runnable entered) {
        if (text instanceof TextField field) {
            field.setOnAction(e -> entered.run());
        } else {
            text.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
                if (e.getCode() == KeyCode.ENTER && e.isShortcutDown()) {
                    e.consume();
                    entered.run();
                }
            });
        }
    }

    /** The chosen form. */
    public ByteForm form() {
        ByteForm chosen = form.getValue();
        return chosen == null ? form.getItems().getFirst() : chosen;
    }

    /** What was typed; unlike the text of a masked field it changes with every change. */
    public ReadOnlyStringProperty textProperty() {
        return value;
    }

    /** The form that is chosen. */
    public ReadOnlyObjectProperty<ByteForm> formProperty() {
        return form.valueProperty();
    }

    /** Shows bytes, in a form; what is masked is masked anew. */
    public void show(ByteForm chosen, byte[] bytes) {
        form.setValue(chosen);
        show.accept(chosen.write(bytes));
    }
}
