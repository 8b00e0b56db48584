package org.netsonde.autobahn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class AutobahnReportTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void everyCaseIsReadInItsOrderFromAllShares() throws IOException {
        write(0, 0, 150, "OK", "OK");
        write(1, 150, 151, "OK", "OK");
        AutobahnReport report = AutobahnReport.read(List.of(share(1), share(0)));
        assertThat(report.cases()).hasSize(301);
        assertThat(report.cases().subList(0, 3).stream().map(AutobahnReport.Case::id))
                .containsExactly("1.0", "1.1", "1.2");
        assertThat(report.bad()).isEmpty();
        assertThat(report.nonStrict()).isEmpty();
        assertThat(report.summary()).isEqualTo("{OK/OK=301}");
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, OK",
        "UNIMPLEMENTED, OK",
        "OK, FAILED",
        "OK, UNCLEAN",
        "OK, WRONG CODE",
        "OK, FAILED BY CLIENT",
        "OK, SOMETHING NEW",
        "INFORMATIONAL, UNCLEAN"
    })
    void everyOtherVerdictIsBad(String behavior, String behaviorClose) throws IOException {
        write(0, 0, 300, "OK", "OK");
        write(1, 300, 1, behavior, behaviorClose);
        AutobahnReport report = AutobahnReport.read(List.of(share(0), share(1)));
        assertThat(report.bad())
                .singleElement()
                .hasToString("1.300 " + behavior + ", closed " + behaviorClose + ": result resultClose ("
                        + share(1).resolve("300.json") + ")");
    }

    @Test
    void toleratedAndInformationalCasesAreNotBadButKnown() throws IOException {
        write(0, 0, 299, "OK", "OK");
        write(1, 299, 1, "NON-STRICT", "OK");
        write(2, 300, 1, "INFORMATIONAL", "INFORMATIONAL");
        AutobahnReport report = AutobahnReport.read(List.of(share(0), share(1), share(2)));
        assertThat(report.bad()).isEmpty();
        assertThat(report.nonStrict()).extracting(AutobahnReport.Case::id).containsExactly("1.299");
        assertThat(report.informational()).extracting(AutobahnReport.Case::id).containsExactly("1.300");
    }

    @ParameterizedTest
    @CsvSource({"0, 300", "0, 302", "100, 201"})
    void reportWithoutEveryCaseIsNone(int from, int count) throws IOException {
        write(0, 0, 100, "OK", "OK");
        write(1, from == 0 ? 100 : 99, from == 0 ? count - 100 : count, "OK", "OK");
        assertThatThrownBy(() -> AutobahnReport.read(List.of(share(0), share(1))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not 301");
    }

    private Path share(int number) {
        return folder.resolve(Integer.toString(number));
    }

    private void write(int share, int from, int count, String behavior, String behaviorClose) throws IOException {
        Files.createDirectories(share(share));
        var index = JSON.createObjectNode();
        for (int i = from; i < from + count; i++) {
            index.putObject("1." + i).put("reportfile", i + ".json");
            JSON.writeValue(
                    share(share).resolve(i + ".json"),
                    Map.of(
                            "id",
                            "1." + i,
                            "description",
                            "description",
                            "behavior",
                            behavior,
                            "behaviorClose",
                            behaviorClose,
                            "result",
                            "result",
                            "resultClose",
                            "resultClose",
                            "duration",
                            5));
        }
        JSON.writeValue(share(share).resolve("index.json"), Map.of("agent", index));
    }
}
