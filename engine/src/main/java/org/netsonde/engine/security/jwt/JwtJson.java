package org.netsonde.engine.security.jwt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.engine.Phrase;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the JSON of tokens and keys: strictly, and bounded in depth and length. Stateless. */
final class JwtJson {

    /** How deep a value may be nested. */
    static final int MAX_DEPTH = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(Jwts.MAX_LENGTH)
                            .build())
                    // Two readers that take one of two each are how checks are got around.
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Pattern TWICE = Pattern.compile("Duplicate Object property \"(.{0,200}?)\"", Pattern.DOTALL);

    private JwtJson() {}

    /** What was read, or why it was not. */
    sealed interface Read {

        /** An object. */
        record Whole(ObjectNode object) implements Read {}

        /** None, as a part of a sentence. */
        record Broken(Phrase why) implements Read {}
    }

    /** The object that bytes hold. */
    static Read read(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return read(decoder.decode(in).toString());
        } catch (CharacterCodingException e) {
            return new Read.Broken(Phrase.of("jwt.why.utf8", in.position()));
        }
    }

    /** The object that a text holds. */
    static Read read(String text) {
        if (text.isBlank()) {
            return new Read.Broken(Phrase.of("jwt.why.empty"));
        }
        try {
            JsonNode node = JSON.readTree(text);
            return node instanceof ObjectNode object
                    ? new Read.Whole(object)
                    : new Read.Broken(Phrase.of("jwt.why.object"));
        } catch (StreamConstraintsException e) {
            return new Read.Broken(Phrase.of("jwt.why.bounds", MAX_DEPTH));
        } catch (JacksonException e) {
            return new Read.Broken(why(e));
        }
    }

    private static Phrase why(JacksonException e) {
        var at = e.getLocation();
        int line = at == null ? 0 : Math.max(at.getLineNr(), 0);
        int column = at == null ? 0 : Math.max(at.getColumnNr(), 0);
        Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
        return twice.find()
                ? Phrase.of("jwt.why.twice", twice.group(1), line, column)
                : Phrase.of("jwt.why.json", line, column);
    }

    /** An object in one line. */
    static byte[] write(ObjectNode object) {
        return JSON.writeValueAsBytes(object);
    }

    /** An object in lines, for reading. */
    static String pretty(ObjectNode object) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object);
    }
}
