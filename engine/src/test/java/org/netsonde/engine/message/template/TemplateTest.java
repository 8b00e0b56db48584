package org.netsonde.engine.message.template;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.message.StreamMessage.Format;

class TemplateTest {

    private static byte[] render(Format format, String template, byte[] message) {
        ByteBuf out = Unpooled.buffer();
        assertThat(Template.compile(format, template, Set.of()).render(new FixedContext(message), out))
                .isTrue();
        return ByteBufUtil.getBytes(out);
    }

    private static String render(String template, String message) {
        return new String(render(Format.TEXT, template, message.getBytes(UTF_8)), UTF_8);
    }

    private static String problem(ThrowingCallable compile) {
        String[] text = new String[1];
        assertThatThrownBy(compile)
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> text[0] = e.phrase().text(Locale.ENGLISH));
        return text[0];
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "{{message}}|Grüße 123",
                "a {{ message }} b {{message}}|a Grüße 123 b Grüße 123",
                "{{length}}|11",
                "{{hex}}|4772c3bcc39f6520313233",
                "{{base64}}|R3LDvMOfZSAxMjM=",
                "{{upper}}|GRÜSSE 123",
                "{{lower}}|grüße 123",
                "{{reverse}}|321 eßürG",
                "{{counter}}/{{connection}}/{{remote}}|42/7/10.0.0.1:5000",
                "{{time}}|2026-01-02T03:04:05.067Z",
                "{{time:epoch}} {{time:epochMillis}}|1767323045 1767323045067",
                "{{crc32}}|f177d803",
                "{{md5}}|04d5392b6f20462b8af5a7badc0ebb65",
                "{{{{message}}|{{message}}",
                "{{{{{{length}}|{{11",
                "{\"a\":{{{length}}}}|{\"a\":{11}}",
                "{ } }} {|{ } }} {",
            })
    void placeholdersGiveTheirValues(String template, String expected) {
        assertThat(render(template, "Grüße 123")).isEqualTo(expected);
    }

    /** The check values of the catalogue of CRCs, and those of the two standards for the others. */
    @ParameterizedTest
    @CsvSource({
        "crc8,f4",
        "crc16-modbus,4b37",
        "crc16-ccitt,29b1",
        "crc32,cbf43926",
        "lrc,23",
        "xor,31",
        "md5,25f9e794323b453885f5181f1b624d0b",
        "sha256,15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
    })
    void checksumsAreThoseOfTheStandards(String name, String expected) {
        assertThat(render("{{" + name + "}}", "123456789")).isEqualTo(expected);
        assertThat(render("123456789{{reply:" + name + "}}", "")).isEqualTo("123456789" + expected);
        assertThat(HexFormat.of().formatHex(render(Format.TEXT, "{{" + name + ":bytes}}", "123456789".getBytes(UTF_8))))
                .isEqualTo(expected);
    }

    @Test
    void modbusFrameEndsInItsChecksum() {
        assertThat(render(Format.HEX, "01 03 00 00 00 0A {{reply:crc16-modbus:le}}", new byte[0]))
                .isEqualTo(HexFormat.of().parseHex("01030000000ac5cd"));
    }

    @Test
    void messageStaysAsItIsInEveryNotation() {
        byte[] message = {0, (byte) 0xFF, '{', '\\'};
        assertThat(render(Format.HEX, "02{{message}}03", message))
                .isEqualTo(new byte[] {2, 0, (byte) 0xFF, '{', '\\', 3});
        assertThat(render(Format.ESCAPED, "\\x02{{message}}\\x03", message))
                .isEqualTo(new byte[] {2, 0, (byte) 0xFF, '{', '\\', 3});
    }

    @Test
    void bytesThatAreNoTextChangeTheirAsciiLettersOnly() {
        byte[] message = "aZ\u00e9".getBytes(ISO_8859_1);
        assertThat(render(Format.TEXT, "{{upper}}", message)).isEqualTo("AZ\u00e9".getBytes(ISO_8859_1));
        assertThat(render(Format.TEXT, "{{lower}}", message)).isEqualTo("az\u00e9".getBytes(ISO_8859_1));
        assertThat(render(Format.TEXT, "{{reverse}}", message)).isEqualTo("\u00e9Za".getBytes(ISO_8859_1));
    }

    @Test
    void jsonPointersGiveTextAsSuchAndTheRestAsJson() {
        String json = "{\"a\":{\"b c\":\"tea\",\"n\":[1,2.50,true,null]},\"x/y\":7}";
        assertThat(render("{{json:/a/b c}}|{{json:/a/n}}|{{json:/x~1y}}|{{json:/none}}|{{json:/a/n/3}}", json))
                .startsWith("tea|[1,2.5")
                .endsWith("|7||null");
    }

    @Test
    void groupsGoBeforePlaceholdersOfTheSameName() {
        FixedContext context = new FixedContext("");
        context.groups.put("time", "noon".getBytes(UTF_8));
        context.groups.put("1", "one".getBytes(UTF_8));
        ByteBuf out = Unpooled.buffer();
        assertThat(Template.compile(Format.TEXT, "{{time}} {{1}} {{2}}.", Set.of("time", "1", "2"))
                        .render(context, out))
                .isTrue();
        assertThat(out.toString(UTF_8)).isEqualTo("noon one .");
    }

    @Test
    void randomValuesKeepToTheirForm() {
        assertThat(render("{{random}}", "")).matches("\\d{1,10}");
        assertThat(render("{{random:1-6}}", "")).matches("[1-6]");
        assertThat(render("{{random:-5--5}}", "")).isEqualTo("-5");
        assertThat(render("{{random:hex:8}}", "")).matches("[0-9a-f]{16}");
        assertThat(render("{{uuid}}", ""))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"random:6-1", "random:", "random:hex:", "random:hex:99999", "random:1", "random:hex:2000"})
    void badRangesAreRefused(String name) {
        assertThat(problem(() -> Template.compile("{{" + name + "}}"))).contains(name.substring(7));
    }

    @Test
    void unknownPlaceholderNamesTheNearest() {
        assertThat(problem(() -> Template.compile("{{mesage}}"))).contains("{{mesage}}", "{{message}}");
        assertThat(problem(() -> Template.compile("{{crc16}}"))).contains("{{crc16}}");
        assertThat(problem(() -> Template.compile(Format.TEXT, "{{colour}}", Set.of("color"))))
                .contains("{{color}}");
        assertThat(problem(() -> Template.compile("{{" + "x".repeat(5000) + "}}")))
                .hasSizeLessThan(200);
        assertThat(problem(() -> Template.compile("{{1}}"))).contains("{{1}}");
    }

    @Test
    void whatCannotBeReadSaysWhere() {
        assertThat(problem(() -> Template.compile("abc {{message"))).contains("5");
        assertThat(problem(() -> Template.compile(Format.ESCAPED, "{{message}}\\q", Set.of())))
                .contains("\\q", "12");
        assertThat(problem(() -> Template.compile(Format.HEX, "01 {{message}} 2", Set.of())))
                .isNotEmpty();
        assertThat(problem(() -> Template.compile("{{json:a}}"))).contains("a");
        assertThat(problem(() -> Template.compile("x".repeat(Template.MAX_TEXT + 1))))
                .contains("65537");
    }

    @Test
    void tooLongPayloadIsNotBegun() {
        ByteBuf out = Unpooled.buffer().writeByte(1);
        FixedContext context = new FixedContext(new byte[600 << 10]);
        assertThat(Template.compile("{{message}}").render(context, out)).isTrue();
        out.writerIndex(1);
        for (String template : new String[] {"{{message}}{{message}}", "{{hex}}", "{{upper}}{{base64}}"}) {
            assertThat(Template.compile(template).render(context, out)).isFalse();
            assertThat(out.readableBytes()).isEqualTo(1);
        }
    }

    @Test
    void knowsWhetherItNeedsAMessage() {
        assertThat(Template.compile("{{counter}} {{reply:crc32}}").needsMessage())
                .isFalse();
        assertThat(Template.compile("{{counter}} {{crc32}}").needsMessage()).isTrue();
        assertThat(Template.compile("").isEmpty()).isTrue();
        assertThat(Template.compile(Format.HEX, " ", Set.of()).isEmpty()).isTrue();
    }
}
