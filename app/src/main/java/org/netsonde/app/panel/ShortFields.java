package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Choices and short texts of a message, side by side. What a text is stands before it, or in it while it is empty; a text
 * with its name before it shows, while it is empty, what is computed for it, or says what empty means:
 * {@code option.<name>.prompt} of the message bundle.
 */
final class ShortFields {

    /** What may be longer is a text of its own rather than a name or a code. */
    private static final long MOST_CHARACTERS = 1_024;

    private final HBox node = new HBox();
    private final List<InlineForm> forms = new ArrayList<>();
    private final Map<String, Prompted> prompted = new HashMap<>();
    /** What is seen of an option: its field, and the name before it. */
    private final Map<String, List<Node>> seen = new HashMap<>();

    /** A text that says something while it is empty. */
    private record Prompted(TextField text, String usually) {}

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
            forms.add(form);
            if (control(form) instanceof TextField text) {
                String label = labels.option(option.name());
                text.setTooltip(new Tooltip(labels.help(option.name()).orElse(label)));
                text.getStyleClass().add("short-field");
                if (labelled) {
                    Label name = new Label(label);
                    name.setMinWidth(Region.USE_PREF_SIZE);
                    name.setLabelFor(text);
                    node.getChildren().add(name);
                    seen.computeIfAbsent(option.name(), key -> new ArrayList<>())
                            .add(name);
                    String usually = labels.prompt(option.name()).orElse("");
                    text.setPromptText(usually);
                    prompted.put(option.name(), new Prompted(text, usually));
                } else {
                    text.setPromptText(label);
                }
            }
            node.getChildren().add(form.node());
            seen.computeIfAbsent(option.name(), key -> new ArrayList<>()).add(form.node());
        }
        node.getStyleClass().add("short-fields");
        node.setVisible(!forms.isEmpty());
        node.setManaged(!forms.isEmpty());
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

    /** Shows what is computed for empty fields, by their names. */
    void computed(Map<String, String> values) {
        prompted.forEach((name, field) -> field.text().setPromptText(values.getOrDefault(name, field.usually())));
    }

    /** Hides the fields of these names, and shows the others; what stands in a hidden one stays. */
    void hide(Set<String> names) {
        seen.forEach((name, nodes) -> nodes.forEach(part -> {
            part.setVisible(!names.contains(name));
            part.setManaged(!names.contains(name));
        }));
    }

    void show(ObjectNode message) {
        forms.forEach(form -> form.show(message));
    }

    ObjectNode value() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        forms.forEach(form -> out.setAll(form.value()));
        return out;
    }
}
