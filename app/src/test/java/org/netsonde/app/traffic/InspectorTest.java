package org.netsonde.app.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.protocol.MessageCodec.Verdict;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficMessage;

class InspectorTest {

    private final Inspector inspector = Inspector.of(new OddLength(), new OddLength.Text(""));

    private static TrafficMessage message(Direction direction, boolean gap, boolean incomplete) {
        return new TrafficMessage(0, 1, direction, new byte[3], 3, gap, incomplete);
    }

    @Test
    void bytesWithoutRulesAreNotJudged() {
        Inspector none = Inspector.of(new StreamMessageCodec(), new StreamMessage());

        assertThat(none.hasRules()).isFalse();
        assertThat(none.inspect(message(Direction.IN, false, false))).isEmpty();
    }

    @Test
    void wholeMessagesAreJudgedAndPartsAndEventsAreNot() {
        assertThat(inspector.hasRules()).isTrue();
        assertThat(inspector.inspect(message(Direction.IN, false, false)).map(Verdict::good))
                .contains(true);
        assertThat(inspector.inspect(message(Direction.OUT, true, false))).isEmpty();
        assertThat(inspector.inspect(message(Direction.OUT, false, true))).isEmpty();
        assertThat(inspector.inspect(message(Direction.OPENED, false, false))).isEmpty();
    }
}
