package org.netsonde.engine.probe.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;

class ConnectSeriesTest {

    private static final InetSocketAddress SIX = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 80);
    private static final InetSocketAddress FOUR = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 80);

    private record Dial(InetSocketAddress address, long at, Consumer<Dialed> outcome) {}

    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel channel =
            EmbeddedChannel.builder().ticker(ticker).build();
    private final List<Dial> dials = new ArrayList<>();
    private final List<Dial> givenUp = new ArrayList<>();
    private final List<ConnectAttempt> heard = new ArrayList<>();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    private CompletableFuture<List<FamilyConnects>> start(int count, InetSocketAddress... addresses) {
        ConnectPlan plan = new ConnectPlan(count, Duration.ofMillis(100), Duration.ofSeconds(3));
        Dialling dialling = (address, limit, outcome) -> {
            Dial dial = new Dial(address, TimeUnit.NANOSECONDS.toMillis(ticker.nanoTime()), outcome);
            dials.add(dial);
            return () -> givenUp.add(dial);
        };
        CompletableFuture<List<FamilyConnects>> result =
                new ConnectSeries(channel.eventLoop(), dialling, plan, heard::add).start(List.of(addresses), stop);
        channel.runPendingTasks();
        return result;
    }

    private void advance(long millis) {
        ticker.advance(millis, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }

    private void settle(int dial, Dialed outcome) {
        dials.get(dial).outcome().accept(outcome);
    }

    private static Dialed connected(long millis) {
        return new Dialed(ConnectAttempt.Outcome.CONNECTED, Duration.ofMillis(millis), null, null);
    }

    private static Dialed late() {
        return Dialed.failed(Failure.of(Failure.Kind.CONNECT_TIMEOUT, "connectTimeout", "x"), 3_000_000_000L);
    }

    @Test
    void attemptsBeginOnTimeThoughNoneIsAnswered() {
        start(4, FOUR);
        for (int i = 0; i < 30; i++) {
            advance(10);
        }

        assertThat(dials).extracting(Dial::at).containsExactly(0L, 100L, 200L, 300L);
        assertThat(heard).isEmpty();
    }

    @Test
    void aStallIsCaughtUpAndToldAsWhatItIs() {
        CompletableFuture<List<FamilyConnects>> result = start(4, FOUR);
        advance(250);
        advance(0);
        advance(50);
        for (int i = 0; i < 4; i++) {
            settle(i, connected(1));
        }

        assertThat(dials).extracting(Dial::at).containsExactly(0L, 250L, 250L, 300L);
        assertThat(result.join().getFirst().attempts())
                .extracting(
                        attempt -> attempt.due().toMillis(),
                        attempt -> attempt.began().toMillis())
                .containsExactly(tuple(0L, 0L), tuple(100L, 250L), tuple(200L, 250L), tuple(300L, 300L));
    }

    @Test
    void familiesTakeTurnsAndAreCountedApart() {
        CompletableFuture<List<FamilyConnects>> result = start(2, SIX, FOUR);
        for (int i = 0; i < 4; i++) {
            advance(50);
        }
        assertThat(dials).extracting(Dial::address).containsExactly(SIX, FOUR, SIX, FOUR);
        assertThat(dials).extracting(Dial::at).containsExactly(0L, 50L, 100L, 150L);

        settle(1, connected(2));
        settle(0, late());
        settle(3, connected(4));
        assertThat(result).isNotDone();
        settle(2, late());

        List<FamilyConnects> families = result.join();
        assertThat(families).extracting(FamilyConnects::family).containsExactly(AddressFamily.IPV6, AddressFamily.IPV4);
        assertThat(families.get(0).stats().lossPercent()).isEqualTo(100);
        assertThat(families.get(1).stats().connected()).isEqualTo(2);
        assertThat(heard).hasSize(4);
    }

    @Test
    void stoppingGivesUpWhatIsUnderWayAndKeepsWhatIsOver() {
        CompletableFuture<List<FamilyConnects>> result = start(10, FOUR);
        advance(100);
        settle(0, connected(5));
        stop.complete(null);
        advance(0);

        assertThat(givenUp).containsExactly(dials.get(1));
        assertThat(result.join().getFirst().attempts()).hasSize(1);
        advance(1000);
        assertThat(dials).hasSize(2);
    }
}
