package org.netsonde.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.export.Schemas;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports of a recorded run with hostile names, as programs that others wrote read them. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportInteropTest {

    private static final long BROWSER_SECONDS = 60;

    private Path folder;
    private Path files;
    private ServerSocket trap;
    private HostileRun run;

    @BeforeAll
    void record(@TempDir Path temporary) throws IOException {
        folder = temporary;
        trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        run = HostileRun.record(folder.resolve("sessions"), trap.getLocalPort());
        files = folder.resolve("out");
        run.export(files);
    }

    @AfterAll
    void close() throws IOException {
        run.close();
        trap.close();
    }

    @Test
    void pythonReadsTheCsv() {
        JsonNode exact = python("csv", files.resolve("metrics-exact.csv"));
        JsonNode guarded = python("csv", files.resolve("metrics.csv"));

        assertThat(names(exact)).contains(HostileRun.SERVER, HostileRun.FORMULA, "Nobody");
        assertThat(names(guarded)).contains(HostileRun.SERVER, "'" + HostileRun.FORMULA);
        assertThat(exact.size()).isEqualTo(guarded.size()).isGreaterThan(3);
        JsonNode first = exact.get(0);
        assertThat(first.propertyNames()).contains("time", "p99_ms", "bytes_in").doesNotContain("null");
        assertThat(Double.parseDouble(first.get("uptime_s").asString())).isNotNegative();
    }

    private static List<String> names(JsonNode rows) {
        return rows.valueStream()
                .map(row -> row.get("endpoint").asString())
                .distinct()
                .toList();
    }

    @Test
    void libreOfficeTakesNamesForTextAndNotForFormulas() throws Exception {
        Path office = Peers.require("soffice", "libreoffice-calc-nogui");
        Path out = Files.createDirectories(folder.resolve("office"));
        // Comma, double quote, UTF-8, from line 1; -1 with formulas as they are seen.
        run(
                out,
                office.toString(),
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--headless",
                "--infilter=CSV:44,34,76,1,,1033,false,true,false,false,false,-1",
                "--convert-to",
                "fods",
                "--outdir",
                out.toString(),
                files.resolve("metrics.csv").toString());

        String sheet = Files.readString(out.resolve("metrics.fods"));
        assertThat(sheet).contains("office:value-type=\"string\"", "=1+1,", "office:value-type=\"float\"");
        assertThat(sheet).doesNotContain("table:formula=");
    }

    @Test
    void jsonschemaFindsNothingWrongWithTheJson() throws IOException {
        Peers.requirePythonModule("jsonschema", "python3-jsonschema");
        Path schema = Files.write(folder.resolve("schema.json"), Schemas.get("metrics"));
        Path json = files.resolve("metrics.json");

        assertThat(python("schema", json, schema).valueStream().map(JsonNode::asString))
                .isEmpty();

        Path wrong = Files.writeString(
                folder.resolve("wrong.json"),
                Files.readString(json).replace("\"verdict\" : \"broken\"", "\"verdict\" : \"lost\""));
        assertThat(python("schema", wrong, schema).get(0).asString()).contains("verdict");
        JsonNode document = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(document.get("session").get("name").asString()).isEqualTo("Run <b>&\"'");
        assertThat(document.get("annotations").toString()).contains("failure", "threshold", "note");
    }

    @Test
    void pythonReadsTheJunitResults() {
        JsonNode suite = python("junit", files.resolve("junit.xml")).get(0);

        assertThat(suite.get("name").asString()).isEqualTo("Run <b>&\"'");
        assertThat(suite.get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        assertThat(suite.get("properties").get("netsonde.version").asString()).isEqualTo("1.2.3");
        Map<String, String> results = new HashMap<>();
        suite.get("cases")
                .forEach(each -> results.put(
                        each.get("class").asString() + "/" + each.get("name").asString(),
                        each.get("result").asString()));
        assertThat(results)
                .containsEntry(HostileRun.SERVER + "/runs", "passed")
                .containsEntry(HostileRun.SERVER + "/not requests above 3", "failure")
                .containsEntry("Nobody/runs", "failure");
        assertThat(results.entrySet())
                .anyMatch(e -> e.getKey().endsWith("/not p99_ms above 60000")
                        && e.getValue().equals("passed"))
                .anyMatch(e -> e.getKey().contains("\\u202e") && e.getKey().contains("你好"));
    }

    @Test
    void hdrHistogramReadsItsLog() throws IOException {
        Map<String, Histogram> byTag = new HashMap<>();
        try (InputStream in = Files.newInputStream(files.resolve("latency.hlog"))) {
            HistogramLogReader reader = new HistogramLogReader(in);
            for (EncodableHistogram next; (next = reader.nextIntervalHistogram()) != null; ) {
                byTag.computeIfAbsent(next.getTag(), tag -> new Histogram(2)).add((Histogram) next);
            }
            assertThat(reader.getStartTimeSec()).isPositive();
        }

        SessionEndpoint client = run.session().endpoints().stream()
                .filter(endpoint -> endpoint.info().name().equals(HostileRun.FORMULA))
                .findFirst()
                .orElseThrow();
        assertThat(byTag).containsKeys(HostileRun.SERVER, "=1+1%2C\"x\"%0A你好%E2%80%AE%07\uD83D\uDE00");
        Histogram read = Objects.requireNonNull(byTag.get("=1+1%2C\"x\"%0A你好%E2%80%AE%07\uD83D\uDE00"));
        assertThat(read.getTotalCount())
                .isEqualTo(client.metrics().lifeLatency().count());
        assertThat(read.getMaxValue()).isEqualTo(client.metrics().lifeLatency().max());
    }

    @Test
    void chromiumShowsTheReportWithoutAskingForAnythingOrComplaining() throws Exception {
        Path report = files.resolve("report.html");
        Path log = folder.resolve("net.json");

        Seen seen = browse(report, log);

        assertThat(seen.page())
                .contains("<svg", "thresholds broken", "你好", "\\u202e")
                .doesNotContain("<script");
        assertThat(seen.page()).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(seen.said()).doesNotContain("CONSOLE");
        // With the host, since other numbers in it may be the same as that of the port.
        assertThat(Files.readString(log)).contains("\"constants\"").doesNotContain("127.0.0.1:" + trap.getLocalPort());
        assertThat(caught()).isFalse();
    }

    @Test
    void thePolicyOfTheReportHoldsAgainstWhatMightSlipIn() throws Exception {
        String slipped =
                "<img src=\"http://127.0.0.1:" + trap.getLocalPort() + "/x\"><script>document.title='x'</script>";
        Path page = Files.writeString(
                folder.resolve("slipped.html"),
                Files.readString(files.resolve("report.html")).replace("<main>", slipped + "<main>"));

        Seen seen = browse(page, folder.resolve("net2.json"));

        assertThat(seen.said()).contains("CONSOLE", "Content Security Policy");
        assertThat(seen.page()).doesNotContain("<title>x</title>");
        assertThat(caught()).isFalse();
    }

    private boolean caught() throws IOException {
        trap.setSoTimeout(1);
        try {
            trap.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /**
     * What a browser made of a page.
     *
     * @param page the document as it stands then
     * @param said what it told on standard error
     */
    private record Seen(String page, String said) {}

    private Seen browse(Path page, Path log) throws Exception {
        Path out = folder.resolve("dom.html");
        String said = run(
                out,
                Peers.require("chromium", "chromium").toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-extensions",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--user-data-dir=" + folder.resolve("browser"),
                "--enable-logging=stderr",
                "--log-net-log=" + log,
                "--dump-dom",
                page.toUri().toString());
        return new Seen(Files.readString(out), said);
    }

    /** Runs a program with its output in a file, or thrown away if that is a folder; what it said on standard error. */
    private String run(Path out, String... command) throws Exception {
        Path errors = folder.resolve("stderr.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.redirectOutput(
                Files.isDirectory(out) ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(out.toFile()));
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(BROWSER_SECONDS, TimeUnit.SECONDS)).isTrue();
            String said = Files.readString(errors, StandardCharsets.ISO_8859_1);
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static JsonNode python(String what, Path... paths) {
        List<Object> args = new ArrayList<>(List.of(what));
        args.addAll(List.of(paths));
        try (PeerProcess python = Peers.python("exports.py", args.toArray())) {
            return JsonMapper.shared().readTree(python.line());
        }
    }
}
