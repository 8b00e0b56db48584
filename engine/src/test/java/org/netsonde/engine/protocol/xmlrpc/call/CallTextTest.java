package org.netsonde.engine.protocol.xmlrpc.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.value.RandomValues;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.ArrayValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.Base64Value;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.BooleanValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DateTimeValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DoubleValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.IntValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.LongValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.NilValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StringValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StructValue;

class CallTextTest {

    private static List<XmlRpcValue> arguments(String text) throws CallException {
        return CallReader.read("f(" + text + ")").arguments();
    }

    private static String problem(String text) {
        CallException refused = catchThrowableOfType(CallException.class, () -> CallReader.read(text));
        assertThat(refused).as(text).isNotNull();
        assertThat(refused.phrase().text(Locale.SIMPLIFIED_CHINESE)).doesNotContain("problem.");
        return refused.phrase().text(Locale.ENGLISH);
    }

    @Test
    void everyTypeCanBeWritten() throws CallException {
        assertThat(arguments("5, -5, +5, 2147483648, i8(5), int(5), i4( 5 )"))
                .containsExactly(
                        new IntValue(5),
                        new IntValue(-5),
                        new IntValue(5),
                        new LongValue(2147483648L),
                        new LongValue(5),
                        new IntValue(5),
                        new IntValue(5));
        assertThat(arguments("2.5, -.5, 1e3, double(5), nan, inf, -inf"))
                .containsExactly(
                        new DoubleValue(2.5),
                        new DoubleValue(-0.5),
                        new DoubleValue(1000),
                        new DoubleValue(5),
                        new DoubleValue(Double.NaN),
                        new DoubleValue(Double.POSITIVE_INFINITY),
                        new DoubleValue(Double.NEGATIVE_INFINITY));
        assertThat(arguments("true, false, True, False, nil, null, None"))
                .containsExactly(
                        new BooleanValue(true),
                        new BooleanValue(false),
                        new BooleanValue(true),
                        new BooleanValue(false),
                        new NilValue(),
                        new NilValue(),
                        new NilValue());
        assertThat(arguments("\"a\\n\\u00e9\\\"'\", 'it\\'s \"b\"', '中', \"\\ud83d\\ude00\""))
                .containsExactly(
                        new StringValue("a\né\"'"),
                        new StringValue("it's \"b\""),
                        new StringValue("中"),
                        new StringValue("😀"));
        assertThat(arguments("dateTime(\"19980717T14:08:55\"), base64('aGVs bG8=')"))
                .containsExactly(new DateTimeValue("19980717T14:08:55"), new Base64Value("hello".getBytes(UTF_8)));
        assertThat(arguments("[], [1, [2]], {}, {\"a\": 1, b : [nil]}"))
                .containsExactly(
                        new ArrayValue(List.of()),
                        new ArrayValue(List.of(new IntValue(1), new ArrayValue(List.of(new IntValue(2))))),
                        new StructValue(Map.of()),
                        new StructValue(Map.of("a", new IntValue(1), "b", new ArrayValue(List.of(new NilValue())))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system.listMethods", "system.listMethods()", " system.listMethods ( ) \n"})
    void argumentsMayBeLeftOut(String text) throws CallException {
        assertThat(CallReader.read(text)).isEqualTo(new Document.Call("system.listMethods", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | A call begins with the name of a method",
                "(1) | (at character 1)",
                "add(5, 3 | separated by commas and end with ) (at character 9)",
                "add(5 3) | separated by commas and end with ) (at character 7)",
                "add(5,) | A value must stand here",
                "add(,5) | A value must stand here",
                "add(5, 3)) | Nothing may stand behind the call (at character 10)",
                "add 5 | Behind the name stands ( and then the arguments",
                "add(x) | x is no value; text stands between quotes",
                "add(hello world) | hello is no value",
                "add(--5) | A value must stand here",
                "add(-) | A value must stand here",
                "add(-infinite) | A value must stand here",
                "add(5.5.5) | separated by commas",
                "add(0x10) | separated by commas",
                "add(9223372036854775808) | 9223372036854775808 is no whole number of 64 bits",
                "add(int(2147483648)) | write i8(2147483648)",
                "add(i8(1.5)) | 1.5 is no whole number",
                "add(1e999) | 1e999 is too large for a double",
                "add(i8) | Behind the name of a type stands (",
                "add(i8(5) | separated by commas and end with )",
                "add(i8(5, 6)) | A ) must stand behind the value (at character 9)",
                "add(i8(\"5\")) | A number must stand here",
                "add(base64(5)) | A text between quotes must stand here",
                "add(base64(\"*\")) | This is not Base64 (at character 12)",
                "add(dateTime(\"now\")) | now is no date and time such as 19980717T14:08:55",
                "add(\"abc) | The quote at character 5 is not closed",
                "add(\"a\\qb\") | The escape at character 7 is not known: \\\" \\' \\\\",
                "add(\"\\u12g4\") | The escape at character 6 is not known",
                "add(\"\\u0001\") | holds U+0001, which XML cannot carry",
                "add(\"\\ud800\") | holds U+D800",
                "add([1, 2) | end with ] (at character 10)",
                "add([1) | end with ]",
                "add({1: 2}) | A member of a struct begins with its name, such as \"a\": 1 (at character 6)",
                "add({\"a\" 1}) | A colon must stand",
                "add({\"a\": 1, \"a\": 2}) | two members named a (at character 14)",
                "add({\"a\": 1 | end with } (at character 12)"
            })
    void whatIsNoCallGetsASentenceAndAPlace(String text, String words) {
        assertThat(problem(text)).contains(words).hasSizeLessThan(300);
    }

    @Test
    void depthAndNumberOfValuesAreBounded() throws CallException {
        assertThat(arguments("[".repeat(64) + "]".repeat(64))).hasSize(1);
        assertThat(problem("f(" + "[".repeat(65) + "1" + "]".repeat(65) + ")")).contains("more than 64 deep");
        assertThat(problem("f(" + "[".repeat(1_000_000))).contains("more than 64 deep");
        assertThat(problem("f(" + "{a:".repeat(1_000_000))).contains("more than 64 deep");
        assertThat(problem("f(" + "1,".repeat(100_001) + "1)")).contains("more than 100000 values");
        assertThat(problem("f(1" + "0".repeat(1_000_000) + ")")).hasSizeLessThan(300);
        assertThat(problem("f(1" + "0".repeat(1_000_000) + ".0)")).contains("too large");
        assertThat(problem("x".repeat(1_000_000))).contains("Behind the name");
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() throws CallException {
        RandomValues values = new RandomValues(7);
        for (int i = 0; i < 2000; i++) {
            Document.Call call = new Document.Call("a.b", List.of(values.next(4), values.next(0)));
            String line = CallWriter.line(call);
            assertThat(CallReader.read(line)).isEqualTo(call);
            assertThat(line).doesNotContain("\n", "\u202e", "\u200b");
            XmlRpcValue value = values.next(5);
            assertThat(arguments(CallWriter.readable(value))).containsExactly(value);
        }
    }

    @Test
    void longValuesStandOnSeveralLines() {
        XmlRpcValue number = new IntValue(123_456_789);
        XmlRpcValue list = new ArrayValue(java.util.Collections.nCopies(10, number));
        assertThat(CallWriter.readable(new StructValue(Map.of("a", number)))).isEqualTo("{\"a\": 123456789}");
        assertThat(CallWriter.readable(list))
                .startsWith("[\n  123456789,\n  123456789,")
                .endsWith("123456789\n]");
    }
}
