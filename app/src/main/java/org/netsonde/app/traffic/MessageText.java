package org.netsonde.app.traffic;

import java.util.Optional;
import org.netsonde.engine.message.Escapes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** A message as text for the detail view. Nothing in it can act on the reader's screen or clipboard. */
final class MessageText {

    /** Longer messages are shown up to here; the hex view has all. */
    static final int MAX_BYTES = 64 << 10;

    /** Longer ones are not indented. */
    private static final int MAX_INDENTED = 256 << 10;

    private static final int MAX_SHOWN = 256 << 10;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private MessageText() {}

    /** The text with its line breaks as such and everything else that does not show as escapes. */
    static String lines(byte[] bytes) {
        byte[] head = bytes.length <= MAX_BYTES ? bytes : java.util.Arrays.copyOf(bytes, MAX_BYTES);
        return unfolded(head);
    }

    private static String unfolded(byte[] head) {
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
        if (bytes.length < 2 || bytes.length > MAX_INDENTED || !startsWith(bytes, "{[")) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(bytes);
            String pretty = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
            return Optional.of(shown(pretty));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The message as XML with indentation, if it is a document without a type definition. */
    static Optional<String> xml(byte[] bytes) {
        if (bytes.length < 4 || bytes.length > MAX_INDENTED || !startsWith(bytes, "<")) {
            return Optional.empty();
        }
        return XmlText.indented(bytes).map(MessageText::shown);
    }

    /** Nothing in an indented text can act either; it may have grown, but not beyond what a text field can show. */
    private static String shown(String indented) {
        String text = indented.length() <= MAX_SHOWN ? indented : indented.substring(0, MAX_SHOWN) + "\n…";
        return unfolded(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static boolean startsWith(byte[] bytes, String any) {
        int at = bytes.length > 2 && (bytes[0] & 0xFF) == 0xEF ? 3 : 0;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at < bytes.length && any.indexOf(bytes[at]) >= 0;
    }
}
