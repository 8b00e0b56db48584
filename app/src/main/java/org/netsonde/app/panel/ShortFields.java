package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.form.Editors;
import org.netsonde.app.form.InlineForm;
import org.netsonde.app.form.Labels;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Choices and short texts of a message, side by side. What a text is stands before it, or in it while it is empty. */
final class ShortFields {

    /** A longer text is none that a field beside others shows well. */
    private static final long MOST_CHARACTERS = 256;

    private final HBox node = new HBox();
    private final List<Field> fields = new ArrayList<>();

    /** One option, its form, and its control where that is a field to write in. */
    private record Field(OptionSpec option, InlineForm form, @Nullable TextField text) {}

    /**
     * Fields for these options, each of which {@link #fits}.
     *
     * @param labelled whether what a field is stands before it
     */
    ShortFields(List<OptionSpec> options, boolean labelled, Texts texts, Runnable edited) {
        Labels labels = new Labels(texts);
        Consumer<ObjectNode> tell = value -> edited.run();
        for (OptionSpec option : options) {
            InlineForm form = new InlineForm(List.of(option), texts, Editors.standard(), tell);
            TextField text = control(form) instanceof TextField field ? field : null;
            fields.add(new Field(option, form, text));
            if (text != null) {
                String label = labels.option(option.name());
                text.setTooltip(new Tooltip(labels.help(option.name()).orElse(label)));
                text.getStyleClass().add("short-field");
                if (labelled) {
                    Label name = new Label(label);
                    name.setMinWidth(Region.USE_PREF_SIZE);
                    name.setLabelFor(text);
                    node.getChildren().add(name);
                } else {
                    text.setPromptText(label);
                }
            }
            node.getChildren().add(form.node());
        }
        node.getStyleClass().add("short-fields");
        node.setVisible(!fields.isEmpty());
        node.setManaged(!fields.isEmpty());
    }

    private static @Nullable Node control(InlineForm form) {
        return form.node() instanceof Parent parent
                        && !parent.getChildrenUnmodifiable().isEmpty()
                ? parent.getChildrenUnmodifiable().getFirst()
                : null;
    }

    /** Whether an option is a choice or a text short enough. */
    static boolean fits(OptionSpec option) {
        return InlineForm.fits(option)
                || switch (option.type()) {
                    case OptionType.Text text -> option.max() <= MOST_CHARACTERS;
                    case OptionType.Whole whole -> true;
                    case OptionType.Real real -> true;
                    case OptionType.Time time -> true;
                    case OptionType.Size size -> true;
                    default -> false;
                };
    }

    Region node() {
        return node;
    }

    /** Whether a text is empty, so that a prompt would show. */
    boolean hasEmptyText() {
        return fields.stream().anyMatch(ShortFields::isEmptyText);
    }

    private static boolean isEmptyText(Field field) {
        return field.text() != null
                && field.option().type() instanceof OptionType.Text
                && field.text().getText().isEmpty();
    }

    void show(ObjectNode message) {
        fields.forEach(field -> field.form().show(message));
    }

    ObjectNode value() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> out.setAll(field.form().value()));
        return out;
    }

    /** Shows in empty texts, as prompts, what stands there in another message; nothing where there is none. */
    void prompt(@Nullable ObjectNode filled) {
        Predicate<Field> empty = ShortFields::isEmptyText;
        fields.stream().filter(empty).forEach(field -> {
            JsonNode value = filled == null ? null : filled.get(field.option().name());
            TextField text = field.text();
            if (text != null) {
                text.setPromptText(value == null ? "" : value.asString());
            }
        });
    }
}
