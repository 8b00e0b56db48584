package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
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
 * that folds.
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

    MessageEditor(Protocol<?, ?> protocol, Texts texts, Runnable edited) {
        this.protocol = protocol;
        this.texts = texts;
        List<OptionSpec> options = new ArrayList<>(Protocols.message(protocol));
        payload = payload(options);
        int place = options.indexOf(payload);
        List<OptionSpec> left = new ArrayList<>();
        List<OptionSpec> below = new ArrayList<>();
        List<OptionSpec> folded = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            OptionSpec option = options.get(i);
            if (i != place) {
                boolean plain = option.type() instanceof OptionType.Choice || option.type() instanceof OptionType.Flag;
                (!ShortFields.fits(option) ? folded : i < place || plain ? left : below).add(option);
            }
        }
        before = new ShortFields(left, false, texts, edited);
        behind = new ShortFields(below, true, texts, edited);
        rest = folded.isEmpty()
                ? null
                : new SettingsForm(folded, texts, Editors.standard(), List::of, value -> edited.run());
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
        if (payload != null) {
            text.setText(written(payload.defaultValue()));
        }
        text.textProperty().subscribe((old, now) -> edited.run());
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

    /** The message as JSON. */
    ObjectNode value() {
        ObjectNode out = rest == null ? JsonNodeFactory.instance.objectNode() : rest.value();
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
        JsonNode content = payload == null ? null : message.get(payload.name());
        if (content != null) {
            text.setText(written(content));
            text.end();
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
