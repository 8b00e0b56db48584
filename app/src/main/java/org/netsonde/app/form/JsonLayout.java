package org.netsonde.app.form;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Looks whether a text that is being written is JSON, and indents it without changing a value. Stateless. */
final class JsonLayout {

    /** Longer ones are not looked at while they are typed. */
    static final int MOST = 256 << 10;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonLayout() {}

    /** What there is to say. */
    sealed interface Finding {}

    /** It is JSON. */
    record Good() implements Finding {}

    /** There is nothing. */
    record Empty() implements Finding {}

    /** It is not looked at. */
    record TooLong() implements Finding {}

    /**
     * It is no JSON.
     *
     * @param line where, from 1
     * @param column where, from 1
     * @param reason why, in the parser's words
     */
    record Bad(int line, int column, String reason) implements Finding {}

    /** Looks at a text. */
    static Finding look(String text) {
        if (text.isBlank()) {
            return new Empty();
        }
        if (text.length() > MOST) {
            return new TooLong();
        }
        try {
            JSON.readTree(text);
            return new Good();
        } catch (JacksonException e) {
            var at = e.getLocation();
            return new Bad(
                    at == null ? 1 : Math.max(1, at.getLineNr()),
                    at == null ? 1 : Math.max(1, at.getColumnNr()),
                    reason(e.getOriginalMessage()));
        }
    }

    /** The parser's own words, without where it reads from, on one line. */
    private static String reason(String words) {
        int source = words.indexOf("[Source:");
        int aside = source < 0 ? -1 : words.lastIndexOf(" (", source);
        String own = source < 0 ? words : words.substring(0, Math.max(0, aside < 0 ? source : aside));
        return own.replaceAll("\\s+", " ").strip();
    }

    /** The text with two spaces to a level; nothing where it is no JSON. Numbers keep every digit. */
    static Optional<String> indented(String text) {
        if (!(look(text) instanceof Good)) {
            return Optional.empty();
        }
        JsonNode tree = JSON.readTree(text);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return Optional.of(JSON.writer().with(printer).writeValueAsString(tree));
    }
}
