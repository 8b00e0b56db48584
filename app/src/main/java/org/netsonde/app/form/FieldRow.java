package org.netsonde.app.form;

import java.util.List;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.OptionSpec;
import tools.jackson.databind.JsonNode;

/** One option: its label, its editor, its unit, the way back to the default, and what is wrong or not safe with it. */
final class FieldRow {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

    private final OptionSpec option;
    private final Texts texts;
    private final ValueEditor editor;
    private final VBox node = new VBox();
    private final HBox line = new HBox();
    private final Tooltip why = tip("");
    private final Button reset = new Button(null, new FontIcon(Feather.ROTATE_CCW));
    private final Label problem = new Label();
    private final Label caution = new Label();
    private final Label note = new Label();
    private @Nullable JsonNode shown;
    private boolean showing;
    private boolean touched;
    private boolean replaced;

    FieldRow(OptionSpec option, FormContext form) {
        this.option = option;
        this.texts = form.texts();
        editor = form.editors().create(option, form.telling(() -> edited(form)));
        Label label = new Label(form.labels().option(option.name()));
        label.getStyleClass().add("option-label");
        label.setMinWidth(Region.USE_PREF_SIZE);
        line.getChildren().add(label);
        line.getStyleClass().add("option-line");
        Node control = editor.control();
        if (control == null) {
            label.getStyleClass().add("heading");
        } else {
            control.setId("field-" + option.name());
            control.setAccessibleText(label.getText());
            label.setLabelFor(control);
            HBox.setHgrow(control, Priority.ALWAYS);
            line.getChildren().add(control);
        }
        Node beside = editor.beside();
        if (beside != null) {
            line.getChildren().add(beside);
        }
        form.labels().help(option.name()).ifPresent(help -> explain(help, label, control));
        if (!option.unit().isEmpty()) {
            Label unit = new Label(option.unit());
            unit.getStyleClass().add("option-unit");
            line.getChildren().add(unit);
        }
        makeReset(form, label.getText());
        line.getChildren().add(reset);
        node.getStyleClass().add("option-row");
        node.getChildren().add(line);
        Node below = editor.below();
        if (below != null) {
            node.getChildren().add(below);
        }
        caution.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
        node.getChildren().addAll(foot(problem, "problem"), foot(caution, "caution"), foot(note, "note"));
        note.setText(form.texts().get("form.nextStart"));
    }

    private static void explain(String help, Label label, @Nullable Node control) {
        Tooltip tip = tip(help);
        label.setTooltip(tip);
        if (control instanceof Control c) {
            c.setTooltip(tip);
            c.setAccessibleHelp(help);
        }
    }

    private static Tooltip tip(String text) {
        Tooltip tip = new Tooltip(text);
        tip.setWrapText(true);
        tip.setMaxWidth(440);
        tip.setShowDelay(Duration.millis(400));
        return tip;
    }

    private void makeReset(FormContext form, String label) {
        String text = form.texts().get("form.reset", label, defaultText());
        reset.getStyleClass().addAll("flat", "button-icon", "reset");
        reset.setTooltip(new Tooltip(text));
        reset.setAccessibleText(text);
        reset.setVisible(false);
        reset.setOnAction(e -> {
            focus(); // the button goes away, and the keyboard must not be left nowhere
            show(null);
            touched = true;
            form.edited().run();
        });
    }

    private String defaultText() {
        JsonNode value = option.defaultValue();
        String text = value != null && value.isObject() && value.has("type")
                ? Values.text(value.get("type"))
                : Values.text(value);
        return text.isEmpty() ? "–" : text;
    }

    private static Label foot(Label label, String styleClass) {
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setManaged(false);
        label.setVisible(false);
        return label;
    }

    private void edited(FormContext form) {
        if (!showing) {
            touched = true;
            markChanged();
            form.edited().run();
        }
    }

    private void markChanged() {
        JsonNode value = value();
        // A file may spell the default out.
        boolean changed = value != null && !Values.same(value, option.defaultValue());
        reset.setVisible(changed);
        node.pseudoClassStateChanged(CHANGED, changed);
    }

    Node node() {
        return node;
    }

    void focus() {
        Node control = editor.control();
        if (control != null) {
            control.requestFocus();
        }
    }

    void show(@Nullable JsonNode value) {
        showing = true;
        try {
            shown = value;
            touched = false;
            editor.show(value == null || value.isNull() ? null : value);
        } finally {
            showing = false;
        }
        markChanged();
    }

    /** The value to store; null for the default. What was not edited stays as it was written. */
    @Nullable
    JsonNode value() {
        if (!touched) {
            return shown;
        }
        JsonNode value = editor.value();
        return Values.same(value, option.defaultValue()) ? null : value;
    }

    void mark(FieldMarks marks, String path) {
        editor.mark(marks, path);
        caution(marks.takeCautions(path));
        List<String> mine = marks.takeProblems(path);
        problem.setText(String.join("\n", mine));
        setShown(problem, !mine.isEmpty());
        disable();
        Node control = editor.control();
        if (control != null) {
            control.pseudoClassStateChanged(BAD, !mine.isEmpty());
        }
    }

    private void caution(List<Caution> cautions) {
        caution.setText(cautions.stream().map(c -> texts.get(c.text())).collect(Collectors.joining("\n")));
        String help = cautions.stream().map(c -> texts.get(c.explanation())).collect(Collectors.joining("\n"));
        caution.setTooltip(tip(help));
        caution.setAccessibleHelp(help);
        caution.pseudoClassStateChanged(DANGER, cautions.stream().anyMatch(c -> c.level() == Caution.Level.DANGER));
        setShown(caution, !cautions.isEmpty());
    }

    /** Whether it holds no text. */
    boolean isEmpty() {
        JsonNode value = value();
        return Values.text(value == null ? option.defaultValue() : value).isEmpty();
    }

    /** Takes it out of use while another option, with this label, is used instead; null for none. */
    void replaced(@Nullable String by) {
        replaced = by != null;
        // A disabled control has no tooltip of its own.
        Tooltip.uninstall(line, why);
        if (by != null) {
            why.setText(texts.get("form.replaced", by));
            Tooltip.install(line, why);
        }
        disable();
    }

    /** What is wrong can be put right even where it is not used. */
    private void disable() {
        Node control = editor.control();
        if (control != null) {
            control.setDisable(replaced && !problem.isVisible());
        }
    }

    boolean hasProblem() {
        return problem.isVisible() || editor.hasProblem();
    }

    /** Says so where a running endpoint, started with this value, takes the present one at its next start. */
    boolean startedWith(boolean running, @Nullable JsonNode value) {
        boolean waits = running && !option.live() && !Values.same(value, value());
        setShown(note, waits);
        return waits;
    }

    private static void setShown(Label label, boolean shown) {
        label.setVisible(shown);
        label.setManaged(shown);
    }
}
