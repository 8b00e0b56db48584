package org.netsonde.engine.experiment.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.handler.ssl.OpenSsl;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.experiment.Tally;

/** Experiments with TLS do what they say. */
class TlsExperimentsTest {

    private static void eachHasAHandshake(SideResult side, boolean resumed) {
        assertThat(side.counter("server.tls_handshakes")).as(side.id()).isCloseTo(side.units(), within(2L));
        assertThat(side.counter("server.tls_resumed"))
                .as(side.id())
                .isEqualTo(resumed ? side.counter("server.tls_handshakes") : 0);
    }

    @Test
    void bothProvidersShakeHandsForEachUnit() {
        assertThat(OpenSsl.isAvailable()).isTrue();
        PointResult point = ShortRun.point(new TlsProvidersExperiment(), "{'callers': 1}");

        assertThat(point.sides()).extracting(SideResult::id).containsExactly("jdk", "openssl");
        point.sides().forEach(side -> eachHasAHandshake(side, false));
    }

    @Test
    void bothProvidersResume() {
        PointResult point = ShortRun.point(new TlsProvidersExperiment(), "{'callers': 1, 'work': 'resumed-handshake'}");

        point.sides().forEach(side -> eachHasAHandshake(side, true));
    }

    @Test
    void inBulkThereAreMessagesAndNoHandshakes() {
        PointResult point = ShortRun.point(new TlsVersionsExperiment(), "{'callers': 1, 'work': 'bulk'}");

        assertThat(point.sides()).allSatisfy(side -> {
            assertThat(side.counter("server.tls_handshakes")).isZero();
            assertThat(side.counter(Tally.PAYLOAD)).isEqualTo(side.units() * (256 << 10));
            assertThat(side.counter("server.bytes_in"))
                    .as("encrypted, with what TLS adds")
                    .isGreaterThan(side.counter(Tally.PAYLOAD));
        });
    }

    @Test
    void bothVersionsShakeHandsForEachUnit() {
        PointResult point = ShortRun.point(new TlsVersionsExperiment(), "{'callers': 1}");

        assertThat(point.sides()).extracting(SideResult::id).containsExactly("tls12", "tls13");
        point.sides().forEach(side -> eachHasAHandshake(side, false));
        // They differ in what they say, so it cannot have been the same version twice.
        assertThat(Math.round(ShortRun.each(point.side("tls12"), "client.bytes_out")))
                .isNotEqualTo(Math.round(ShortRun.each(point.side("tls13"), "client.bytes_out")));
    }

    @Test
    void serversHaveKeysOfEveryKind() {
        PointResult point = ShortRun.point(new KeyTypesExperiment(), "{'callers': 1}");

        assertThat(point.sides())
                .extracting(SideResult::id)
                .containsExactly("rsa-2048", "rsa-3072", "rsa-4096", "ecdsa-p256", "ecdsa-p384", "ed25519");
        point.sides().forEach(side -> eachHasAHandshake(side, false));
        // The longer the key, the longer the certificate and what is signed.
        assertThat(sent(point, "rsa-4096")).isGreaterThan(sent(point, "rsa-3072") + 200);
        assertThat(sent(point, "rsa-3072")).isGreaterThan(sent(point, "rsa-2048") + 200);
        assertThat(sent(point, "rsa-2048")).isGreaterThan(sent(point, "ecdsa-p384") + 200);
    }

    private static double sent(PointResult point, String side) {
        return ShortRun.each(point.side(side), "server.bytes_out");
    }

    @Test
    void openSslLeavesOutEd25519AndSaysSo() {
        ExperimentResult result = ShortRun.of(new KeyTypesExperiment(), "{'callers': 1, 'provider': 'openssl'}");

        assertThat(result.points().getFirst().sides())
                .extracting(SideResult::id)
                .hasSize(5)
                .doesNotContain("ed25519");
        assertThat(result.notes()).extracting(Phrase::key).contains("experiment.note.noEdwards");
    }
}
