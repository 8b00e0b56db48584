package org.netsonde.engine.protocol.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.template.Template;
import org.netsonde.engine.message.template.TemplateContext;
import org.netsonde.engine.message.template.TemplateException;
import org.netsonde.engine.protocol.frame.json.CanonicalJson;
import org.netsonde.engine.protocol.frame.json.JsonException;
import org.netsonde.engine.protocol.frame.json.JsonReader;
import org.netsonde.engine.protocol.frame.json.JsonValue;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonArray;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonObject;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonString;

/**
 * A payload with placeholders. It is read as JSON before it is rendered, so that whatever a placeholder gives inside a
 * string stays inside it. A placeholder outside strings stands for a value of its own, which is read as JSON each time.
 * Immutable; safe for threads.
 */
final class ReplyTemplate {

    /** A part of a payload that is made anew for each reply. */
    private interface Part {
        JsonValue render(TemplateContext context, Budget budget) throws FrameException;
    }

    /** What is left of the bytes that all placeholders of a reply may give together. */
    private static final class Budget {
        int left = Template.MAX_OUTPUT;

        String render(Template template, TemplateContext context) throws FrameException {
            ByteBuf out = Unpooled.buffer();
            try {
                return render(template, context, out);
            } finally {
                out.release();
            }
        }

        private String render(Template template, TemplateContext context, ByteBuf out) throws FrameException {
            if (!template.render(context, out) || out.readableBytes() > left) {
                throw new FrameException(ErrorCode.BAD_REPLY, Phrase.of("problem.replyTooLong", Template.MAX_OUTPUT));
            }
            left -= out.readableBytes();
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    /** More than a person writes, and little enough to go down on the thread's own stack. */
    private static final int MAX_DEPTH = 64;

    /** Begins the strings that stand for placeholders outside strings; in a template it would have to be an escape. */
    private static final String MARK = "\0";

    private final Part root;

    private ReplyTemplate(Part root) {
        this.root = root;
    }

    /**
     * Compiles a template.
     *
     * @throws TemplateException if it is no JSON object, or a placeholder is not known or not closed
     */
    static ReplyTemplate compile(String text) {
        JsonValue value;
        try {
            value = JsonReader.read(marked(text), MAX_DEPTH);
        } catch (JsonException e) {
            throw new TemplateException(e.phrase());
        }
        if (value instanceof JsonObject) {
            return new ReplyTemplate(part(value));
        }
        throw new TemplateException(Phrase.of("problem.replyObject"));
    }

    /** The payload for a message. */
    JsonObject render(TemplateContext context) throws FrameException {
        return (JsonObject) root.render(context, new Budget());
    }

    /** The text with strings in place of the placeholders outside strings, where JSON never has two braces in a row. */
    private static String marked(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        boolean inside = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int close = !inside && text.startsWith("{{", i) ? text.indexOf("}}", i) : -1;
            if (close >= 0) {
                String placeholder = MARK + text.substring(i, close + 2);
                out.append(new String(CanonicalJson.write(new JsonString(placeholder)), StandardCharsets.US_ASCII));
                i = close + 2;
                continue;
            }
            int length = inside && c == '\\' && i + 1 < text.length() ? 2 : 1;
            inside ^= c == '"';
            out.append(text, i, i + length);
            i += length;
        }
        return out.toString();
    }

    private static Part part(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                Map<String, Part> members = new LinkedHashMap<>();
                object.members().forEach((name, member) -> members.put(name, part(member)));
                yield (context, budget) -> {
                    Map<String, JsonValue> rendered = new LinkedHashMap<>();
                    for (Map.Entry<String, Part> member : members.entrySet()) {
                        rendered.put(member.getKey(), member.getValue().render(context, budget));
                    }
                    return new JsonObject(rendered);
                };
            }
            case JsonArray array -> {
                List<Part> elements =
                        array.elements().stream().map(ReplyTemplate::part).toList();
                yield (context, budget) -> {
                    List<JsonValue> rendered = new ArrayList<>(elements.size());
                    for (Part element : elements) {
                        rendered.add(element.render(context, budget));
                    }
                    return new JsonArray(rendered);
                };
            }
            case JsonString(String text) when text.startsWith(MARK) -> json(Template.compile(text.substring(1)));
            case JsonString(String text)
            when text.contains("{{") -> {
                Template template = Template.compile(text);
                yield (context, budget) -> new JsonString(budget.render(template, context));
            }
            default -> (context, budget) -> value;
        };
    }

    private static Part json(Template template) {
        return (context, budget) -> {
            try {
                return JsonReader.read(budget.render(template, context), JsonReader.MAX_DEPTH - MAX_DEPTH);
            } catch (JsonException e) {
                throw new FrameException(ErrorCode.BAD_REPLY, e.phrase());
            }
        };
    }
}
