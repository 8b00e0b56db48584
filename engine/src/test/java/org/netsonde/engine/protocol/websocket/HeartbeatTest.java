package org.netsonde.engine.protocol.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.MetricSpec;

class HeartbeatTest {

    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel channel =
            EmbeddedChannel.builder().ticker(ticker).build();
    private final Map<MetricSpec, Long> figures = new HashMap<>();
    private final List<String> sent = new ArrayList<>();
    private final List<FailureException> silences = new ArrayList<>();
    private boolean held;
    private Heartbeat heartbeat = heartbeat("{}");

    private Heartbeat heartbeat(String options) {
        return new Heartbeat(
                Settings.options(options), meter(), ticker::nanoTime, () -> held, this::send, silences::add);
    }

    private MeterWriter meter() {
        return (MeterWriter) Proxy.newProxyInstance(
                MeterWriter.class.getClassLoader(), new Class<?>[] {MeterWriter.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("add");
                    return figures.merge((MetricSpec) args[0], (Long) args[1], Long::sum);
                });
    }

    private void send(byte[] payload) {
        sent.add(new String(payload, US_ASCII));
        heartbeat.pinged(Unpooled.wrappedBuffer(payload), ticker.nanoTime());
    }

    private void start(String options) {
        heartbeat = heartbeat(options);
        heartbeat.start(channel.eventLoop());
    }

    private void pass(long millis) {
        ticker.advanceMillis(millis);
        channel.runPendingTasks();
    }

    private boolean pong(String payload) {
        return heartbeat.ponged(Unpooled.copiedBuffer(payload, US_ASCII), ticker.nanoTime());
    }

    @Test
    void pingsByTheClockAndNumbersThem() {
        start("{'pingInterval': '100ms'}");
        pass(99);
        assertThat(sent).isEmpty();
        pass(1);
        pass(100);
        assertThat(sent).containsExactly("1", "2");
        assertThat(figures).isEqualTo(Map.of(WebSocketMetrics.PINGS, 2L));
    }

    @Test
    void pingsNobodyUnlessToldTo() {
        start("{}");
        pass(3_600_000);
        assertThat(sent).isEmpty();
        assertThat(heartbeat.latestRoundTrip()).isNull();
    }

    @Test
    void doesNotMakeUpForTimeInWhichTheLoopWasBusy() {
        start("{'pingInterval': '100ms'}");
        pass(10_000);
        assertThat(sent).hasSize(1);
    }

    @Test
    void measuresRoundTripsAlsoOfPingsByHand() {
        start("{}");
        send("by hand".getBytes(US_ASCII));
        pass(7);
        assertThat(pong("by hand")).isTrue();
        assertThat(heartbeat.latestRoundTrip()).isEqualTo(Duration.ofMillis(7));
        send("again".getBytes(US_ASCII));
        pass(5);
        assertThat(pong("again")).isTrue();
        assertThat(heartbeat.latestRoundTrip()).isEqualTo(Duration.ofMillis(5));
        assertThat(figures)
                .isEqualTo(Map.of(
                        WebSocketMetrics.PINGS,
                        2L,
                        WebSocketMetrics.PONGS,
                        2L,
                        WebSocketMetrics.ROUND_TRIP,
                        TimeUnit.MILLISECONDS.toNanos(12)));
    }

    @Test
    void pongThatAnswersNothingIsNotCounted() {
        start("{}");
        assertThat(pong("out of the blue")).isFalse();
        assertThat(heartbeat.latestRoundTrip()).isNull();
        assertThat(figures).isEmpty();
    }

    @Test
    void pingThatIsNotAnsweredInTimeIsTold() {
        start("{'pingInterval': '100ms', 'pongTimeout': '250ms'}");
        pass(100);
        pass(200);
        assertThat(pong("1")).isTrue();
        pass(100);
        pass(50);
        assertThat(silences).as("the second was sent 150 ms ago").isEmpty();
        pass(100);
        assertThat(silences).singleElement().satisfies(silence -> {
            assertThat(silence.failure().kind()).isEqualTo(Failure.Kind.REPLY_TIMEOUT);
            assertThat(silence.failure().what().toString()).contains("250ms");
        });
        pass(10_000);
        assertThat(silences).as("told once").hasSize(1);
        assertThat(sent).as("and asked no more").hasSize(4);
    }

    @Test
    void answersKeepItGoing() {
        start("{'pingInterval': '100ms', 'pongTimeout': '50ms'}");
        for (int i = 1; i <= 50; i++) {
            pass(100);
            pass(49);
            assertThat(pong(Integer.toString(i))).isTrue();
            pass(51);
            i++;
            assertThat(pong(Integer.toString(i))).isTrue();
        }
        assertThat(silences).isEmpty();
    }

    @Test
    void silenceIsNoticedAlsoWhereManyPingsFitIntoTheTimeAllowed() {
        start("{'pingInterval': '1ms', 'pongTimeout': '1s'}");
        for (int i = 0; i < 1_000; i++) {
            pass(1);
        }
        assertThat(silences).isEmpty();
        pass(1);
        assertThat(silences).hasSize(1);
    }

    @Test
    void pingsByHandAreNotWaitedForWhereNoneAreSentByTheClock() {
        start("{'pongTimeout': '10ms'}");
        send("by hand".getBytes(US_ASCII));
        pass(10_000);
        assertThat(silences).isEmpty();
    }

    @Test
    void stopsForGood() {
        start("{'pingInterval': '100ms', 'pongTimeout': '250ms'}");
        pass(100);
        heartbeat.stop();
        heartbeat.stop();
        pass(10_000);
        assertThat(sent).containsExactly("1");
        assertThat(silences).isEmpty();
        assertThat(channel.runScheduledPendingTasks())
                .as("nothing is planned any more")
                .isEqualTo(-1);
    }

    @Test
    void silenceIsNotHeldAgainstAPeerFromWhichNothingIsRead() {
        start("{'pingInterval': '1h', 'pongTimeout': '250ms'}");
        send("1".getBytes(US_ASCII));
        held = true;
        pass(250);
        pass(250);
        assertThat(silences).isEmpty();

        held = false;
        pass(250);
        assertThat(silences).hasSize(1);
    }
}
