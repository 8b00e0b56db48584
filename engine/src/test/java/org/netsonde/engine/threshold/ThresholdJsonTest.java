package org.netsonde.engine.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.Problem;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Thresholds as JSON: what is read, what is wrong with it, and that it comes back as it was. */
class ThresholdJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String GOOD = """
            [{"metric":"p99_ms","above":50,"for":"3s"},{"metric":"rate","below":0.5},{"metric":"rounds","above":"7"}]""";

    @Test
    void thresholdsComeBackAsTheyWere() {
        Bound<List<Threshold>> read = read(GOOD);

        assertThat(read.problems()).isEmpty();
        assertThat(read.orThrow())
                .extracting(Threshold::toString)
                .containsExactly("p99_ms above 50 for 3s", "rate below 0.5", "rounds above 7");
        assertThat(ThresholdJson.readRecorded(ThresholdJson.write(read.orThrow())))
                .isEqualTo(read.orThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                | thresholds: must be a list, not {}
            [1]                                               | thresholds[0]: must be a group of fields, not 1
            [{"above":1}]                                     | thresholds[0].metric: is required
            [{"metric":"p99_ms"}]                             | thresholds[0]: needs either "above" or "below", with a limit
            [{"metric":"p99_ms","above":1,"below":2}]         | thresholds[0]: needs either "above" or "below", with a limit
            [{"metric":"p98_ms","above":1}]                   | thresholds[0].metric: "p98_ms" is no figure of this endpoint; did you mean p99_ms?
            [{"metric":"p99_ms","above":1e999999999}]         | thresholds[0].above: must be a number, not "1E+999999999"
            [{"metric":"p99_ms","above":null}]                | thresholds[0].above: must be a number, not "null"
            [{"metric":"p99_ms","above":1,"for":"soon"}]      | thresholds[0].for: must be a duration such as 250ms, 30s or 5m, not "soon"
            [{"metric":"p99_ms","above":1,"for":"25h"}]       | thresholds[0].for: must be at most 1d, not 25h
            """)
    void whatIsWrongIsSaidWithItsPlace(String json, String problem) {
        Bound<List<Threshold>> read = read(json);

        assertThat(read.value()).isNull();
        assertThat(read.problems()).extracting(Problem::toString).contains(problem);
    }

    @Test
    void everyProblemIsSaidAtOnce() {
        assertThat(read("[{\"metric\":7,\"above\":\"x\",\"for\":[]},{\"metric\":\"open\"}]")
                        .problems())
                .hasSize(4);
    }

    @Test
    void thereAreNotTooMany() {
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i <= ThresholdJson.MOST; i++) {
            many.append(i == 0 ? "" : ",")
                    .append("{\"metric\":\"open\",\"above\":")
                    .append(i)
                    .append('}');
        }

        assertThat(read(many + "]").problems())
                .extracting(Problem::toString)
                .containsExactly("thresholds: must be at most 50, not 51");
    }

    @Test
    void unknownFieldsAreNamed() {
        assertThat(read("[{\"metric\":\"open\",\"above\":1,\"colour\":\"red\"}]")
                        .unknown())
                .containsExactly("thresholds[0].colour");
    }

    @Test
    void whatWasRecordedIsReadAsFarAsItCanBe() {
        JsonNode json = JSON.readTree("[{\"metric\":\"of_a_later_version\",\"below\":1},{\"metric\":3},7]");

        assertThat(ThresholdJson.readRecorded(json))
                .extracting(Threshold::toString)
                .containsExactly("of_a_later_version below 1");
        assertThat(ThresholdJson.readRecorded(null)).isEmpty();
    }

    private static Bound<List<Threshold>> read(String json) {
        return ThresholdJson.read(JSON.readTree(json), List.of(MetricSpec.counter("rounds")));
    }
}
