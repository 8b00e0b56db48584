package org.netsonde.engine.experiment.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.transport.TransportKind;

class TransportsExperimentTest {

    @Test
    void everyTransportThatThereIsAnswersEveryRequest() {
        PointResult point = ShortRun.point(new TransportsExperiment(), "{'connections': 3, 'payloadSize': '10B'}");

        List<String> usable =
                TransportKind.usable().stream().map(TransportKind::label).toList();
        assertThat(point.sides()).extracting(SideResult::id).containsExactlyInAnyOrderElementsOf(usable);
        assertThat(point.sides()).allSatisfy(side -> {
            assertThat(side.counter("server.requests")).isEqualTo(side.units());
            // Each with the end of its line.
            assertThat(side.counter("server.bytes_in")).isEqualTo(side.units() * 11);
        });
    }
}
