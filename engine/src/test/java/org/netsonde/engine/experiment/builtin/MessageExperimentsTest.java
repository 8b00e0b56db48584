package org.netsonde.engine.experiment.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.experiment.Tally;

/** Experiments with messages do what they say. */
class MessageExperimentsTest {

    private static double wire(PointResult point, String side) {
        return ShortRun.each(point.side(side), "client.bytes_out");
    }

    @Test
    void textGetsSmallerByCompression() {
        PointResult point =
                ShortRun.point(new WebSocketCompressionExperiment(), "{'payloadSize': '4KiB', 'connections': 1}");

        // A header of 4 bytes, and the key of the mask (RFC 6455, section 5.2).
        assertThat(wire(point, "compression-off")).isEqualTo(4096 + 8);
        // By itself, and not by a reference to the same message before.
        assertThat(wire(point, "compression-on")).isBetween(200.0, 2000.0);
        assertThat(point.sides())
                .allSatisfy(side -> assertThat(side.counter("server.requests")).isEqualTo(side.units()));
    }

    @Test
    void noiseDoesNot() {
        PointResult point = ShortRun.point(
                new WebSocketCompressionExperiment(), "{'contents': 'noise', 'payloadSize': '1KiB', 'connections': 1}");

        assertThat(wire(point, "compression-off")).isEqualTo(1024 + 8);
        assertThat(wire(point, "compression-on")).isBetween(1024.0, 1100.0);
    }

    @Test
    void everyFramingAddsWhatItAdds() {
        PointResult point = ShortRun.point(new FramingExperiment(), "{'payloadSize': '200B', 'connections': 1}");

        assertThat(point.sides())
                .hasSize(8)
                .allSatisfy(side -> assertThat(side.counter("server.requests")).isEqualTo(side.units()));
        assertThat(wire(point, "raw")).isEqualTo(200);
        assertThat(wire(point, "lines")).isEqualTo(201);
        assertThat(wire(point, "delimiter")).isEqualTo(202);
        for (int size : new int[] {1, 2, 4, 8}) {
            assertThat(wire(point, "length-" + size)).isEqualTo(200 + size);
        }
        SideResult frames = point.side("json-frames");
        assertThat(frames.counter("server.good_frames")).isEqualTo(frames.units());
    }

    @Test
    void aLengthOfOneByteIsLeftOutWhereItIsTooShort() {
        ExperimentResult result = ShortRun.of(new FramingExperiment(), "{'payloadSize': '300B', 'connections': 1}");

        assertThat(result.points().getFirst().sides())
                .extracting(SideResult::id)
                .contains("length-2")
                .doesNotContain("length-1");
        assertThat(result.notes()).extracting(Phrase::key).containsExactly("experiment.note.lengthField");
    }

    @Test
    void payloadsGrowInEveryProtocol() {
        ExperimentResult result = ShortRun.of(new PayloadSizesExperiment(), "{'largestPayload': '16KiB'}");

        assertThat(result.points())
                .extracting(PointResult::at)
                .containsExactly(64.0, 512.0, 4096.0, 16_384.0);
        assertThat(result.points())
                .allSatisfy(point -> assertThat(point.sides()).hasSize(4).allSatisfy(side -> {
                    double payload = point.at() == null ? 0 : side.units() * point.at();
                    assertThat((double) side.counter(Tally.PAYLOAD)).isEqualTo(payload);
                    assertThat((double) side.counter("server.bytes_in")).isGreaterThan(payload);
                }));
    }
}
