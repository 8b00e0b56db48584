package org.netsonde.engine.probe.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.probe.connect.AddressFamily;
import org.netsonde.engine.probe.connect.ConnectAttempt;
import org.netsonde.engine.probe.connect.Dialed;
import org.netsonde.engine.probe.race.RaceResult.Outcome;

class RaceTest {

    private record Dial(String host, long at, Consumer<Dialed> outcome) {}

    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel channel =
            EmbeddedChannel.builder().ticker(ticker).build();
    private final List<Dial> dials = new ArrayList<>();
    private final List<Dial> givenUp = new ArrayList<>();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    private CompletableFuture<Optional<RaceResult>> start(String... addresses) {
        CompletableFuture<Optional<RaceResult>> result = new Race(
                        channel.eventLoop(),
                        (address, limit, outcome) -> {
                            Dial dial = new Dial(text(address), millis(), outcome);
                            dials.add(dial);
                            return () -> givenUp.add(dial);
                        },
                        Duration.ofSeconds(3))
                .start(Stream.of(addresses).map(InetAddress::ofLiteral).toList(), 80, stop);
        channel.runPendingTasks();
        return result;
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress();
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(ticker.nanoTime());
    }

    private void advance(long millis) {
        ticker.advance(millis, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }

    private void connect(int dial, long millis) {
        dials.get(dial)
                .outcome()
                .accept(new Dialed(ConnectAttempt.Outcome.CONNECTED, Duration.ofMillis(millis), null, null));
        channel.runPendingTasks();
    }

    private void fail(int dial) {
        Failure refused = Failure.of(Failure.Kind.CONNECTION_REFUSED, "connectionRefused", "x");
        dials.get(dial)
                .outcome()
                .accept(new Dialed(ConnectAttempt.Outcome.REFUSED, Duration.ofMillis(1), null, refused));
        channel.runPendingTasks();
    }

    @Test
    void familiesTakeTurnsFromIpv6On() {
        assertThat(RaceOrder.of(Stream.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8::1", "192.0.2.1")
                        .map(InetAddress::ofLiteral)
                        .toList()))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("2001:db8:0:0:0:0:0:1", "192.0.2.1", "192.0.2.2", "192.0.2.3");
    }

    @Test
    void theNextBeginsAfterTheDelayAndTheFirstThatConnectsWins() {
        CompletableFuture<Optional<RaceResult>> result = start("2001:db8::1", "192.0.2.1");
        advance(249);
        assertThat(dials).hasSize(1);
        advance(1);
        assertThat(dials).extracting(Dial::at).containsExactly(0L, 250L);

        advance(12);
        connect(1, 12);
        assertThat(givenUp).containsExactly(dials.get(0));
        // Each alone.
        assertThat(dials.get(2).host()).isEqualTo("2001:db8:0:0:0:0:0:1");
        connect(2, 400);
        assertThat(dials.get(3).host()).isEqualTo("192.0.2.1");
        connect(3, 11);

        RaceResult race = result.join().orElseThrow();
        assertThat(race.won().orElseThrow().family()).isEqualTo(AddressFamily.IPV4);
        assertThat(race.took()).isEqualTo(Duration.ofMillis(262));
        assertThat(race.runners())
                .extracting(RaceResult.Runner::outcome)
                .containsExactly(Outcome.OVERTAKEN, Outcome.WON);
        assertThat(race.sentence().text(Locale.ENGLISH))
                .isEqualTo("IPv4 won after 262.00 ms. Alone, IPv4 takes 11.00 ms and IPv6 400.00 ms.");
    }

    @Test
    void whereOneFailsTheNextBeginsAtOnce() {
        CompletableFuture<Optional<RaceResult>> result = start("2001:db8::1", "192.0.2.1", "192.0.2.2");
        advance(10);
        fail(0);
        assertThat(dials).extracting(Dial::at).containsExactly(0L, 10L);
        // The delay is reckoned from the latest beginning.
        advance(249);
        assertThat(dials).hasSize(2);
        advance(1);
        assertThat(dials).hasSize(3);
        connect(2, 5);
        fail(3);
        connect(4, 5);

        RaceResult race = result.join().orElseThrow();
        assertThat(race.winner()).isEqualTo(2);
        assertThat(race.sentence().text(Locale.ENGLISH)).contains("IPv6 does not connect");
    }

    @Test
    void oneFamilyIsNoRaceAndItsSpareAddressesAreNotNeeded() {
        CompletableFuture<Optional<RaceResult>> result = start("192.0.2.1", "192.0.2.2");
        connect(0, 5);
        connect(1, 6);

        RaceResult race = result.join().orElseThrow();
        assertThat(race.runners())
                .extracting(RaceResult.Runner::outcome)
                .containsExactly(Outcome.WON, Outcome.NOT_STARTED);
        assertThat(race.alone()).hasSize(1);
        assertThat(race.sentence().text(Locale.ENGLISH)).startsWith("Only IPv4 has addresses");
    }

    @Test
    void whereAllFailNobodyWins() {
        CompletableFuture<Optional<RaceResult>> result = start("2001:db8::1", "192.0.2.1");
        fail(0);
        fail(1);
        fail(2);
        fail(3);

        RaceResult race = result.join().orElseThrow();
        assertThat(race.won()).isEmpty();
        assertThat(race.runners()).extracting(RaceResult.Runner::outcome).containsOnly(Outcome.FAILED);
        assertThat(race.sentence().text(Locale.ENGLISH)).startsWith("Neither");
    }

    @Test
    void stoppingGivesUp() {
        CompletableFuture<Optional<RaceResult>> result = start("2001:db8::1", "192.0.2.1");
        stop.complete(null);
        channel.runPendingTasks();

        assertThat(result.join()).isEmpty();
        assertThat(givenUp).containsExactly(dials.get(0));
        advance(1000);
        assertThat(dials).hasSize(1);
    }
}
