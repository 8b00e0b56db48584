package org.netsonde.app.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficMessage;

class NewestMessagesTest {

    private static ReadMessage message(long number, int bytes) {
        return ReadMessage.whole(new TrafficMessage(number, 1, Direction.IN, new byte[bytes], bytes, false, false));
    }

    @Test
    void oldestGiveWayAndAreCounted() {
        NewestMessages messages = new NewestMessages(3, 1_000);

        for (int i = 0; i < 5; i++) {
            messages.add(message(i, 10));
        }

        assertThat(messages.take(10)).extracting(m -> m.message().nanos()).containsExactly(2L, 3L, 4L);
        assertThat(messages.passedOver()).isEqualTo(2);
    }

    @Test
    void bytesAreBoundedButOneMessageAlwaysFits() {
        NewestMessages messages = new NewestMessages(100, 50);

        messages.add(message(1, 40));
        messages.add(message(2, 40));
        messages.add(message(3, 500));

        assertThat(messages.take(10)).extracting(m -> m.message().nanos()).containsExactly(3L);
    }

    @Test
    void takenOnesLeaveRoom() {
        NewestMessages messages = new NewestMessages(2, 1_000);
        messages.add(message(1, 1));
        messages.add(message(2, 1));

        assertThat(messages.take(1)).extracting(m -> m.message().nanos()).containsExactly(1L);
        messages.add(message(3, 1));

        assertThat(messages.size()).isEqualTo(2);
        assertThat(messages.passedOver()).isZero();
    }
}
