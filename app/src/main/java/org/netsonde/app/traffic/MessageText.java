package org.netsonde.app.traffic;

import java.util.Optional;
import org.netsonde.engine.message.Escapes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A message as text for the detail view. Nothing in it can act on the reader's screen or clipboard. */
final class MessageText {

    /** Longer messages are shown up to here; the hex view has all. */
    static final int MAX_BYTES = 64 << 10;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MessageText() {}

    /** The text with its line breaks as such and everything else that does not show as escapes. */
    static String lines(byte[] bytes) {
        byte[] head = bytes.length <= MAX_BYTES ? bytes : java.util.Arrays.copyOf(bytes, MAX_BYTES);
        // A backslash in the message was doubled, so an escape that stands for a line break is preceded by an even
        // number.
        StringBuilder out = new StringBuilder(head.length + 16);
        String escaped = Escapes.encode(head);
        int i = 0;
        while (i < escaped.length()) {
            char c = escaped.charAt(i++);
            if (c != '\\' || i == escaped.length()) {
                out.append(c);
                continue;
            }
            char next = escaped.charAt(i++);
            switch (next) {
                case '\\' -> out.append('\\');
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append(escaped.startsWith("\\n", i) ? "" : "\\r");
                default -> out.append('\\').append(next);
            }
        }
        return out.toString();
    }

    /** The message as JSON with indentation, if it is an object or an array. */
    static Optional<String> json(byte[] bytes) {
        if (bytes.length < 2 || bytes.length > MAX_BYTES || !startsLikeJson(bytes)) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(bytes);
            String pretty = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
            return Optional.of(lines(pretty.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean startsLikeJson(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '{' || b == '[') {
                return true;
            }
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return false;
    }
}
