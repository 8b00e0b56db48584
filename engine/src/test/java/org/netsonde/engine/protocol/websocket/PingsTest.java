package org.netsonde.engine.protocol.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class PingsTest {

    private final Pings pings = new Pings();

    private void sent(String payload, long now) {
        pings.sent(payload.getBytes(US_ASCII), now);
    }

    private long answered(String payload, long now) {
        return pings.answered(Unpooled.copiedBuffer(payload, US_ASCII), now);
    }

    @Test
    void pongTellsTheTimeSinceItsPing() {
        sent("1", 100);
        sent("2", 110);
        assertThat(answered("1", 130)).isEqualTo(30);
        assertThat(answered("2", 150)).isEqualTo(40);
        assertThat(pings.oldest(160)).as("none waits").isEqualTo(160);
    }

    @Test
    void pongThatNobodyAskedForAnswersNothing() {
        assertThat(answered("", 100)).isEqualTo(Pings.NONE);
        sent("1", 100);
        assertThat(answered("2", 110)).isEqualTo(Pings.NONE);
        assertThat(answered("1", 120)).isEqualTo(20);
        assertThat(answered("1", 130)).as("twice").isEqualTo(Pings.NONE);
    }

    @Test
    void pongForALaterPingAnswersThoseBeforeIt() {
        sent("1", 100);
        sent("2", 110);
        sent("3", 120);
        assertThat(answered("2", 150)).isEqualTo(40);
        assertThat(pings.oldest(160)).isEqualTo(120);
        assertThat(answered("1", 160)).isEqualTo(Pings.NONE);
        assertThat(answered("3", 160)).isEqualTo(40);
    }

    @Test
    void samePayloadTwiceIsAnsweredInOrder() {
        sent("", 100);
        sent("", 110);
        assertThat(answered("", 120)).isEqualTo(20);
        assertThat(answered("", 130)).isEqualTo(20);
    }

    @Test
    void oldestPingIsRememberedHoweverManyFollow() {
        for (int i = 0; i < 10_000; i++) {
            sent(Integer.toString(i), i);
        }
        assertThat(pings.oldest(20_000)).as("since when nothing was answered").isZero();
        assertThat(answered("9999", 20_000)).isEqualTo(10_001);
        assertThat(pings.oldest(20_000)).isEqualTo(20_000);
    }

    @Test
    void noMoreAreKeptThanThereIsRoomFor() {
        for (int i = 0; i < 10_000; i++) {
            sent(Integer.toString(i), i);
        }
        int kept = 0;
        for (int i = 0; i < 10_000; i++) {
            if (answered(Integer.toString(i), 20_000) != Pings.NONE) {
                kept++;
            }
        }
        assertThat(kept).isEqualTo(64);
    }
}
