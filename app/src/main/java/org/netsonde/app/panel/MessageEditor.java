package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.form.Editors;
import org.netsonde.app.form.Labels;
import org.netsonde.app.form.SettingsForm;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.Protocol;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edits one message of a protocol, generated from its message record: the payload as a text that may have several lines,
 * choices and the short texts declared before it at its left, those declared behind it below, everything else in a form
 * that folds. Where the record has groups, these are the parts of a richer message: the payload is one line then, and the
 * groups stand below it.
 */
final class MessageEditor {

    private final Protocol<?, ?> protocol;
    private final Texts texts;
    private final @Nullable OptionSpec payload;
    private final TextArea text = new TextArea();
    private final ShortFields before;
    private final ShortFields behind;
    private final @Nullable SettingsForm rest;
    private final @Nullable TitledPane restPane;
    private final @Nullable MessageGroups groups;
    private Predicate<String> pasting = text -> false;
    private boolean showing;

    MessageEditor(Protocol<?, ?> protocol, Texts texts, Editors editors, Runnable edited) {
        this.protocol = protocol;
        this.texts = texts;
        List<OptionSpec> options = new ArrayList<>(Protocols.message(protocol));
        payload = payload(options);
        int place = options.indexOf(payload);
        boolean rich = options.stream().anyMatch(MessageEditor::isGrouped);
        List<OptionSpec> left = new ArrayList<>();
        List<OptionSpec> below = new ArrayList<>();
        List<OptionSpec> folded = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            OptionSpec option = options.get(i);
            if (i != place) {
                boolean plain = option.type() instanceof OptionType.Choice || option.type() instanceof OptionType.Flag;
                boolean large = isGrouped(option) || !ShortFields.fits(option);
                (large ? folded : i < place || plain ? left : below).add(option);
            }
        }
        before = new ShortFields(left, false, texts, edited);
        behind = new ShortFields(below, true, texts, edited);
        groups = rich ? new MessageGroups(folded, texts, editors, edited) : null;
        rest = rich || folded.isEmpty()
                ? null
                : new SettingsForm(folded, texts, editors, List::of, value -> edited.run());
        restPane = rest == null ? null : new TitledPane(texts.get("panel.send.options"), rest.node());
        if (restPane != null) {
            restPane.setExpanded(false);
            restPane.setAnimated(false);
            restPane.getStyleClass().add("dense");
        }
        text.setId("payload");
        text.setPrefRowCount(1);
        text.setPromptText(texts.get("panel.send.prompt"));
        text.setAccessibleText(texts.get("panel.send.payload"));
        text.getStyleClass().add("payload");
        if (rich && payload != null) {
            Labels labels = new Labels(texts);
            String label = labels.option(payload.name());
            text.setPromptText(labels.prompt(payload.name()).orElse(label));
            text.setAccessibleText(label);
        }
        if (isOneLine()) {
            text.setTextFormatter(new TextFormatter<>(this::oneLine));
        }
        if (payload != null) {
            text.setText(written(payload.defaultValue()));
        }
        text.textProperty().subscribe((old, now) -> edited.run());
    }

    /** Whether an option stands in a group of its message. */
    private static boolean isGrouped(OptionSpec option) {
        return !option.group().equals("basic");
    }

    /** Whether the payload has no line breaks, as an address has none. */
    boolean isOneLine() {
        return groups != null && payload != null && payload.type() instanceof OptionType.Text;
    }

    private TextFormatter.@Nullable Change oneLine(TextFormatter.Change change) {
        String added = change.getText();
        if (added.length() > 1 && !showing && pasting.test(added)) {
            return null;
        }
        if (added.indexOf('\n') >= 0 || added.indexOf('\r') >= 0) {
            change.setText(added.replaceAll("\\s*[\\r\\n]+\\s*", ""));
            change.setCaretPosition(change.getRangeStart() + change.getText().length());
            change.setAnchor(change.getCaretPosition());
        }
        return change;
    }

    /** Asks about every longer text that comes into the payload at once; where it says yes, that is its matter. */
    void pasting(Predicate<String> taken) {
        pasting = taken;
    }

    private static @Nullable OptionSpec payload(List<OptionSpec> options) {
        return options.stream()
                .filter(o -> o.editor().equals("payload"))
                .findFirst()
                .or(() -> options.stream()
                        .filter(o -> o.type() instanceof OptionType.Text || o.type() instanceof OptionType.Json)
                        .findFirst())
                .orElse(null);
    }

    private static String written(@Nullable JsonNode value) {
        return value == null ? "" : value.isContainer() ? value.toString() : value.asString();
    }

    /** What stands at the left of the text. */
    Region before() {
        return before.node();
    }

    /** What stands below the text, labelled. */
    Region behind() {
        return behind.node();
    }

    /** The text of the payload. */
    TextArea text() {
        return text;
    }

    /** What is too large to stand beside the text; null where there is nothing else. */
    @Nullable
    Node rest() {
        return restPane;
    }

    /** The groups of a richer message; null where it has none. */
    @Nullable
    MessageGroups groups() {
        return groups;
    }

    /** The message as JSON. */
    ObjectNode value() {
        ObjectNode out = rest == null ? JsonNodeFactory.instance.objectNode() : rest.value();
        if (groups != null) {
            out.setAll(groups.value());
        }
        out.setAll(before.value());
        out.setAll(behind.value());
        if (payload != null) {
            out.put(payload.name(), text.getText());
        }
        return out;
    }

    /** Shows a message. */
    void show(ObjectNode message) {
        before.show(message);
        behind.show(message);
        if (rest != null) {
            rest.show(message);
        }
        if (groups != null) {
            groups.show(message);
        }
        JsonNode content = payload == null ? null : message.get(payload.name());
        if (content != null) {
            showing = true;
            try {
                text.setText(written(content));
            } finally {
                showing = false;
            }
            text.end();
        }
    }

    /** Puts a text into the payload without asking whether it is more than that. */
    void textAsIs(String content) {
        showing = true;
        try {
            text.replaceSelection(content);
        } finally {
            showing = false;
        }
    }

    /** Shows bytes that crossed the wire, so that sending them sends the same. */
    void show(byte[] bytes) {
        show(Protocols.message(protocol, bytes));
    }

    /** Looks at what is written, and shows what is computed for empty fields in them. */
    Protocols.Draft draft() {
        Protocols.Draft draft = Protocols.draft(protocol, value());
        before.computed(draft.computed());
        behind.computed(draft.computed());
        before.hide(draft.unused());
        behind.hide(draft.unused());
        if (rest != null) {
            rest.mark(draft.problems(), List.of());
        }
        if (groups != null) {
            groups.mark(draft.problems());
        }
        return draft;
    }

    /** What is wrong, in words; a field other than the text is named. */
    String words(List<Problem> problems) {
        Labels labels = new Labels(texts);
        return problems.stream()
                .map(problem -> {
                    String words = texts.get(problem.text());
                    boolean named = payload == null || !problem.field().equals(payload.name());
                    return named ? labels.option(problem.field()) + ": " + words : words;
                })
                .collect(Collectors.joining(" "));
    }
}
