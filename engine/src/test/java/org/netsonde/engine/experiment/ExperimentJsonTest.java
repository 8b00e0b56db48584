package org.netsonde.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netsonde.engine.experiment.Measured.AXIS;
import static org.netsonde.engine.experiment.Measured.RATE;
import static org.netsonde.engine.experiment.Measured.point;
import static org.netsonde.engine.experiment.Measured.ratio;
import static org.netsonde.engine.experiment.Measured.result;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.experiment.Measured.Ratio;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ExperimentJsonTest {

    private static final ExperimentResult SINGLE =
            result(RATE, null, point(null, RATE, 12, ratio("epoll", 1.4), ratio("io_uring", 0.7)));

    private static JsonNode text(ExperimentResult result) {
        return JsonMapper.shared().readTree(ExperimentJson.write(result).toString());
    }

    @Test
    void whatIsWrittenIsReadBackEqual() {
        assertThat(ExperimentResults.read(text(SINGLE))).contains(SINGLE);
    }

    @Test
    void aSweepIsReadBackEqual() {
        ExperimentResult sweep = result(
                Measured.MEDIAN,
                AXIS,
                ExperimentResult.Ending.CANCELLED,
                List.of(
                        point(1.0, Measured.MEDIAN, 10, ratio("epoll", 1.4)),
                        point(64.0, Measured.MEDIAN, 11, ratio("epoll", 0.4))));

        assertThat(ExperimentResults.read(text(sweep))).contains(sweep);
    }

    @Test
    void whatIsNotKnownIsNull() {
        ExperimentResult result =
                result(RATE, null, point(null, RATE, 2, new Ratio("epoll", Double.NaN, Double.NaN, Double.NaN)));

        JsonNode json = text(result);

        assertThat(json.at("/points/0/comparisons/0/ratio/value").isNull()).isTrue();
        assertThat(ExperimentResults.read(json)).contains(result);
    }

    @Test
    void namesAreThereForReadersWithoutTheTextsOfTheProgram() {
        assertThat(text(SINGLE).at("/notes/0/text").asString()).startsWith("io_uring is not available");
    }

    @Test
    void blocksAreLeftOutWhereThereIsNoRoom() {
        ObjectNode whole = ExperimentJson.within(SINGLE, 1 << 20);
        ObjectNode brief = ExperimentJson.within(SINGLE, 4_000);

        assertThat(whole).isEqualTo(ExperimentJson.write(SINGLE));
        assertThat(brief.at("/points/0/sides/0/blocks")).isEmpty();
        ExperimentResult read = ExperimentResults.read(brief).orElseThrow();
        assertThat(read.points().getFirst().comparisons())
                .isEqualTo(SINGLE.points().getFirst().comparisons());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/experiment",
                "/parameters",
                "/at",
                "/took",
                "/limits",
                "/machine",
                "/ending",
                "/figures",
                "/points",
                "/notes",
                "/points/0/sides",
                "/points/0/sides/0/estimates",
                "/points/0/comparisons",
                "/points/0/comparisons/0/side"
            })
    void whatIsNoResultIsNone(String pointer) {
        for (String value : List.of("true", "\"x\"", "[]", "{}", "null", "[1]")) {
            ObjectNode json = (ObjectNode) text(SINGLE);
            int slash = pointer.lastIndexOf('/');
            String name = pointer.substring(slash + 1);
            JsonNode replaced = JsonMapper.shared().readTree(value);
            ((ObjectNode) json.at(pointer.substring(0, slash))).set(name, replaced);

            Optional<ExperimentResult> read = ExperimentResults.read(json);

            // Some are results still: an experiment of another name, one without parameters, without notes, without
            // points.
            boolean other = List.of("/experiment:\"x\"", "/parameters:{}", "/notes:[]", "/points:[]")
                    .contains(pointer + ":" + value);
            assertThat(read.isPresent()).as("%s = %s", pointer, value).isEqualTo(other);
        }
        assertThat(ExperimentResults.read(JsonMapper.shared().readTree("[]"))).isEmpty();
    }
}
