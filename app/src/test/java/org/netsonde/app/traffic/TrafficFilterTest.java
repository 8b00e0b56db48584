package org.netsonde.app.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficMessage;

class TrafficFilterTest {

    private static TrafficMessage message(Direction direction, long connection, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new TrafficMessage(0, connection, direction, bytes, bytes.length, false, false);
    }

    private static boolean matches(String filter, Direction direction, long connection, String text) {
        return TrafficFilter.parse(filter, Inspector.NONE).matches(message(direction, connection, text));
    }

    @Test
    void emptyFilterMatchesAll() {
        assertThat(TrafficFilter.parse("  ", Inspector.NONE).isAll()).isTrue();
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
        assertThatThrownBy(() -> TrafficFilter.parse("/(/", Inspector.NONE)).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void expressionThatNeverEndsIsStopped() {
        TrafficFilter filter = TrafficFilter.parse("/(x+x+)+(y|z)\\1/", Inspector.NONE);

        assertThatThrownBy(() -> filter.matches(message(Direction.IN, 1, "x".repeat(60))))
                .isInstanceOf(TimedText.Exceeded.class);
    }

    @Test
    void expressionThatRecursesTooDeepIsStopped() {
        TrafficFilter filter = TrafficFilter.parse("/^(a|b)*c/", Inspector.NONE);

        assertThatThrownBy(() -> filter.matches(message(Direction.IN, 1, "a".repeat(16_000))))
                .isInstanceOf(TimedText.Exceeded.class);
    }

    @Test
    void marksAreJudgedByTheProtocol() {
        Inspector inspector = Inspector.of(new OddLength(), new OddLength.Text(""));
        TrafficMessage odd = message(Direction.IN, 1, "abc");
        TrafficMessage even = message(Direction.OUT, 1, "ab");

        assertThat(TrafficFilter.parse("is:good", inspector).matches(odd)).isTrue();
        assertThat(TrafficFilter.parse("is:good", inspector).matches(even)).isFalse();
        assertThat(TrafficFilter.parse("is:bad", inspector).matches(odd)).isFalse();
        assertThat(TrafficFilter.parse("out: is:bad b", inspector).matches(even))
                .isTrue();
        assertThat(TrafficFilter.parse("in: is:bad", inspector).matches(even)).isFalse();
        assertThat(TrafficFilter.parse("is:bad", Inspector.NONE).matches(even)).isFalse();
    }

    @Test
    void wordsThatOnlyBeginLikeAMarkAreText() {
        assertThat(matches("is:badly", Direction.IN, 1, "this is:badly put")).isTrue();
    }
}
