package org.netsonde.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class MessageHistoryTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static SentMessage sent(String text) {
        return new SentMessage(NOON, JsonNodeFactory.instance.stringNode(text));
    }

    private static List<String> texts(MessageHistory history) {
        return history.messages().stream()
                .map(message -> message.message().asString())
                .toList();
    }

    @Test
    void aMessageThatIsSentAgainIsTheLatestAndThereOnce() {
        MessageHistory history =
                MessageHistory.EMPTY.with(sent("a")).with(sent("b")).with(sent("a"));

        assertThat(texts(history)).containsExactly("b", "a");
    }

    @Test
    void theLatestFiftyAreKept() {
        MessageHistory history = MessageHistory.EMPTY;
        for (int i = 0; i < 60; i++) {
            history = history.with(sent("m" + i));
        }

        assertThat(texts(history))
                .isEqualTo(IntStream.range(10, 60).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void theyTakeNoMoreThanTheirRoomAndOneThatIsLargerByItselfLeavesTheOthers() {
        String large = "x".repeat(MessageHistory.MOST_BYTES / 2);
        MessageHistory history = MessageHistory.EMPTY.with(sent("old")).with(sent("1" + large));

        assertThat(texts(history.with(sent("2" + large)))).containsExactly("2" + large);
        assertThat(history.with(sent(large + large + "x"))).isEqualTo(history);
    }
}
