package org.netsonde.engine.experiment.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.experiment.Tally;

/** Experiments with connections do what they say. */
class ConnectionExperimentsTest {

    @Test
    void threadingAsksEveryKindOfServerOverMoreAndMoreConnections() {
        ExperimentResult result = ShortRun.of(new ThreadingExperiment(), "{'mostConnections': 12}");

        assertThat(result.points()).extracting(PointResult::at).containsExactly(1.0, 8.0, 12.0);
        assertThat(result.points()).allSatisfy(point -> {
            assertThat(point.sides())
                    .extracting(SideResult::id)
                    .containsExactly("event-loops", "virtual-threads", "platform-threads", "selector");
            assertThat(point.sides())
                    .allSatisfy(
                            side -> assertThat(side.counter("server.requests")).isEqualTo(side.units()));
            // Only a selector counts rounds.
            assertThat(point.side("selector").counters())
                    .anySatisfy((name, count) -> assertThat(name).startsWith("server.select"));
            assertThat(point.side("event-loops").counters().keySet())
                    .noneMatch(name -> name.startsWith("server.select"));
        });
    }

    @Test
    void latencyUnderLoadHasMoreAndMoreUnderWay() {
        ExperimentResult result = ShortRun.of(new LatencyUnderLoadExperiment(), "{'mostConnections': 6}");

        assertThat(result.points()).extracting(PointResult::at).containsExactly(1.0, 4.0, 6.0);
        assertThat(result.points())
                .allSatisfy(point -> assertThat(point.sides())
                        .allSatisfy(side ->
                                assertThat(side.counter("server.requests")).isEqualTo(side.units())));
    }

    @Test
    void connectionsAreMadeForEachRequestOrReused() {
        PointResult point = ShortRun.point(new ConnectionReuseExperiment(), "{'callers': 2, 'connections': 2}");

        SideResult anew = point.side("new-connections");
        assertThat(anew.counter("server.total")).isCloseTo(anew.units(), within(2L));
        assertThat(anew.counter("client.pool_reused")).isZero();
        for (String kept : new String[] {"one-connection", "pool"}) {
            SideResult side = point.side(kept);
            assertThat(side.counter("server.requests")).isEqualTo(side.units());
            assertThat(side.counter("server.total"))
                    .as("made while it was measured")
                    .isZero();
            assertThat(side.counter("client.pool_reused")).isEqualTo(side.units());
        }
        assertThat(point.side("one-connection").counter("client.pool_waits")).isPositive();
    }

    @Test
    void handshakesAreFullResumedOrNone() {
        PointResult point =
                ShortRun.point(new ConnectionReuseExperiment(), "{'security': 'tls', 'callers': 1, 'connections': 1}");

        SideResult full = point.side("new-connections-full");
        assertThat(full.counter("server.tls_handshakes")).isCloseTo(full.units(), within(2L));
        assertThat(full.counter("server.tls_resumed")).isZero();
        SideResult resumed = point.side("new-connections-resumed");
        assertThat(resumed.counter("server.tls_handshakes")).isCloseTo(resumed.units(), within(2L));
        assertThat(resumed.counter("server.tls_resumed")).isEqualTo(resumed.counter("server.tls_handshakes"));
        assertThat(point.side("one-connection").counter("server.tls_handshakes"))
                .isZero();
        assertThat(point.side("pool").counter("server.tls_handshakes")).isZero();
    }

    @Test
    void datagramsAreComparedWithAStream() {
        PointResult point = ShortRun.point(new UdpTcpExperiment(), "{'connections': 2, 'payloadSize': '100B'}");

        assertThat(ShortRun.each(point.side("udp"), "client.bytes_out")).isEqualTo(100);
        // Behind the length of each.
        assertThat(ShortRun.each(point.side("tcp"), "client.bytes_out")).isEqualTo(104);
    }

    @Test
    void requestsAreWrittenInTwoParts() {
        PointResult point = ShortRun.point(new NagleExperiment(), "{'payloadSize': '20B'}");

        assertThat(point.sides()).allSatisfy(side -> {
            assertThat(side.counter("client.requests")).as("writes").isEqualTo(2 * side.units());
            assertThat(side.counter("server.requests")).isEqualTo(side.units());
            assertThat(side.counter("server.bytes_in")).isEqualTo(41 * side.units());
        });
    }

    @Test
    void largeMessagesCrossBuffersOfEverySize() {
        PointResult point = ShortRun.point(new BuffersExperiment(), "{'payloadSize': '100KiB'}");

        assertThat(point.sides()).hasSize(5).allSatisfy(side -> {
            assertThat(side.counter(Tally.PAYLOAD)).isEqualTo(side.units() * (100 << 10));
            assertThat(side.counter("server.bytes_in")).isEqualTo(side.units() * ((100 << 10) + 4));
        });
        Map<String, Long> system = point.side("system-buffers").counters();
        assertThat(system).containsKey("server.requests");
    }
}
