package org.netsonde.engine.probe.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.probe.connect.ConnectAttempt.Outcome;

class ConnectStatsTest {

    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 80);

    private final List<ConnectAttempt> attempts = new ArrayList<>();

    private void add(Outcome outcome, long millis) {
        attempts.add(new ConnectAttempt(
                AddressFamily.IPV4,
                attempts.size() + 1,
                ADDRESS,
                Duration.ZERO,
                Duration.ZERO,
                outcome,
                Duration.ofMillis(millis),
                null));
    }

    @Test
    void timesAreOfThoseThatConnected() {
        for (long millis : new long[] {40, 10, 30, 20}) {
            add(Outcome.CONNECTED, millis);
        }
        add(Outcome.REFUSED, 1);
        add(Outcome.TIMED_OUT, 3000);

        ConnectStats.Times times =
                Objects.requireNonNull(ConnectStats.of(attempts).times());

        assertThat(times.min()).isEqualTo(Duration.ofMillis(10));
        assertThat(times.max()).isEqualTo(Duration.ofMillis(40));
        assertThat(times.mean()).isEqualTo(Duration.ofMillis(25));
        assertThat(times.p50()).isEqualTo(Duration.ofMillis(20));
        assertThat(times.p90()).isEqualTo(Duration.ofMillis(40));
        assertThat(times.deviation()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void refusedIsAnsweredAndNotLost() {
        add(Outcome.CONNECTED, 1);
        add(Outcome.REFUSED, 1);
        add(Outcome.TIMED_OUT, 1);
        add(Outcome.FAILED, 1);

        ConnectStats stats = ConnectStats.of(attempts);

        assertThat(stats.refused()).isOne();
        assertThat(stats.lost()).isEqualTo(2);
        assertThat(stats.lossPercent()).isEqualTo(50);
    }

    @Test
    void nothingHasNoTimes() {
        assertThat(ConnectStats.of(attempts).times()).isNull();
        assertThat(ConnectStats.of(attempts).lossPercent()).isZero();
    }
}
