package org.netsonde.engine.experiment.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.SideResult;

/** Experiments with HTTP and a relay do what they say. */
class HttpExperimentsTest {

    @Test
    void eachVersionIsSpoken() {
        for (String security : List.of("plain", "tls")) {
            PointResult point = ShortRun.point(
                    new HttpVersionsExperiment(),
                    "{'security': '%s', 'callers': 3, 'serverDelay': '1ms'}".formatted(security));

            SideResult http1 = point.side("http1");
            assertThat(http1.counter("server.requests")).isEqualTo(http1.units());
            assertThat(http1.counter("server.http2_requests")).isZero();
            SideResult http2 = point.side("http2");
            assertThat(http2.counter("server.http2_requests")).isEqualTo(http2.units());
        }
    }

    @Test
    void theCacheIsHitMissedAndExpires() {
        PointResult point = ShortRun.point(new HttpCacheExperiment(), "{'ttl': '20ms', 'pageSize': '100B'}");

        SideResult none = point.side("no-cache");
        assertThat(none.counter("server.requests")).isEqualTo(none.units());
        SideResult hits = point.side("cache-hits");
        assertThat(hits.counter("client.cache_hits")).isEqualTo(hits.units());
        assertThat(hits.counter("server.requests")).isZero();
        SideResult expiring = point.side("cache-expiring");
        assertThat(expiring.counter("client.cache_expired")).isPositive();
        assertThat(expiring.counter("client.cache_hits")).isPositive();
        assertThat(expiring.counter("server.requests"))
                .isPositive()
                .isEqualTo(expiring.units() - expiring.counter("client.cache_hits"));
    }

    @Test
    void eachWayOfBalancingGivesItsShares() {
        PointResult point = ShortRun.point(
                new BalancingExperiment(), "{'servers': 3, 'serverDelay': '1ms', 'slowdown': 4, 'callers': 4}");

        assertThat(point.sides()).hasSize(5).allSatisfy(side -> {
            assertThat(shares(side).stream().mapToLong(Long::longValue).sum()).isEqualTo(side.units());
            assertThat(side.counter("server-3.total")).isEqualTo(side.counter("server-3.requests"));
        });
        long turn = point.side("round-robin").units() / 3;
        assertThat(shares(point.side("round-robin")))
                .allSatisfy(share -> assertThat(share).isCloseTo(turn, within(4L)));
        SideResult weighted = point.side("weighted");
        assertThat((double) weighted.counter("server-3.requests") / weighted.units())
                .isCloseTo(1.0 / 9, within(0.05));
        assertThat(shares(point.side("source-hash")))
                .filteredOn(share -> share > 0)
                .hasSize(1);
    }

    private static List<Long> shares(SideResult side) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(i -> side.counter("server-" + i + ".requests"))
                .toList();
    }

    @Test
    void whatLimitsDoNotAdmitIsRefused() {
        // None of the limits would let eight requests through in a second.
        PointResult point = ShortRun.point(
                new RateLimitsExperiment(),
                "{'permits': 3, 'window': '1s', 'burstSize': 8, 'burstPause': '2ms', 'excess': 'reject'}");

        assertThat(point.sides())
                .extracting(SideResult::id)
                .containsExactly("fixed-window", "sliding-window", "token-bucket");
        assertThat(point.sides()).allSatisfy(side -> {
            assertThat(side.counter("relay.limit_arrived")).isEqualTo(side.units() * 8 * 8);
            assertThat(side.counter("relay.limit_refused")).isPositive();
            assertThat(side.counter("relay.limit_admitted") + side.counter("relay.limit_refused"))
                    .isEqualTo(side.counter("relay.limit_arrived"));
            assertThat(side.counter("server.requests")).isEqualTo(side.counter("relay.limit_admitted"));
        });
    }

    @Test
    void whatLimitsDoNotAdmitAtOnceIsDelayed() {
        PointResult point = ShortRun.point(
                new RateLimitsExperiment(),
                "{'permits': 4, 'window': '10ms', 'burstSize': 8, 'burstPause': '5ms', 'excess': 'delay'}");

        assertThat(point.sides()).allSatisfy(side -> {
            assertThat(side.counter("relay.limit_delayed")).isPositive();
            assertThat(side.counter("relay.limit_refused")).isZero();
            assertThat(side.counter("server.requests")).isEqualTo(side.units() * 8 * 8);
        });
    }
}
