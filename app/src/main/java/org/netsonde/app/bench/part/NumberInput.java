package org.netsonde.app.bench.part;

import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.text.Texts;

/** Takes a whole number, and says under it what is wrong with it. JavaFX thread only. */
public final class NumberInput {

    private final TextField field = new TextField();
    private final Label hint = new Label();
    private final Problem problem;
    private final Texts texts;
    private final VBox node;

    /** A field with a number in it. */
    public NumberInput(String id, String label, Texts texts, int value) {
        this.texts = texts;
        field.setId(id);
        field.setAccessibleText(label);
        field.setPrefColumnCount(9);
        field.setText(Integer.toString(value));
        hint.getStyleClass().add("bench-hint");
        problem = new Problem(id, field);
        HBox line = new HBox(field, hint);
        line.getStyleClass().add("bench-line");
        node = new VBox(line, problem.node());
        node.getStyleClass().add("bench-field");
        onChange(() -> problem.say(null));
    }

    /** What to put into a page. */
    public Node node() {
        return node;
    }

    /** Where it is typed. */
    public TextField field() {
        return field;
    }

    /** Says beside it what it means. */
    public NumberInput hint(String text) {
        hint.setText(text);
        return this;
    }

    /** Calls when it changes. */
    public void onChange(Runnable changed) {
        field.textProperty().subscribe((before, now) -> changed.run());
    }

    /** What was typed; nothing where it is no whole number of this size, which is said under the field then. */
    public OptionalInt value() {
        String typed = field.getText().strip();
        try {
            return OptionalInt.of(Integer.parseInt(typed));
        } catch (NumberFormatException e) {
            problem(texts.get("problem.notWhole", typed));
            return OptionalInt.empty();
        }
    }

    /** Replaces it. */
    public void show(int value) {
        field.setText(Integer.toString(value));
    }

    /** Says what is wrong with it, until it is changed; null for nothing. */
    public void problem(@Nullable String sentence) {
        problem.say(sentence);
    }
}
