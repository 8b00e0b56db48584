package org.netsonde.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.experiment.ExperimentRegistry;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentResults;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Experiments on the command line, on real sockets of this machine. */
class ExperimentCliTest {

    /** Short, so that ten rounds are all there is. */
    private static final String BRIEF = "\"limits\": {\"time\": \"100ms\", \"width\": 0.5}";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int execute(String... args) {
        UserData user = new UserData(
                () -> Keys.inMemory(InstantSource.system()),
                () -> new SessionStore(folder.resolve("sessions"), ProtocolRegistry.builtin()),
                () -> Retention.STANDARD);
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Texts(Locale.ENGLISH));
        return new Cli(console, () -> false, workspace -> 0, user, "1.2.3").execute(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private Path workspace(String json) throws IOException {
        return Files.writeString(folder.resolve("w.netsonde"), json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            experiment                                    | ID
            experiment transprots                         | transports
            experiment transports conections=3            | connections
            experiment transports connections=0           | connections
            experiment transports connections             | name=value
            experiment transports --time soon             | time
            experiment transports --time 2h               | time
            experiment transports --width much            | width
            experiment transports --width 0.00001         | width
            experiment transports --seed x                | --seed
            experiment transports --format csv            | --export
            experiment transports --export x --format pcapng | csv, json, html
            """)
    void badCommandLinesStartNothing(String line, String expected) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err().lines())
                .singleElement()
                .asString()
                .startsWith("netsonde: ")
                .contains(expected);
        assertThat(out()).isEmpty();
    }

    @Test
    void experimentsAreListedForPeopleAndForPrograms() {
        assertThat(execute("experiments")).isZero();
        assertThat(out()).contains("transports  Event loops", "connections", "1..1000", "64");

        out.reset();
        assertThat(execute("experiments", "--json")).isZero();
        JsonNode all = JsonMapper.shared().readTree(out());
        assertThat(all.valueStream().map(one -> one.get("id").asString()))
                .containsExactlyElementsOf(ExperimentRegistry.builtin().ids());
        assertThat(all).allSatisfy(one -> {
            assertThat(one.get("name").asString()).isNotBlank();
            assertThat(one.get("summary").asString()).isNotBlank();
            assertThat(one.get("parameters")).isNotEmpty();
        });
        assertThat(all.get(0).get("parameters").get(0).get("type").asString()).isNotBlank();
    }

    @Test
    void anExperimentIsRunToldAndExported() throws IOException {
        Path exports = folder.resolve("out");

        int status = execute(
                "experiment",
                "transports",
                "connections=2",
                "--time",
                "100ms",
                "--width",
                "50%",
                "--seed",
                "7",
                "--export",
                exports.toString());

        assertThat(err()).isEmpty();
        assertThat(status).isZero();
        assertThat(out()).contains("nio", "Rate", "Median latency", "Ratio");
        assertThat(names(exports))
                .containsExactly(
                        "experiment-transports.csv", "experiment-transports.html", "experiment-transports.json");
        ExperimentResult result = ExperimentResults.read(
                        JsonMapper.shared().readTree(Files.readAllBytes(exports.resolve("experiment-transports.json"))))
                .orElseThrow();
        assertThat(result.limits().seed()).isEqualTo(7);
        assertThat(result.limits().width()).isEqualTo(0.5);
        assertThat(result.parameters().get("connections").asInt()).isEqualTo(2);
    }

    @Test
    void programsGetTheResultAsJsonAndNothingElse() {
        assertThat(execute("experiment", "transports", "connections=1", "--time", "100ms", "--json"))
                .isZero();

        JsonNode json = JsonMapper.shared().readTree(out());
        assertThat(json.get("$schema").asString()).isEqualTo("urn:netsonde:schema:experiment:1");
        assertThat(json.get("version").asString()).isEqualTo("1.2.3");
        assertThat(ExperimentResults.read(json)).isPresent();
    }

    @Test
    void aRunEndsWhenItsExperimentsAreDone() throws IOException {
        Path exports = folder.resolve("out");
        Path file = workspace("""
                {"experiments": [
                  {"name": "Event loops", "experiment": "transports", "parameters": {"connections": 1}, %s},
                  {"name": "Event loops", "experiment": "transports", "parameters": {"connections": 2}, %s}]}
                """.formatted(BRIEF, BRIEF));

        int status = execute(
                "run", file.toString(), "--export", exports.toString(), "--format", "csv,pcapng", "--no-record");

        assertThat(status).as(err()).isZero();
        assertThat(out()).isEqualTo("ready {}\n");
        assertThat(err().lines()).isNotEmpty().allMatch(line -> line.startsWith("netsonde: Event loops: "));
        assertThat(names(exports))
                .containsExactly(
                        "experiment-event-loops-2.csv", "experiment-event-loops.csv", "metrics.csv", "traffic.pcapng");
    }

    @Test
    void theDurationOfARunEndsItsExperiments() throws IOException {
        Path exports = folder.resolve("out");
        Path file = workspace("""
                {"endpoints": [{"name": "S", "protocol": "tcp-server", "settings": {"port": 0}}],
                 "experiments": [
                  {"name": "Long", "experiment": "transports", "limits": {"time": "1h", "width": 0.001}}]}
                """);

        int status =
                execute("run", file.toString(), "--duration", "3s", "--export", exports.toString(), "--format", "json");

        assertThat(status).as(err()).isZero();
        assertThat(out()).startsWith("ready {\"S\":");
        assertThat(err()).contains("Long: It was ended early");
        ExperimentResult result = ExperimentResults.read(
                        JsonMapper.shared().readTree(Files.readAllBytes(exports.resolve("experiment-long.json"))))
                .orElseThrow();
        assertThat(result.ending()).isEqualTo(ExperimentResult.Ending.CANCELLED);
    }

    @Test
    void everythingWrongWithExperimentsIsSaidBeforeAnythingStarts() throws IOException {
        Path file = workspace("""
                {"endpoints": [{"name": "S", "protocol": "tcp-server", "settings": {"port": 0}}],
                 "experiments": [
                  {"name": "A", "experiment": "transports", "parameters": {"connections": 0, "later": 1},
                   "limits": {"time": "2d", "width": 0.9}},
                  {"name": "B", "experiment": "transprots"}]}
                """);

        assertThat(execute("run", file.toString())).isEqualTo(2);

        assertThat(out()).isEmpty();
        assertThat(err())
                .contains("A: later", "A: connections: ", "A: limits.time: ", "B: There is no experiment")
                .contains("transports");
    }

    @Test
    void namesOfExperimentsDoNotSteerTheTerminalOrLeaveTheFolder() throws IOException {
        Path exports = folder.resolve("out");
        Path file = workspace("""
                {"experiments": [
                  {"name": "../../\\u001b[31m x", "experiment": "transports", "parameters": {"connections": 1}, %s}]}
                """.formatted(BRIEF));

        assertThat(execute("run", file.toString(), "--export", exports.toString(), "--format", "csv"))
                .isZero();

        assertThat(err()).doesNotContain("\u001b");
        assertThat(names(exports)).containsExactly("experiment-31m-x.csv", "metrics.csv");
    }
}
