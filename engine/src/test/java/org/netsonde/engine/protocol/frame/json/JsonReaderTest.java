package org.netsonde.engine.protocol.frame.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonArray;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonInteger;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonObject;

class JsonReaderTest {

    private static String problem(String text) {
        return catchThrowableOfType(JsonException.class, () -> JsonReader.read(text))
                .phrase()
                .text(Locale.ENGLISH);
    }

    private static String nested(int depth) {
        return "[".repeat(depth - 1) + "[]" + "]".repeat(depth - 1);
    }

    @Test
    void sixHundredLevelsAreReadAndWrittenOnASmallStack() throws Exception {
        String text = "{\"a\": [".repeat(300) + "]}".repeat(300);
        FutureTask<byte[]> task = new FutureTask<>(() -> CanonicalJson.write(JsonReader.read(text)));
        new Thread(null, task, "small", 16 << 10).start();
        assertThat(new String(task.get(20, TimeUnit.SECONDS), UTF_8)).isEqualTo(text);
    }

    @Test
    void deeperNestingIsRefusedHoweverDeep() {
        assertThatCode(() -> JsonReader.read(nested(600))).doesNotThrowAnyException();
        assertThat(problem(nested(601))).isEqualTo("nested more than 600 deep at line 1, column 601");
        assertThat(problem("{\"a\": ".repeat(601))).startsWith("nested more than 600 deep");
        assertThat(problem("[".repeat(1 << 20))).startsWith("nested more than 600 deep");
    }

    @Test
    void integersHaveAsManyDigitsAsPythonReads() throws JsonException {
        String digits = "9".repeat(4300);
        assertThat(JsonReader.read(digits)).isEqualTo(new JsonInteger(digits));
        assertThat(JsonReader.read("-" + digits)).isEqualTo(new JsonInteger("-" + digits));
        assertThat(problem("[0, " + digits + "9]"))
                .isEqualTo("an integer of more than 4300 digits at line 1, column 5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,2      | a comma or ] is missing at line 1, column 5",
                "{\"a\":1  | a comma or } is missing at line 1, column 7",
                "{\"a\" 1} | a colon is missing at line 1, column 6",
                "{a: 1}    | a name in double quotes is missing at line 1, column 2",
                "[1] 2     | it ends before line 1, column 5, but more follows there",
                "[tru]     | a value is missing at line 1, column 2",
                "\"abc     | the string at line 1, column 1 has no end",
                "\"\\x41\" | an escape that is not known at line 1, column 2"
            })
    void problemsSayWhatIsMissingAndWhere(String text, String expected) {
        assertThat(problem(text)).isEqualTo("not JSON: " + expected);
    }

    @Test
    void positionsCountLines() {
        assertThat(problem("{\n  \"a\": 1,\n  b\n}")).endsWith("at line 3, column 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a01", "1\u000b", "1\f", "\ufeff1", "\u06611", "\"\\u\u0661234\"", ""})
    void whatOnlyLooksLikeSpaceOrDigitsIsRefused(String text) {
        assertThat(problem(text)).startsWith("not JSON");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPosition() throws JsonException {
        byte[] bytes = HexFormat.of().parseHex("5b22" + "c3a4" + "ff" + "225d");
        assertThat(catchThrowableOfType(JsonException.class, () -> JsonReader.decode(bytes))
                        .phrase()
                        .text(Locale.ENGLISH))
                .isEqualTo("not UTF-8 at byte 5");
        assertThatCode(() -> JsonReader.decode(HexFormat.of().parseHex("22eda08022")))
                .isInstanceOf(JsonException.class);
        assertThat(JsonReader.decode("\"\ufffd\"".getBytes(UTF_8))).isEqualTo("\"\ufffd\"");
    }

    @Test
    void bytesThatEndInsideACharacterAreRefused() {
        assertThatCode(() -> JsonReader.decode(HexFormat.of().parseHex("22e282")))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void objectsKnowWhereTheyStand() throws JsonException {
        String text = " [1, {\"a\" : { } } ]";
        JsonArray array = (JsonArray) JsonReader.read(text);
        JsonObject object = (JsonObject) array.elements().get(1);
        assertThat(text.substring(object.start(), object.end())).isEqualTo("{\"a\" : { } }");
        JsonObject inner = (JsonObject) object.members().get("a");
        assertThat(text.substring(inner.start(), inner.end())).isEqualTo("{ }");
    }

    @Test
    void longTextsAreReadAndWrittenInTimeThatGrowsWithTheirLength() throws JsonException {
        String quoted = "\"" + "\\n\u00e9x".repeat(1 << 18) + "\"";
        assertThat(CanonicalJson.write(JsonReader.read(quoted))).hasSize(2 + (2 + 6 + 1) * (1 << 18));

        StringBuilder keys = new StringBuilder("{");
        for (int i = 100_000; i > 0; i--) {
            keys.append("\"").append(i).append("\":0,");
        }
        byte[] sorted = CanonicalJson.write(
                JsonReader.read(keys.deleteCharAt(keys.length() - 1).append('}').toString()));
        assertThat(new String(sorted, UTF_8)).startsWith("{\"1\": 0, \"10\": 0, \"100\": 0, ");

        String numbers = "[" + ("1".repeat(4300) + ", ").repeat(240) + "0]";
        assertThat(new String(CanonicalJson.write(JsonReader.read(numbers)), UTF_8))
                .isEqualTo(numbers);
    }
}
