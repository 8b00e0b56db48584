package org.netsonde.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sampler;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.transport.SocketFacts;
import org.netsonde.engine.transport.SocketWatch;
import org.netsonde.engine.transport.TcpInfo;

class SocketSamplerTest {

    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 9);

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final Connections connections = new Connections(InstantSource.system());
    private final EndpointMetrics metrics =
            new EndpointMetrics(Role.SERVER, SocketMetrics.ALL, new HistoryBudget(1 << 20));
    private final Sampler reader = new Sampler(InstantSource.system());
    private final SocketSampler sampler = new SocketSampler(connections, metrics, nanos::get);

    /** A socket that tells what a test lets it, once it is asked. */
    private static final class Told implements SocketWatch {
        private SocketFacts next;
        private @Nullable SocketFacts latest;
        private long taken;
        private int asked;

        Told(SocketFacts next) {
            this.next = next;
        }

        static Told of(long rttMicros, long window, long unsent, long retransmits) {
            return new Told(facts(rttMicros, window, unsent, retransmits));
        }

        static SocketFacts facts(long rttMicros, long window, long unsent, long retransmits) {
            TcpInfo tcp = new TcpInfo(
                    TcpInfo.State.OPEN,
                    rttMicros * 1000,
                    0,
                    0,
                    0,
                    retransmits,
                    0,
                    0,
                    0,
                    window,
                    TcpInfo.INFINITE,
                    1000,
                    1000,
                    1500,
                    unsent,
                    0);
            return new SocketFacts(1, 1, tcp, null);
        }

        @Override
        public @Nullable SocketFacts latest() {
            return latest;
        }

        @Override
        public void ask() {
            asked++;
            latest = next;
        }

        @Override
        public long takeRetransmits() {
            TcpInfo tcp = latest == null ? null : latest.tcp();
            long now = tcp == null ? 0 : tcp.retransmits();
            long fresh = now - taken;
            taken = now;
            return fresh;
        }
    }

    private Told open(Told socket) {
        connections.opened(PEER, () -> 0, socket);
        return socket;
    }

    private List<Told> open(int count) {
        List<Told> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(open(Told.of(100, 10, 0, 1)));
        }
        return sockets;
    }

    /** Asks, and takes what was told a moment later. */
    private void round() {
        nanos.addAndGet(1_000_000_000L);
        sampler.tick();
        nanos.addAndGet(100_000_000L);
        sampler.tick();
    }

    private long figure(MetricSpec spec) {
        return reader.flush(metrics).own()[SocketMetrics.ALL.indexOf(spec)];
    }

    @Test
    void gaugesAreMeansAndTheLongestAndRetransmitsAddUp() {
        Told first = open(Told.of(100, 10, 3000, 2));
        open(Told.of(300, 20, 1000, 5));

        round();

        assertThat(figure(SocketMetrics.RTT)).isEqualTo(200_000);
        assertThat(figure(SocketMetrics.LONGEST_RTT)).isEqualTo(300_000);
        assertThat(figure(SocketMetrics.WINDOW)).isEqualTo(15_000);
        assertThat(figure(SocketMetrics.UNSENT)).isEqualTo(2000);
        assertThat(figure(SocketMetrics.RETRANSMITS)).isEqualTo(7);

        first.next = Told.facts(500, 10, TcpInfo.UNKNOWN, 4);
        round();

        assertThat(figure(SocketMetrics.RTT)).isEqualTo(400_000);
        assertThat(figure(SocketMetrics.LONGEST_RTT)).isEqualTo(500_000);
        assertThat(figure(SocketMetrics.UNSENT)).isEqualTo(500);
        assertThat(figure(SocketMetrics.RETRANSMITS)).isEqualTo(9);
    }

    @Test
    void socketsThatDoNotTellCountForNothing() {
        open(Told.of(100, 10, 0, 0));
        open(new Told(new SocketFacts(1, 1, null, Phrase.of("fact.untold.nio"))));
        connections.opened(PEER, () -> 0);

        round();

        assertThat(figure(SocketMetrics.RTT)).isEqualTo(100_000);
        assertThat(figure(SocketMetrics.WINDOW)).isEqualTo(10_000);
    }

    @Test
    void gaugesAreZeroOnceNothingIsOpenAndRetransmitsStay() {
        open(Told.of(100, 10, 10, 3));
        round();
        connections.list(1).stream().map(Connection::id).forEach(connections::closed);

        round();

        assertThat(SocketMetrics.ALL.stream().map(this::figure)).containsExactly(0L, 0L, 0L, 0L, 3L);
    }

    @Test
    void asksOnceASecondHoweverOftenItIsCalled() {
        Told socket = open(Told.of(100, 10, 0, 0));
        for (int tenth = 0; tenth < 100; tenth++) {
            nanos.addAndGet(100_000_000L);
            sampler.tick();
        }
        assertThat(socket.asked).isBetween(9, 10);
    }

    @Test
    void asksManyInTurn() {
        List<Told> sockets = open(SocketSampler.MOST + 100);

        round();
        assertThat(sockets.stream().filter(socket -> socket.asked == 1)).hasSize(SocketSampler.MOST);
        round();
        assertThat(sockets).allMatch(socket -> socket.asked == 1 || socket.asked == 2);
        assertThat(sockets.stream().mapToInt(socket -> socket.asked).sum()).isEqualTo(2 * SocketSampler.MOST);
        assertThat(figure(SocketMetrics.RETRANSMITS)).isEqualTo(sockets.size());
        assertThat(figure(SocketMetrics.RTT)).isEqualTo(100_000);
    }
}
