package org.netsonde.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;

class MessageScriptTest {

    private final MockTicker clock = Ticker.newMockTicker();
    private final EmbeddedChannel channel =
            EmbeddedChannel.builder().ticker(clock).build();
    private final List<String> sent = new ArrayList<>();
    private boolean connected = true;
    private int finished;

    private MessageScript<StreamMessage> script(Duration interval, int repeat, String... messages) {
        List<StreamMessage> list = new ArrayList<>();
        for (String message : messages) {
            list.add(new StreamMessage(StreamMessage.Format.TEXT, message));
        }
        return new MessageScript<>(channel.eventLoop(), list, interval, repeat, this::send, () -> finished++);
    }

    private boolean send(StreamMessage message) {
        if (connected) {
            sent.add(message.data());
        }
        return connected;
    }

    private void advance(long millis) {
        clock.advance(millis, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }

    @Test
    void sendsTheFirstAtOnceAndTheOthersAtTheirTimes() {
        script(Duration.ofMillis(100), 1, "a", "b", "c").resume();
        assertThat(sent).containsExactly("a");
        advance(99);
        assertThat(sent).containsExactly("a");
        advance(1);
        assertThat(sent).containsExactly("a", "b");
        assertThat(finished).isZero();
        advance(100);
        assertThat(sent).containsExactly("a", "b", "c");
        assertThat(finished).isEqualTo(1);
    }

    @Test
    void delayOfOneMessageDoesNotDelayTheNext() {
        script(Duration.ofMillis(100), 1, "a", "b", "c").resume();
        advance(170);
        assertThat(sent).containsExactly("a", "b");
        advance(30);
        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void longStandstillIsNotMadeUpForInABurst() {
        script(Duration.ofMillis(100), 0, "a").resume();
        advance(10_000);
        channel.runPendingTasks();
        // Of the hundred that were missed, no more than what is due around now.
        assertThat(sent.size()).isBetween(2, 4);
    }

    @Test
    void repeatsInRoundsAndEndsAfterTheLast() {
        MessageScript<StreamMessage> script = script(Duration.ZERO, 3, "a", "b");
        script.resume();
        assertThat(sent).containsExactly("a", "b", "a", "b", "a", "b");
        assertThat(script.isOver()).isTrue();
        script.resume();
        assertThat(sent).hasSize(6);
        assertThat(finished).isEqualTo(1);
    }

    @Test
    void repeatsWithoutEndAndLetsOthersHaveTheLoop() {
        MessageScript<StreamMessage> script = script(Duration.ZERO, 0, "a");
        script.resume();
        int burst = sent.size();
        assertThat(burst).isPositive();
        script.pause();
        channel.runPendingTasks();
        assertThat(sent).hasSize(burst);
        assertThat(script.isOver()).isFalse();
    }

    @Test
    void withoutAnIntervalTheLoopComesToItsSocketsBetweenBursts() throws Exception {
        try (EventLoops loops = new EventLoops(TransportKind.NIO, 1)) {
            EventLoop loop = loops.next();
            AtomicInteger count = new AtomicInteger();
            MessageScript<StreamMessage> script = new MessageScript<>(
                    loop,
                    List.of(new StreamMessage(StreamMessage.Format.TEXT, "a")),
                    Duration.ZERO,
                    0,
                    message -> count.incrementAndGet() > 0,
                    () -> {});
            CompletableFuture<Integer> between = new CompletableFuture<>();
            loop.execute(() -> {
                script.resume();
                EventLoops.afterSelect(loop, () -> {
                    int before = count.get();
                    EventLoops.afterSelect(loop, () -> {
                        between.complete(count.get() - before);
                        script.pause();
                    });
                });
            });
            assertThat(between.get(20, TimeUnit.SECONDS)).isLessThan(1000);
        }
    }

    @Test
    void withoutMessagesItIsOverAtOnce() {
        MessageScript<StreamMessage> script = script(Duration.ofMillis(1), 1);
        script.resume();
        assertThat(script.isOver()).isTrue();
        assertThat(finished).isEqualTo(1);
    }

    @Test
    void pauseKeepsItsPlace() {
        MessageScript<StreamMessage> script = script(Duration.ofMillis(100), 1, "a", "b", "c");
        script.resume();
        script.pause();
        advance(1000);
        assertThat(sent).containsExactly("a");
        script.resume();
        assertThat(sent).containsExactly("a", "b");
        advance(100);
        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void messageThatCouldNotBeSentIsTriedAgain() {
        MessageScript<StreamMessage> script = script(Duration.ofMillis(100), 1, "a", "b");
        connected = false;
        script.resume();
        assertThat(sent).isEmpty();
        connected = true;
        script.resume();
        assertThat(sent).containsExactly("a");
    }

    @Test
    void shorterIntervalBringsTheWaitingMessageForward() {
        MessageScript<StreamMessage> script = script(Duration.ofHours(1), 1, "a", "b", "c");
        script.resume();
        advance(50);
        script.interval(Duration.ofMillis(80));
        advance(29);
        assertThat(sent).containsExactly("a");
        advance(1);
        assertThat(sent).containsExactly("a", "b");
        advance(80);
        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void longerIntervalPutsTheWaitingMessageOff() {
        MessageScript<StreamMessage> script = script(Duration.ofMillis(100), 1, "a", "b");
        script.resume();
        script.interval(Duration.ofMillis(300));
        advance(299);
        assertThat(sent).containsExactly("a");
        advance(1);
        assertThat(sent).containsExactly("a", "b");
    }
}
