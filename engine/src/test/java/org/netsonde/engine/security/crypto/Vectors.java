package org.netsonde.engine.security.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Digests, codes, keys from passwords and tokens, valid and bad, made with Python 3.11 and its module cryptography 38. */
final class Vectors {

    private Vectors() {}

    /** Those of a group, each with a name. */
    static List<Arguments> of(String group) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("tools.json"))) {
            JsonNode all = JsonMapper.shared().readTree(in).get(group);
            return IntStream.range(0, all.size())
                    .mapToObj(i -> Arguments.of(name(all.get(i), i), all.get(i)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(JsonNode vector, int index) {
        if (vector.has("name")) {
            return vector.get("name").asString();
        }
        StringBuilder name = new StringBuilder().append(index);
        vector.properties().forEach(field -> {
            String value = field.getValue().asString();
            name.append(' ').append(field.getKey()).append('=');
            name.append(value.length() > 24 ? value.substring(0, 24) + "…" : value);
        });
        return name.toString();
    }

    static byte[] bytes(JsonNode vector, String field) {
        return HexFormat.of().parseHex(vector.get(field).asString());
    }
}
