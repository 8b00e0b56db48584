package org.netsonde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run in one process leaves behind, looked after by others. */
class SessionsTest {

    @TempDir
    Path folder;

    @Test
    void aRunIsListedExportedAndDeletedByLaterCommands() throws Exception {
        Path workspace = Files.writeString(folder.resolve("bench.netsonde"), """
                {"version": 1, "endpoints": [
                  {"name": "Echo", "protocol": "tcp-server", "settings": {"port": 0, "framing": "lines"}},
                  {"name": "Client", "protocol": "tcp-client", "settings": {"target": "Echo", "framing": "lines",
                    "messages": ["ping"], "interval": "20ms", "repeat": 0}}
                ]}
                """);
        Path during = folder.resolve("during");
        output("run", workspace.toString(), "--duration", "2s", "--export", during.toString(), "--format", "csv");

        JsonNode list = JsonMapper.shared().readTree(output("sessions", "--json"));
        assertThat(list).hasSize(1);
        String id = list.get(0).path("id").asString();
        assertThat(list.get(0).path("state").asString()).isEqualTo("ended");
        assertThat(output("sessions", "show", "latest")).contains(id, "tcp-server", "Client");

        Path after = folder.resolve("after");
        assertThat(output("export", "latest", after.toString(), "--format", "csv,json"))
                .isEqualTo(after.resolve("metrics.csv") + "\n" + after.resolve("metrics.json"));
        assertThat(totals(after)).as("as exported when the run ended").isEqualTo(totals(during));

        assertThat(output("sessions", "delete", id)).isEqualTo(id);
        assertThat(JsonMapper.shared().readTree(output("sessions", "--json"))).isEmpty();
    }

    /** What a command that succeeds writes to standard output. */
    private String output(String... args) throws Exception {
        try (Child child = Child.start(folder, List.of(), args)) {
            String out = child.restOfOutput();
            assertThat(child.exitStatus()).as(child::errors).isZero();
            assertThat(child.errors()).isEmpty();
            return out.startsWith("ready ") ? "" : out;
        }
    }

    /** Requests and bytes of the last row of each endpoint. */
    private static List<String> totals(Path exports) throws IOException {
        List<String> lines = Files.readAllLines(exports.resolve("metrics.csv"));
        List<String> header = List.of(lines.getFirst().split(","));
        return List.of("Echo", "Client").stream()
                .map(name -> lines.stream()
                        .filter(line -> line.split(",")[1].equals(name))
                        .reduce((before, last) -> last)
                        .orElseThrow())
                .map(line -> line.split(",", -1))
                .map(cells -> cells[1] + " " + cells[header.indexOf("requests")] + " "
                        + cells[header.indexOf("bytes_in")] + " " + cells[header.indexOf("bytes_out")])
                .toList();
    }
}
