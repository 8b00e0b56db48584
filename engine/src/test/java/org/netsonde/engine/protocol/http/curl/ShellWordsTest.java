package org.netsonde.engine.protocol.http.curl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.protocol.SettingsException;

class ShellWordsTest {

    private static List<String> words(String line) {
        return Words.of(line).list().stream().map(Word::text).toList();
    }

    private static String problem(String line) {
        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> Words.of(line));
        assertThat(refused).as(line).isNotNull();
        return refused.problems().getFirst().text().key();
    }

    static List<Arguments> lines() {
        return List.of(
                Arguments.of("", List.of()),
                Arguments.of("  a \t b\r ", List.of("a", "b")),
                Arguments.of("a'b c'd", List.of("ab cd")),
                Arguments.of("'' \"\"", List.of("", "")),
                Arguments.of("'it'\\''s'", List.of("it's")),
                Arguments.of("\"a\\\"b\\\\c\\$d\\`e\\f'g\"", List.of("a\"b\\c$d`e\\f'g")),
                Arguments.of("\"a\\\nb\"", List.of("ab")),
                Arguments.of("a\\ b\\'c \\\\", List.of("a b'c", "\\")),
                Arguments.of("a \\\n  b \\\r\n  c", List.of("a", "b", "c")),
                Arguments.of("\n\n a", List.of("a")),
                Arguments.of("a\nb", List.of("a")),
                Arguments.of("a # b\nc", List.of("a")),
                Arguments.of("a#b #", List.of("a#b")),
                Arguments.of("a | b", List.of("a")),
                Arguments.of("a && b", List.of("a")),
                Arguments.of("a 2>/dev/null", List.of("a")),
                Arguments.of("a b2>c", List.of("a", "b2")),
                Arguments.of("http://h/?a=1&b=2", List.of("http://h/?a=1")),
                Arguments.of("$'a\\tb\\'c\\x41\\101\\u00e9\\U0001F600\\q'", List.of("a\tb'cAAé😀\\q")),
                Arguments.of("$'\\303\\251'", List.of("é")),
                Arguments.of("\"$A ${B_1}\" $C", List.of("$A $B_1", "$C")),
                Arguments.of("$\"a\" \"b$\" $ 5$", List.of("a", "b$", "$", "5$")),
                Arguments.of("'$A' \\$B \"\\$C\"", List.of("$A", "$B", "$C")),
                Arguments.of("é中😀", List.of("é中😀")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void wordsAreThoseOfBash(String line, List<String> words) {
        assertThat(words(line)).isEqualTo(words);
    }

    @Test
    void variablesAreToldFromText() {
        assertThat(Words.of("'$A' \"$B\"").list().stream().map(Word::variables))
                .containsExactly(List.of(), List.of("B"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a 'b | problem.curlQuote",
                "a \"b | problem.curlQuote",
                "a $'b | problem.curlQuote",
                "a $(b) | problem.curlSubstitution",
                "a \"$(b)\" | problem.curlSubstitution",
                "a \"x\u0060b\u0060\" | problem.curlSubstitution",
                "a <(b) | problem.curlSubstitution",
                "a $'\\x00' | problem.curlNul",
                "a $'\\UFFFFFFFF' | problem.curlEscape"
            })
    void whatCannotBeReadIsSaid(String line, String key) {
        assertThat(problem(line)).isEqualTo(key);
    }

    @Test
    void lengthAndNumberOfWordsAreBounded() {
        assertThat(problem("a ".repeat(10_001))).isEqualTo("problem.curlWords");
        assertThat(problem("a".repeat((8 << 20) + 1))).isEqualTo("problem.curlLength");
        assertThat(problem("a ^\r\n" + "a ".repeat(10_001))).isEqualTo("problem.curlWords");
        assertThat(words("\\".repeat(8 << 20))).hasSize(1);
    }

    static List<Arguments> linesOfWindows() {
        return List.of(
                Arguments.of(
                        "curl ^\"http://h/?a=1^&b=2^\" ^\r\n  -H ^\"a: b^\"",
                        List.of("curl", "http://h/?a=1&b=2", "-H", "a: b")),
                Arguments.of(
                        "curl \"http://h/?a=1&b=2\" ^\n  -H \"a: ^b\"",
                        List.of("curl", "http://h/?a=1&b=2", "-H", "a: ^b")),
                Arguments.of(
                        "curl ^\"h^\" --data-raw ^\"^{^\\^\"a^\\^\": ^\\^\"100^%^\\^\"^}^\"",
                        List.of("curl", "h", "--data-raw", "{\"a\": \"100%\"}")),
                Arguments.of("curl ^\"h^\" -d ^\"one^\n\ntwo^\"", List.of("curl", "h", "-d", "one\ntwo")),
                Arguments.of(
                        "curl ^\"a\\\\^\" \"b\\c\" \"d\"\"e\" ^\"^\"", List.of("curl", "a\\", "b\\c", "d\"e", "")));
    }

    @ParameterizedTest
    @MethodSource("linesOfWindows")
    void linesOfTheCommandPromptAreReadAsItDoes(String line, List<String> words) {
        assertThat(words(line)).isEqualTo(words);
    }
}
