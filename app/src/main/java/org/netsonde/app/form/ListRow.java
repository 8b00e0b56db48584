package org.netsonde.app.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One entry of a list: the editors of its options side by side where they are plain, below each other where not. */
final class ListRow {

    private static final int MOST_ON_ONE_LINE = 3;
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final OptionType type;
    private final FormContext form;
    private final Map<String, ValueEditor> inline = new LinkedHashMap<>();
    private final List<OptionSpec> options;
    private final @Nullable OptionRows rows;
    /** Turns an entry of more than one line on and off; null where it has no such option. */
    private final @Nullable CardSwitch onOff;

    private final HBox line = new HBox();
    private final CardHead head = new CardHead();
    private final Label problem = new Label();
    private final VBox node = new VBox(line);
    private ObjectNode base = Values.JSON.objectNode();

    ListRow(
            OptionType type,
            OptionSpec list,
            FormContext form,
            Consumer<ListRow> remove,
            BiConsumer<ListRow, Integer> move) {
        this.type = type;
        this.form = form;
        options = type instanceof OptionType.Nested nested
                ? nested.options()
                : List.of(new OptionSpec(
                        "", type, null, "", Long.MIN_VALUE, Long.MAX_VALUE, "", list.live(), list.editor(), ""));
        if (options.size() <= MOST_ON_ONE_LINE && options.stream().allMatch(o -> isPlain(o.type()))) {
            rows = null;
            onOff = null;
            options.forEach(option -> addInline(option, list, form));
        } else {
            // Too much for one line: a card that folds, with its number and the buttons above its options.
            FormContext telling = form.telling(() -> {
                summarize();
                form.edited().run();
            });
            onOff = CardSwitch.of(options, telling);
            rows = new OptionRows(onOff == null ? options : onOff.others(options), telling);
            rows.node().visibleProperty().bind(head.openProperty());
            rows.node().managedProperty().bind(head.openProperty());
            if (onOff != null) {
                line.getChildren().add(onOff.node());
            }
            line.getChildren().add(head.node());
            node.getChildren().add(rows.node());
            node.getStyleClass().add("list-card");
        }
        line.getChildren().add(buttons(form, remove, move));
        line.getStyleClass().add("list-row");
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        node.getChildren().add(problem);
    }

    private void summarize() {
        if (rows != null) {
            String summary = Summary.of(options, rows.value(), form.labels());
            head.summary(summary);
            if (onOff != null) {
                head.off(!onOff.isOn());
                onOff.name(summary);
            }
        }
    }

    private static boolean isPlain(OptionType type) {
        return !(type instanceof OptionType.Variant
                || type instanceof OptionType.Nested
                || type instanceof OptionType.Many);
    }

    private void addInline(OptionSpec option, OptionSpec list, FormContext form) {
        ValueEditor editor = form.editors().create(option, form);
        Node control = editor.control();
        inline.put(option.name(), editor);
        if (control != null) {
            control.setAccessibleText(form.labels().option(option.name().isEmpty() ? list.name() : option.name()));
            boolean wide = option.type() instanceof OptionType.Text;
            HBox.setHgrow(control, wide ? Priority.ALWAYS : Priority.NEVER);
            if (!wide && control instanceof Region region) {
                region.getStyleClass().add("narrow");
            }
            line.getChildren().add(control);
            if (control instanceof TextField text && text.getPromptText().isEmpty()) {
                // No label stands before it.
                text.setPromptText(control.getAccessibleText());
            }
        }
        Node beside = editor.beside();
        if (beside != null) {
            line.getChildren().add(beside);
        }
        Node below = editor.below();
        if (below != null) {
            node.getChildren().add(below);
        }
    }

    private HBox buttons(FormContext form, Consumer<ListRow> remove, BiConsumer<ListRow, Integer> move) {
        HBox box = new HBox(
                button(Feather.ARROW_UP, form.texts().get("form.moveUp"), () -> move.accept(this, -1)),
                button(Feather.ARROW_DOWN, form.texts().get("form.moveDown"), () -> move.accept(this, 1)),
                button(Feather.X, form.texts().get("form.remove"), () -> remove.accept(this)));
        box.getStyleClass().add("row-buttons");
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private static Button button(Feather icon, String text, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new Tooltip(text));
        button.setAccessibleText(text);
        button.setOnAction(e -> action.run());
        return button;
    }

    Node node() {
        return node;
    }

    /** Tells it its place in the list, from 1. */
    void place(int place) {
        head.number(place);
    }

    /** Unfolds it. */
    void open() {
        head.openProperty().set(true);
    }

    void focus() {
        if (rows != null && head.openProperty().get()) {
            rows.focus();
        } else if (rows != null) {
            head.node().requestFocus();
        }
        List<Node> controls = inline.values().stream()
                .<Node>mapMulti((editor, found) -> {
                    Node control = editor.control();
                    if (control != null) {
                        found.accept(control);
                    }
                })
                .toList();
        if (!controls.isEmpty()) {
            // Names are typed first; behind a choice that is right already, the text is.
            (controls.getFirst() instanceof TextField ? controls.getFirst() : controls.getLast()).requestFocus();
        }
    }

    void show(@Nullable JsonNode value) {
        showValue(value);
        summarize();
    }

    private void showValue(@Nullable JsonNode value) {
        if (!(type instanceof OptionType.Nested nested)) {
            if (rows == null) {
                inline.values().forEach(editor -> editor.show(value));
            } else {
                rows.show(Values.JSON.objectNode().set("", value == null ? Values.JSON.objectNode() : value));
            }
            return;
        }
        base = NestedEditor.expand(nested, value);
        if (rows == null) {
            inline.forEach((name, editor) -> editor.show(base.get(name)));
        } else {
            rows.show(base);
            if (onOff != null) {
                onOff.show(base);
            }
        }
    }

    /** The entry as stored; an object with one field that has a short form is written short. */
    JsonNode value() {
        if (!(type instanceof OptionType.Nested nested)) {
            JsonNode value = rows == null
                    ? inline.values().iterator().next().value()
                    : rows.value().get("");
            return value == null ? Values.JSON.stringNode("") : value;
        }
        ObjectNode out = rows == null ? inlineValue() : rows.value();
        if (onOff != null) {
            onOff.write(out);
        }
        String shorthand = nested.shorthand();
        JsonNode only = shorthand == null || out.size() != 1 ? null : out.get(shorthand);
        if (shorthand != null && out.isEmpty()) {
            return Values.JSON.stringNode("");
        }
        return only == null || !only.isString() ? out : only;
    }

    private ObjectNode inlineValue() {
        ObjectNode out = base.deepCopy();
        for (OptionSpec option : options) {
            ValueEditor editor = inline.get(option.name());
            JsonNode value = editor == null ? null : editor.value();
            if (value == null || Values.same(value, option.defaultValue())) {
                out.remove(option.name());
            } else {
                out.set(option.name(), value);
            }
        }
        return out;
    }

    void mark(FieldMarks marks, String path) {
        if (rows != null) {
            rows.mark(marks, path);
            head.bad(rows.hasProblem());
            if (rows.hasProblem()) {
                open();
            }
        }
        List<String> all = new ArrayList<>();
        inline.forEach((name, editor) -> {
            List<String> mine = name.isEmpty() ? List.of() : marks.takeProblems(path + "." + name);
            Node control = editor.control();
            if (control != null) {
                control.pseudoClassStateChanged(BAD, !mine.isEmpty());
            }
            all.addAll(mine);
        });
        all.addAll(marks.takeProblems(path));
        problem.setText(String.join("\n", all));
        problem.setVisible(!all.isEmpty());
    }

    boolean hasProblem() {
        return problem.isVisible() || (rows != null && rows.hasProblem());
    }
}
