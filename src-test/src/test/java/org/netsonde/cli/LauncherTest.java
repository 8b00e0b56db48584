package org.netsonde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Starts the program as users and CI jobs do: as a process, with its streams, signals and exit status. */
@Timeout(60)
class LauncherTest {

    private static final String ECHO_AND_CLIENT = """
            {"version": 1, "endpoints": [
              {"name": "Client", "protocol": "tcp-client", "settings": {
                "target": "Echo", "framing": "lines", "messages": ["hello"], "interval": "20ms", "repeat": 0}},
              {"name": "Echo", "protocol": "tcp-server", "settings": {"port": 0, "framing": "lines"}}
            ]}
            """;

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no SIGTERM")
    void aRunIsReadyServesAndEndsInOrderOnSigterm() throws Exception {
        Path exports = folder.resolve("exports");
        Path loaded = folder.resolve("classes.log");
        try (Child child = Child.start(
                folder,
                List.of("-Xlog:class+load:file=" + loaded),
                "run",
                workspace(ECHO_AND_CLIENT),
                "--export",
                exports.toString())) {
            JsonNode ready = child.ready();
            assertThat(ready.propertyNames()).containsExactly("Client", "Echo");
            assertThat(ready.get("Client")).isEqualTo(ready.get("Echo"));
            assertThat(exchange(ready.get("Echo").asString(), "ping")).isEqualTo("ping");

            child.terminate();

            assertThat(child.exitStatus()).isZero();
            assertThat(child.restOfOutput()).isEmpty();
            assertThat(child.errors()).isEmpty();
        }
        assertExports(exports);
        assertThat(loadedClasses(loaded))
                .as("the command line loads no class of the window")
                .anyMatch(name -> name.startsWith("org.netsonde.app.cli."))
                .noneMatch(name -> name.startsWith("javafx.") || name.startsWith("com.sun.javafx."))
                .noneMatch(name -> name.startsWith("org.netsonde.app.shell."));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no SIGTERM")
    void anExperimentOfARunIsExportedAsFarAsItCameOnSigterm() throws Exception {
        Path exports = folder.resolve("exports");
        String endless = """
                {"experiments": [{"name": "Loops", "experiment": "transports", "parameters": {"connections": 1},
                  "limits": {"time": "1h", "width": 0.001}}]}
                """;
        try (Child child = Child.start(
                folder, List.of(), "run", workspace(endless), "--export", exports.toString(), "--format", "json")) {
            assertThat(child.ready()).isEmpty();

            child.terminate();

            assertThat(child.restOfOutput()).isEmpty();
            assertThat(child.exitStatus()).as(child::errors).isZero();
            assertThat(child.errors()).contains("Loops: It was ended early");
            JsonNode result = JsonMapper.shared().readTree(Files.readString(exports.resolve("experiment-loops.json")));
            assertThat(result.get("ending").asString()).isEqualTo("cancelled");
        }
    }

    @Test
    void aRunServesItsFiguresForPrometheus() throws Exception {
        try (Child child = Child.start(folder, List.of(), "run", workspace(ECHO_AND_CLIENT), "--prometheus", "0")) {
            child.ready();
            assertThat(child.errors()).matches("netsonde: Prometheus can scrape http://127\\.0\\.0\\.1:\\d+/metrics\n");
            URI figures = URI.create(child.errors().replaceFirst("(?s).*(http\\S+)\\s*", "$1"));
            try (HttpClient http =
                    HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
                HttpRequest get = HttpRequest.newBuilder(figures).build();
                assertThat(http.send(get, HttpResponse.BodyHandlers.ofString()).body())
                        .contains("netsonde_up{endpoint=\"Echo\",protocol=\"tcp-server\",role=\"server\"} 1.0");
            }
            child.terminate();
            assertThat(child.exitStatus()).isZero();
            assertThat(child.restOfOutput()).isEmpty();
        }
    }

    @Test
    void aRunWhosePortForPrometheusIsTakenSaysSoAndStartsNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            try (Child child =
                    Child.start(folder, List.of(), "run", workspace(ECHO_AND_CLIENT), "--prometheus", port)) {
                assertThat(child.exitStatus()).isEqualTo(1);
                assertThat(child.restOfOutput()).isEmpty();
                assertThat(child.errors()).contains("Port " + port + " is already in use");
            }
            try (Child child =
                    Child.start(folder, List.of(), "run", workspace(ECHO_AND_CLIENT), "--prometheus", "nowhere")) {
                assertThat(child.exitStatus()).isEqualTo(2);
                assertThat(child.errors()).contains("“nowhere” is no address");
            }
        }
    }

    @Test
    void aRunWithADurationEndsByItself() throws Exception {
        Path exports = folder.resolve("exports");
        try (Child child = Child.start(
                folder,
                List.of(),
                "run",
                workspace(ECHO_AND_CLIENT),
                "--duration=500ms",
                "--format=csv",
                "--export=" + exports)) {
            assertThat(child.ready().get("Echo").asString()).startsWith("127.0.0.1:");
            assertThat(child.exitStatus()).isZero();
        }
        assertThat(exports).isDirectoryContaining("glob:**metrics.csv").isDirectoryNotContaining("glob:**.json");
    }

    @Test
    void aPortInUseIsToldAndFails() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Child child = Child.start(
                        folder, List.of(), "start", "tcp-server", "--name=Echo", "port=" + taken.getLocalPort())) {
            assertThat(child.exitStatus()).isEqualTo(1);
            assertThat(child.restOfOutput()).isEmpty();
            assertThat(child.errors())
                    .startsWith("netsonde: Echo: ")
                    .contains("127.0.0.1:" + taken.getLocalPort())
                    .containsOnlyOnce("\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"endpoints": [{"name": "X", "protocol": "pigeon"}]} | netsonde: X: | pigeon
            {"endpoints": [}                                     | not valid JSON | line 1, column 16
            {"version": 99}                                      | version 99   | newer
            """)
    void workspacesThatAreNotRightDoNotStart(String json, String first, String second) throws Exception {
        try (Child child = Child.start(folder, List.of(), "run", workspace(json))) {
            assertThat(child.exitStatus()).isEqualTo(2);
            assertThat(child.restOfOutput()).isEmpty();
            assertThat(child.errors()).contains(first).contains(second).containsOnlyOnce("\n");
        }
    }

    @Test
    void failuresAreToldInTheUsersLanguage() throws Exception {
        try (Child child = Child.start(
                folder,
                List.of("-Duser.language=zh", "-Duser.country=CN", "-Dstderr.encoding=UTF-8"),
                "run",
                workspace("{\"version\": 99}"))) {
            assertThat(child.exitStatus()).isEqualTo(2);
            assertThat(child.errors()).contains("版本为 99");
        }
    }

    @Test
    void protocolsAreListedAsJson() throws Exception {
        try (Child child = Child.start(folder, List.of(), "protocols", "--json")) {
            JsonNode protocols = JsonMapper.shared().readTree(child.restOfOutput());
            assertThat(child.exitStatus()).isZero();
            assertThat(protocols)
                    .extracting(protocol -> protocol.get("id").asString())
                    .contains("tcp-server", "tcp-client");
        }
    }

    @Test
    void theDemoTellsWhatItDoesAndExportsIt() throws Exception {
        try (Child child = Child.start(folder, List.of(), "demo", "--seconds=1")) {
            String out = child.restOfOutput();
            assertThat(child.exitStatus()).isZero();
            assertThat(child.errors()).isEmpty();
            assertThat(out).contains("Echo", "127.0.0.1:", "p99", "metrics.csv", "metrics.json");
        }
        try (Stream<Path> files = Files.walk(folder.resolve("netsonde-exports"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(file).isNotEmptyFile())
                    .extracting(file -> file.getFileName().toString())
                    .contains("metrics.csv", "metrics.json", "report.html", "traffic.pcapng");
        }
    }

    private static void assertExports(Path exports) throws IOException {
        List<String> csv = Files.readAllLines(exports.resolve("metrics.csv"));
        assertThat(csv.getFirst()).startsWith("time,endpoint,open,total,requests,errors,error_rate,mean_ms,p50_ms,");
        String[] echo = csv.reversed().stream()
                .map(line -> line.split(",", -1))
                .filter(row -> row[1].equals("Echo"))
                .findFirst()
                .orElseThrow();
        JsonNode totals = JsonMapper.shared()
                .readTree(Files.readAllBytes(exports.resolve("metrics.json")))
                .get("endpoints")
                .get(1)
                .get("totals");
        assertThat(Long.parseLong(echo[3]))
                .as("connections")
                .isEqualTo(2)
                .isEqualTo(totals.get("total").asLong());
        assertThat(Long.parseLong(echo[4])).as("requests").isGreaterThanOrEqualTo(2);
        assertThat(echo[4]).isEqualTo(totals.get("requests").asString());
        assertThat(echo[11]).as("bytes in").isEqualTo(totals.get("bytes_in").asString());
    }

    private static List<String> loadedClasses(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.flatMap(line -> Arrays.stream(line.split("[\\[\\] ]+")))
                    .filter(word -> word.contains("."))
                    .toList();
        }
    }

    private static String exchange(String address, String line) throws IOException {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            return in.readLine();
        }
    }

    private String workspace(String json) throws IOException {
        return Files.writeString(folder.resolve("workspace.json"), json).toString();
    }
}
