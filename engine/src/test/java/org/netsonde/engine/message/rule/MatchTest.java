package org.netsonde.engine.message.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.message.StreamMessage.Format;
import org.netsonde.engine.message.rule.Match.Mode;
import org.netsonde.engine.protocol.SettingsException;

class MatchTest {

    private static @Nullable Captures match(Match match, byte[] message) {
        return match.matcher().match(new Incoming(Unpooled.wrappedBuffer(message)));
    }

    private static boolean matches(Match match, String message) {
        return match(match, message.getBytes(UTF_8)) != null;
    }

    private static String problem(Runnable make, String field) {
        String[] text = new String[1];
        assertThatThrownBy(make::run).isInstanceOfSatisfying(SettingsException.class, e -> {
            assertThat(e.problems().getFirst().field()).isEqualTo(field);
            text[0] = e.problems().getFirst().text().text(Locale.ENGLISH);
        });
        return text[0];
    }

    @ParameterizedTest
    @CsvSource({
        "EQUALS,ping,ping,true",
        "EQUALS,ping,ping!,false",
        "EQUALS,'','',true",
        "CONTAINS,ping,a ping b,true",
        "CONTAINS,aab,aaab,true",
        "CONTAINS,ping,pin,false",
        "CONTAINS,'',x,true",
        "STARTS_WITH,ping,ping!,true",
        "STARTS_WITH,ping,!ping,false",
        "ENDS_WITH,ping,!ping,true",
        "ENDS_WITH,ping,ping!,false",
        "ENDS_WITH,ping,in,false",
    })
    void textStandsWhereItMust(Mode mode, String value, String message, boolean expected) {
        assertThat(matches(new Match.Text(value, mode, false), message)).isEqualTo(expected);
        assertThat(matches(new Match.Text(value.toUpperCase(Locale.ROOT), mode, true), message))
                .isEqualTo(expected);
        String hex = HexFormat.of().formatHex(value.getBytes(UTF_8));
        assertThat(matches(new Match.Hex(hex, mode), message)).isEqualTo(expected);
    }

    @Test
    void caseMattersUnlessIgnored() {
        assertThat(matches(new Match.Text("grüße", Mode.EQUALS, true), "GRÜßE")).isTrue();
        assertThat(matches(new Match.Text("grüße", Mode.EQUALS, false), "GRÜßE"))
                .isFalse();
    }

    @Test
    void endOfALongMessageIsFoundAndItsMiddleIsNotSearched() {
        String message = "x".repeat(100_000) + "END";
        for (boolean ignoreCase : new boolean[] {false, true}) {
            assertThat(matches(new Match.Text("END", Mode.ENDS_WITH, ignoreCase), message))
                    .isTrue();
            assertThat(matches(new Match.Text("END", Mode.CONTAINS, ignoreCase), message))
                    .isFalse();
            assertThat(matches(new Match.Text("x".repeat(1000), Mode.EQUALS, ignoreCase), message))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"01 ?? 03,true", "0x01:0x?2:03,true", "01 ?3 03,false", "?? ?? ??,true", "?? ?? ?? ??,false", "2?,false"
    })
    void anyDigitMayStandForAQuestionMark(String bytes, boolean expected) {
        assertThat(match(new Match.Hex(bytes, Mode.EQUALS), new byte[] {1, 2, 3}) != null)
                .isEqualTo(expected);
    }

    @Test
    void badHexSaysWhy() {
        assertThat(problem(() -> new Match.Hex("0g", Mode.EQUALS), "bytes")).contains("g");
        assertThat(problem(() -> new Match.Hex("012", Mode.EQUALS), "bytes")).contains("3");
    }

    @Test
    void groupsCaptureBytes() {
        Match match = new Match.Regex("(?P<verb>\\w+) (\\d+)?(.*)");
        assertThat(match.groups()).containsExactlyInAnyOrder("0", "1", "2", "3", "verb");
        Captures captures = match(match, ">> set 12é!".getBytes(UTF_8));
        assertThat(captures).isNotNull();
        assertThat(captures.group("verb")).asString(UTF_8).isEqualTo("set");
        assertThat(captures.group("1")).asString(UTF_8).isEqualTo("set");
        assertThat(captures.group("2")).asString(UTF_8).isEqualTo("12");
        assertThat(captures.group("3")).asString(UTF_8).isEqualTo("é!");
        assertThat(captures.group("0")).asString(UTF_8).isEqualTo("set 12é!");
        assertThat(match(match, "get x".getBytes(UTF_8)).group("2")).isNull();
        assertThat(match(match, "-".getBytes(UTF_8))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "(a,a closing ) is missing",
        "a**b,** (at character 2)",
        "x[z-a],z-a (at character 3)",
        "(?=a),(?= (at character 1)",
        "(a)\\1,\\1 (at character 4)"
    })
    void badPatternSaysWhatAndWhere(String pattern, String expected) {
        assertThat(problem(() -> new Match.Regex(pattern), "pattern")).contains("RE2", expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(a{100}){100}",
                "(?:(?:x{1,30}y){30}z){30}",
                "((((((((((a{2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}",
                "[abc]{1000}[abc]{1000}",
                "\\Q[\\E(?:(?:(?:a{1000}){1000}){1000})",
                "\\Q(\\\\E(?:(?:a{1000}){1000})"
            })
    @Timeout(10)
    void patternThatGrowsTooLargeIsNotCompiled(String pattern) {
        assertThat(problem(() -> new Match.Regex(pattern), "pattern")).contains("too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{500}",
                "\\x{10FFFF}\\x{4000}",
                "\\p{Greek}{3}",
                "[]}{1000}]{2}",
                "a{,5}",
                "\\Q(a{1000}){1000}\\E[0-9]",
                "\\d{1,3}(\\.\\d{1,3}){3}",
                "^[^@\\s]{1,64}@[^@\\s]{1,255}$"
            })
    void ordinaryPatternsAreTaken(String pattern) {
        assertThat(new Match.Regex(pattern).groups()).contains("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "^(a|a?)+$", "(.*a){12}$", "^(([a-z])+.)+[A-Z]([a-z])+$"})
    @Timeout(20)
    void noPatternIsCatastrophic(String pattern) {
        byte[] message = ("a".repeat(8 << 10) + "!").getBytes(UTF_8);
        Match match = new Match.Regex(pattern);
        assertThat(match(match, message)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:x?){140}y",
                "(?:x{0,30}){15}y",
                "(?:.*){140}y",
                "(?:\\pL?){120}1",
                "((((((((((.*)(x?)){3}){3}){2}))))))",
                "^(.*)$"
            })
    void noSearchTakesMoreThanItsSteps(String pattern) {
        RegexMatcher matcher = new RegexMatcher(pattern);
        com.google.re2j.Pattern compiled = com.google.re2j.Pattern.compile(pattern);
        int searches = compiled.groupCount() == 0 ? 1 : 2;
        assertThat((long) matcher.reach() * compiled.programSize() * searches)
                .isLessThanOrEqualTo(BoundedRegex.MOST_STEPS);
        assertThat(matcher.reach()).isGreaterThan(200);
    }

    @Test
    void largerPatternLooksAtLessOfALongMessage() {
        String late = "z".repeat(60_000) + "xy";
        assertThat(matches(new Match.Regex("xy"), late)).isTrue();
        assertThat(matches(new Match.Regex("(?:x?){140}y"), late)).isFalse();
        assertThat(matches(new Match.Regex("(?:x?){140}y"), "z".repeat(1000) + "xy"))
                .isTrue();
    }

    @Test
    void characterIsNotCutInHalves() {
        String pattern = "^1*[^1]?(?:q?){130}$";
        int reach = new RegexMatcher(pattern).reach();
        Captures captures = match(new Match.Regex(pattern), ("1".repeat(reach - 1) + "𝄞").getBytes(UTF_8));
        assertThat(captures).isNotNull();
        assertThat(captures.group("0")).hasSize(reach - 1);
    }

    @Test
    void messageThatIsNoTextIsSearchedByteForByte() {
        byte[] message = {(byte) 0xFF, 'p', 'i', 'n', 'g', (byte) 0x80, (byte) 0xE9};
        Captures captures = match(new Match.Regex("^\\xFF(ping)(.)\u00e9$"), message);
        assertThat(captures).isNotNull();
        assertThat(captures.group("1")).asString(UTF_8).isEqualTo("ping");
        assertThat(captures.group("2")).containsExactly(0x80);
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] any = new byte[1 + random.nextInt(40)];
            random.nextBytes(any);
            captures = match(new Match.Regex("(?s)^.*$"), any);
            assertThat(captures).isNotNull();
            assertThat(captures.group("0")).isEqualTo(any);
        }
    }

    @Test
    void longTextStaysTextWhereverItIsCut() {
        for (int i = 0; i < 4; i++) {
            byte[] message = ("x".repeat(i) + "𝄞".repeat(20_000)).getBytes(UTF_8);
            Captures captures = match(new Match.Regex("^x*(𝄞+)$"), message);
            assertThat(captures).isNotNull();
            assertThat(captures.group("1")).asString(UTF_8).matches("(𝄞)+");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/type|ping|true",
                "/type|''|true",
                "/type|Ping|false",
                "/n|1|true",
                "/n|2|false",
                "/list/1|true|true",
                "/list|[1,true]|true",
                "/none|''|false",
                "/a~1b|x|true",
                "''|''|true",
                "/null|null|true",
            })
    void valueIsFoundInJson(String pointer, String value, boolean expected) {
        String json = "{\"type\": \"ping\", \"n\": 1, \"list\": [1, true], \"a/b\": \"x\", \"null\": null}";
        assertThat(matches(new Match.Json(pointer, value), json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{\"a\":1", "{\"a\":1} x", "[1,]", "\u0000"})
    void whatIsNoJsonDoesNotMatch(String message) {
        assertThat(matches(new Match.Json("", ""), message)).isFalse();
    }

    @Test
    @Timeout(10)
    void hostileJsonDoesNotMatch() {
        Match match = new Match.Json("", "");
        assertThat(matches(match, "[".repeat(60_000))).isFalse();
        assertThat(matches(match, "[".repeat(1000) + "]".repeat(1000))).isFalse();
        assertThat(matches(match, "9".repeat(60_000))).isFalse();
        assertThat(matches(match, "\"" + "x".repeat(70_000) + "\"")).isFalse();
        assertThat(matches(new Match.Json("", "1"), "1e1000000000")).isFalse();
        assertThat(matches(new Match.Json("/0", "1"), "[1e-1000000000]")).isFalse();
    }

    @Test
    void badPointerIsRefused() {
        assertThat(problem(() -> new Match.Json("a/b", ""), "pointer")).contains("a/b");
    }

    @Test
    void replyMayOnlyUseTheGroupsThatThereAre() {
        Match match = new Match.Regex("(a)(?P<rest>.*)");
        assertThat(new Rule(match, "{{1}}{{rest}}", Format.TEXT, Duration.ZERO, Rule.To.SENDER, false, false).reply())
                .isNotEmpty();
        assertThat(problem(
                        () -> new Rule(match, "{{3}}", Format.TEXT, Duration.ZERO, Rule.To.SENDER, false, false),
                        "reply"))
                .contains("{{3}}");
        assertThat(problem(
                        () -> new Rule(match, "0", Format.HEX, Duration.ZERO, Rule.To.SENDER, false, false), "reply"))
                .isNotEmpty();
    }
}
