package org.netsonde.engine.experiment.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.experiment.Comparison;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.stat.Verdict;
import org.netsonde.engine.protocol.Settings;

/**
 * What is known to be better is found to be better. The effects are large, the sides take turns, and what is judged is the
 * interval of the median of the ratios of many rounds, so that a machine that stalls in some of them changes nothing.
 */
class KnownDirectionsTest {

    /** Enough for some dozens of rounds on a machine that does little else, and for a dozen on one that does much. */
    private static final Duration TIME = Duration.ofSeconds(10);

    private static <P extends Record & Settings> PointResult run(Experiment<P> experiment, String parameters) {
        return ShortRun.within(experiment, parameters, TIME).points().getFirst();
    }

    private static void better(PointResult point, String side) {
        assertThat(point.comparisons())
                .filteredOn(comparison -> comparison.side().equals(side))
                .singleElement()
                .extracting(Comparison::verdict)
                .as("%s: %s", side, point.comparisons())
                .isEqualTo(Verdict.BETTER);
    }

    @Test
    void reuseBeatsNewConnections() {
        PointResult point = run(new ConnectionReuseExperiment(), "{}");

        better(point, "one-connection");
        better(point, "pool");
    }

    @Test
    void resumedHandshakesBeatFullOnes() {
        // A long key, as what resumption saves besides is little on the same machine.
        PointResult point = run(
                new ConnectionReuseExperiment(),
                "{'security': 'tls', 'key': 'rsa-4096', 'callers': 2, 'connections': 2}");

        better(point, "new-connections-resumed");
        better(point, "one-connection");
        better(point, "pool");
    }

    @Test
    void openSslBeatsTheJdkInHandshakes() {
        better(run(new TlsProvidersExperiment(), "{}"), "openssl");
    }

    @Test
    void aCacheThatIsHitBeatsNone() {
        better(run(new HttpCacheExperiment(), "{}"), "cache-hits");
    }
}
