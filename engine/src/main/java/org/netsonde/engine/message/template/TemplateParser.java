package org.netsonde.engine.message.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.message.StreamMessage;

/** Takes a template apart. One instance parses one template. */
final class TemplateParser {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final StreamMessage.Format format;
    private final String text;
    private final Placeholders placeholders;
    private final List<Part> parts = new ArrayList<>();

    TemplateParser(StreamMessage.Format format, String text, Placeholders placeholders) {
        this.format = format;
        this.text = text;
        this.placeholders = placeholders;
    }

    List<Part> parse() {
        if (text.length() > Template.MAX_TEXT) {
            throw new TemplateException(Phrase.of("problem.tooLong", Template.MAX_TEXT, text.length()));
        }
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf(OPEN, at);
            if (open < 0) {
                literal(at, text.length());
                break;
            }
            if (text.startsWith(OPEN + OPEN, open)) {
                literal(at, open + OPEN.length());
                at = open + 2 * OPEN.length();
                continue;
            }
            if (text.startsWith("{", open + OPEN.length())) {
                // Three braces: one of the text, as an object in JSON has it, and those of a placeholder.
                open++;
            }
            literal(at, open);
            int close = text.indexOf(CLOSE, open);
            if (close < 0) {
                throw new TemplateException(Phrase.of("problem.placeholderOpen", open + 1));
            }
            parts.add(placeholders.part(
                    text.substring(open + OPEN.length(), close).strip()));
            at = close + CLOSE.length();
        }
        return parts;
    }

    private void literal(int from, int to) {
        if (from == to) {
            return;
        }
        byte[] bytes;
        try {
            bytes = decode(text.substring(from, to));
        } catch (EscapeException e) {
            throw new TemplateException(at(from, to, e));
        }
        if (bytes.length > 0) {
            parts.add(new Part.Literal(bytes));
        }
    }

    /** What is wrong with a piece, with the place counted from the beginning of the whole. */
    private Phrase at(int from, int to, EscapeException found) {
        try {
            decode(" ".repeat(from) + text.substring(from, to));
            return found.phrase();
        } catch (EscapeException e) {
            return e.phrase();
        }
    }

    private byte[] decode(String piece) {
        return switch (format) {
            case TEXT -> piece.getBytes(StandardCharsets.UTF_8);
            case ESCAPED -> Escapes.decode(piece);
            case HEX -> Escapes.hex(piece);
        };
    }
}
