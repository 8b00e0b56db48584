package org.netsonde.app.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.MessageCodec.Content;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficMessage;

class TrafficFilterTest {

    private static ReadMessage message(Direction direction, long connection, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ReadMessage.whole(new TrafficMessage(0, connection, direction, bytes, bytes.length, false, false));
    }

    private static TrafficFilter parse(String filter, Inspector inspector) {
        return TrafficFilter.parse(filter, inspector, kind -> kind.text(Locale.ENGLISH));
    }

    private static boolean matches(String filter, Direction direction, long connection, String text) {
        return parse(filter, Inspector.NONE).matches(message(direction, connection, text));
    }

    @Test
    void emptyFilterMatchesAll() {
        assertThat(parse("  ", Inspector.NONE).isAll()).isTrue();
    }

    @Test
    void textIsFoundInAnyCase() {
        assertThat(matches("hello", Direction.IN, 1, "Say HELLO")).isTrue();
        assertThat(matches("hello", Direction.IN, 1, "Say Hell")).isFalse();
    }

    @Test
    void textIsFoundAsTheTableShowsIt() {
        assertThat(matches("\\r\\n", Direction.IN, 1, "line\r\n")).isTrue();
        assertThat(matches("\\r\\n", Direction.IN, 1, "line\n")).isFalse();
    }

    @Test
    void directionAndConnectionNarrow() {
        assertThat(matches("out: #3 a", Direction.OUT, 3, "a")).isTrue();
        assertThat(matches("out: #3 a", Direction.IN, 3, "a")).isFalse();
        assertThat(matches("out: #3 a", Direction.OUT, 30, "a")).isFalse();
        assertThat(matches("out: #3 a", Direction.OUT, 3, "b")).isFalse();
        assertThat(matches("in:", Direction.IN, 1, "")).isTrue();
    }

    @Test
    void hashThatIsNoNumberIsText() {
        assertThat(matches("#tag", Direction.IN, 1, "a #tag")).isTrue();
    }

    @Test
    void expressionBetweenSlashes() {
        assertThat(matches("/^a+$/", Direction.IN, 1, "aaa")).isTrue();
        assertThat(matches("/^a+$/", Direction.IN, 1, "aab")).isFalse();
    }

    @Test
    void brokenExpressionIsRefused() {
        assertThatThrownBy(() -> parse("/(/", Inspector.NONE)).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void expressionThatNeverEndsIsStopped() {
        TrafficFilter filter = parse("/(x+x+)+(y|z)\\1/", Inspector.NONE);

        assertThatThrownBy(() -> filter.matches(message(Direction.IN, 1, "x".repeat(60))))
                .isInstanceOf(TimedText.Exceeded.class);
    }

    @Test
    void expressionThatRecursesTooDeepIsStopped() {
        TrafficFilter filter = parse("/^(a|b)*c/", Inspector.NONE);

        assertThatThrownBy(() -> filter.matches(message(Direction.IN, 1, "a".repeat(16_000))))
                .isInstanceOf(TimedText.Exceeded.class);
    }

    @Test
    void marksAreJudgedByTheProtocol() {
        Inspector inspector = Inspector.of(new OddLength(), new OddLength.Text(""));
        ReadMessage odd = message(Direction.IN, 1, "abc");
        ReadMessage even = message(Direction.OUT, 1, "ab");

        assertThat(parse("is:good", inspector).matches(odd)).isTrue();
        assertThat(parse("is:good", inspector).matches(even)).isFalse();
        assertThat(parse("is:bad", inspector).matches(odd)).isFalse();
        assertThat(parse("out: is:bad b", inspector).matches(even)).isTrue();
        assertThat(parse("in: is:bad", inspector).matches(even)).isFalse();
        assertThat(parse("is:bad", Inspector.NONE).matches(even)).isFalse();
    }

    @Test
    void wordsThatOnlyBeginLikeAMarkAreText() {
        assertThat(matches("is:badly", Direction.IN, 1, "this is:badly put")).isTrue();
    }

    private static ReadMessage ofKind(String key, String text) {
        return new ReadMessage(
                message(Direction.IN, 1, "raw").message(),
                new Content(Optional.of(Phrase.of(key, 1000)), text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void kindsAreFoundInTheLanguageOfTheReaderAndInEnglish() {
        ReadMessage close = ofKind("verbatim", "bye");
        TrafficFilter chinese = TrafficFilter.parse("kind:关闭", Inspector.NONE, kind -> "关闭 1000");
        TrafficFilter english = TrafficFilter.parse("in: kind:1000 BYE", Inspector.NONE, kind -> "关闭");

        assertThat(chinese.matches(close)).isTrue();
        assertThat(english.matches(close)).isTrue();
        assertThat(parse("kind:ping", Inspector.NONE).matches(close)).isFalse();
        assertThat(parse("kind:1000", Inspector.NONE).matches(message(Direction.IN, 1, "kind:1000")))
                .isFalse();
    }

    @Test
    void whatIsFoundIsTheContent() {
        ReadMessage close = ofKind("verbatim", "bye");

        assertThat(parse("bye", Inspector.NONE).matches(close)).isTrue();
        assertThat(parse("raw", Inspector.NONE).matches(close)).isFalse();
        assertThat(parse("/^bye$/", Inspector.NONE).matches(close)).isTrue();
    }

    @Test
    void kindWithoutAWordIsText() {
        assertThat(matches("kind:", Direction.IN, 1, "a kind: of")).isTrue();
    }
}
