package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.form.Editors;
import org.netsonde.app.form.InlineForm;
import org.netsonde.app.form.SettingsForm;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.Protocol;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edits one message of a protocol, generated from its message record: the payload as a text that may have several lines,
 * choices beside it, everything else in a form that folds.
 */
final class MessageEditor {

    private static final String FORMAT = "format";

    private final Protocol<?, ?> protocol;
    private final @Nullable OptionSpec payload;
    private final TextArea text = new TextArea();
    private final InlineForm inline;
    private final @Nullable SettingsForm rest;
    private final @Nullable TitledPane restPane;

    MessageEditor(Protocol<?, ?> protocol, Texts texts, Runnable edited) {
        this.protocol = protocol;
        List<OptionSpec> options = new ArrayList<>(Protocols.message(protocol));
        payload = options.stream()
                .filter(o -> o.editor().equals("payload"))
                .findFirst()
                .or(() -> options.stream()
                        .filter(o -> o.type() instanceof OptionType.Text)
                        .findFirst())
                .orElse(null);
        options.remove(payload);
        inline = new InlineForm(
                options.stream().filter(InlineForm::fits).toList(), texts, Editors.standard(), value -> edited.run());
        options.removeIf(InlineForm::fits);
        rest = options.isEmpty()
                ? null
                : new SettingsForm(options, texts, Editors.standard(), List::of, value -> edited.run());
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
        text.textProperty().subscribe((before, now) -> edited.run());
    }

    /** The choices, to stand at the left of the text. */
    Node inline() {
        return inline.node();
    }

    /** The text of the payload. */
    TextArea text() {
        return text;
    }

    /** What is neither payload nor a choice; null where there is nothing else. */
    @Nullable
    Node rest() {
        return restPane;
    }

    /** The message as JSON. */
    ObjectNode value() {
        ObjectNode out = rest == null ? JsonNodeFactory.instance.objectNode() : rest.value();
        out.setAll(inline.value());
        if (payload != null) {
            out.put(payload.name(), text.getText());
        }
        return out;
    }

    /** Shows a message. */
    void show(ObjectNode message) {
        inline.show(message);
        if (rest != null) {
            rest.show(message);
        }
        if (payload != null && message.get(payload.name()) != null) {
            text.setText(message.get(payload.name()).asString());
            text.end();
        }
    }

    /** Shows bytes that crossed the wire, so that sending them sends the same. */
    void show(byte[] bytes) {
        ObjectNode message = value();
        String escaped = Escapes.encode(bytes);
        boolean plain = escaped.indexOf('\\') < 0;
        if (message.has(FORMAT)) {
            message.put(FORMAT, plain ? "text" : "escaped");
        }
        if (payload != null) {
            message.put(payload.name(), escaped);
        }
        show(message);
    }

    /** What is wrong with it, in words; empty if nothing is. */
    String problem(Texts texts) {
        List<Problem> problems = Protocols.checkMessage(protocol, value());
        if (rest != null) {
            rest.problems(problems.stream().toList());
        }
        return problems.stream().map(p -> texts.get(p.text())).collect(Collectors.joining(" "));
    }

    /** How many bytes the payload has; -1 where it cannot be told. */
    int bytes() {
        ObjectNode message = value();
        String format = message.has(FORMAT) ? message.get(FORMAT).asString() : "text";
        try {
            return switch (format) {
                case "escaped" -> Escapes.decode(text.getText()).length;
                case "hex" -> Escapes.hex(text.getText()).length;
                default -> text.getText().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            };
        } catch (EscapeException e) {
            return -1;
        }
    }
}
