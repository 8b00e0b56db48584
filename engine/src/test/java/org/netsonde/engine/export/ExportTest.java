package org.netsonde.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sampler;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.MeteredSession;
import org.netsonde.engine.traffic.TrafficSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the exports write, from meters with a clock of the test's own. */
class ExportTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final MetricSpec ROUNDS = MetricSpec.counter("rounds");
    private static final MetricSpec WAITING = MetricSpec.gauge("waiting");
    private static final String COLUMNS = "time,endpoint,open,total,requests,errors,error_rate,mean_ms,p50_ms,p99_ms,"
            + "max_ms,bytes_in,bytes_out,rate,uptime_s";

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final HistoryBudget budget = new HistoryBudget(1 << 20);
    private final Sampler sampler = new Sampler(() -> START.plusNanos(nanos.get()), nanos::get, Duration.ofMillis(100));
    private final EndpointMetrics echo = new EndpointMetrics(Role.SERVER, List.of(), budget);
    private final EndpointMetrics select = new EndpointMetrics(Role.SERVER, List.of(ROUNDS, WAITING), budget);

    @Test
    void csvHasTheAgreedColumnsAndThenTheProtocolsOwn() throws IOException {
        run(3);

        List<String> lines = csv(source("Echo", "Select"));

        assertThat(lines.getFirst()).isEqualTo(COLUMNS + ",rounds,waiting");
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(17));
        assertThat(lines.get(1)).startsWith("2026-01-02T03:04:06Z,Echo,").endsWith(",,");
        assertThat(lines.get(2)).startsWith("2026-01-02T03:04:06Z,Select,").endsWith(",5,0");
    }

    @Test
    void csvHasOneRowForEachSecondAlsoOfAnIdleStretch() throws IOException {
        run(100);

        List<String> lines = csv(source("Echo"));

        assertThat(lines.stream().skip(1).map(line -> line.substring(0, 20)).distinct())
                .hasSizeBetween(100, 101)
                .isSorted();
        assertThat(lines).hasSizeBetween(101, 102);
    }

    @Test
    void theLastRowHasTheTotals() throws IOException {
        run(2);
        MeterWriter writer = echo.writer(this);
        writer.opened();
        writer.read(10, 1, nanos.get());
        writer.failed(Failure.Kind.CONNECTION_RESET);
        nanos.addAndGet(300_000_000);

        String[] last = csv(source("Echo")).getLast().split(",");

        assertThat(last).startsWith("2026-01-02T03:04:07.301Z", "Echo", "2", "2", "2", "1", "1");
        assertThat(Arrays.asList(last).subList(11, 13)).containsExactly("1010", "500");
    }

    @Test
    void figuresArePlainNumbersWithAPoint() throws IOException {
        run(1);

        String[] row = csv(source("Echo")).get(1).split(",");

        assertThat(Double.parseDouble(row[8])).isBetween(1.4, 1.6);
        assertThat(String.join(",", Arrays.copyOfRange(row, 2, row.length))).matches("[0-9.,]+");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            =1+1  | '=1+1      | =1+1
            +1    | '+1        | +1
            -1    | '-1        | -1
            @x    | '@x        | @x
            plain | plain      | plain
            a,b   | "a,b"      | "a,b"
            =a,b  | "'=a,b"    | "=a,b"
            a"b   | "a""b"     | "a""b"
            你好  | 你好        | 你好
            """)
    void textIsQuotedAndFormulasAreDefused(String text, String guarded, String exact) {
        assertThat(CsvText.GUARDED.cell(text)).isEqualTo(guarded);
        assertThat(CsvText.EXACT.cell(text)).isEqualTo(exact);
    }

    @Test
    void lineBreaksAndTabsInTextAreHarmless() {
        assertThat(CsvText.GUARDED.cell("\tx")).isEqualTo("'\tx");
        assertThat(CsvText.GUARDED.cell("\rx")).isEqualTo("\"'\rx\"");
        assertThat(CsvText.GUARDED.cell("a\nb")).isEqualTo("\"a\nb\"");
        assertThat(CsvText.GUARDED.cell("")).isEmpty();
    }

    @Test
    void csvLinesEndInCrLf() throws IOException {
        run(1);

        String text = text(new CsvExport(CsvText.GUARDED), source("Echo"));

        assertThat(text).endsWith("\r\n");
        assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    @Test
    void jsonHasTheRunAsOneObject() throws IOException {
        run(3);
        echo.writer(this).failed(Failure.Kind.CONNECTION_RESET);

        JsonNode json = JsonMapper.shared().readTree(text(new JsonExport(), source("Echo", "Select")));

        assertThat(json.get("product").asString()).isEqualTo("Netsonde");
        assertThat(json.get("transport").asString()).isEqualTo("nio");
        JsonNode first = json.get("endpoints").get(0);
        assertThat(first.get("settings").get("password").get("secret").asString())
                .isEqualTo("vault");
        assertThat(first.get("totals").get("bytes_in").asLong()).isEqualTo(1000);
        assertThat(first.get("errors").get("connection_reset").asLong()).isEqualTo(1);
        assertThat(first.get("latency").get("count").asLong()).isEqualTo(1);
        assertThat(first.get("thinned").isNull()).isTrue();
        assertThat(first.get("seconds").size()).isBetween(3, 4);
        JsonNode own = json.get("endpoints").get(1).get("seconds").get(0);
        assertThat(own.get("rounds").asLong()).isEqualTo(5);
    }

    @Test
    void csvAndJsonTellTheSame() throws IOException {
        run(5);
        ExportSource source = source("Echo");

        List<String> lines = csv(source);
        JsonNode seconds = JsonMapper.shared()
                .readTree(text(new JsonExport(), source))
                .get("endpoints")
                .get(0)
                .get("seconds");

        List<String> names = List.of(COLUMNS.split(","));
        assertThat(seconds.size()).isEqualTo(lines.size() - 1);
        for (int i = 0; i < seconds.size(); i++) {
            String[] row = lines.get(i + 1).split(",");
            for (int column = 2; column < row.length; column++) {
                assertThat(seconds.get(i).get(names.get(column)).decimalValue()).isEqualByComparingTo(row[column]);
            }
        }
    }

    @Test
    void filesAreWrittenIntoAFolderThatIsMade() throws IOException {
        run(1);
        Path out = folder.resolve("a").resolve("b");

        List<Path> files = Exports.write(Exports.builtin().all(), source("Echo"), out, Progress.NONE);

        assertThat(files)
                .containsExactly(
                        out.resolve("metrics.csv"),
                        out.resolve("metrics.json"),
                        out.resolve("report.html"),
                        out.resolve("traffic.pcapng"),
                        out.resolve("junit.xml"),
                        out.resolve("latency.hlog"),
                        out.resolve("metrics-exact.csv"));
        assertThat(files).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void filesArePrivateAndDoNotReplaceALink() throws IOException {
        run(1);
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Files.createSymbolicLink(folder.resolve("metrics.json"), precious);

        assertThatThrownBy(() -> Exports.write(Exports.builtin().all(), source("Echo"), folder, Progress.NONE))
                .hasMessageContaining("metrics.json is a link");

        assertThat(precious).hasContent("precious");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("metrics.csv"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aCancelledExportLeavesTheOldFile() throws IOException {
        run(1);
        Files.writeString(folder.resolve("metrics.csv"), "old");

        assertThatThrownBy(() -> Exports.write(Exports.builtin().all(), source("Echo"), folder, fraction -> false))
                .isInstanceOf(CancellationException.class);

        assertThat(folder.resolve("metrics.csv")).hasContent("old");
    }

    @Test
    void progressRunsFromNothingToAll() throws IOException {
        run(200);
        List<Double> heard = new ArrayList<>();

        Exports.write(Exports.builtin().all(), source("Echo"), folder, heard::add);

        assertThat(heard).isSorted().hasSizeGreaterThan(4);
        assertThat(heard.getLast()).isEqualTo(1.0);
    }

    @Test
    void formatsThatAreNotThereAreNamedWithThoseThatAre() {
        assertThatThrownBy(() -> Exports.builtin().named(List.of("csv", "docx")))
                .hasMessageContaining("docx")
                .hasMessageContaining("csv, json, html, pcapng, junit, hdr, csv-exact");
        assertThat(Exports.builtin().named(List.of("json", "csv")))
                .extracting(Export::id)
                .containsExactly("json", "csv");
    }

    /** Traffic in the first second, then nothing, for so many seconds. */
    private void run(int seconds) {
        sampler.add(echo);
        sampler.add(select);
        sampler.tick(nanos.get());
        echo.started(nanos.get());
        MeterWriter writer = echo.writer(this);
        writer.opened();
        writer.read(1000, 1, nanos.get());
        writer.written(500, 1, nanos.get());
        writer.latency(1_500_000, 1);
        select.writer(this).add(ROUNDS, 5);
        for (int i = 0; i < seconds * 10; i++) {
            sampler.tick(nanos.addAndGet(100_000_000));
        }
    }

    private ExportSource source(String... names) {
        MeteredSession session = new MeteredSession(START);
        for (String name : names) {
            EndpointMetrics metrics = name.equals("Select") ? select : echo;
            nanos.addAndGet(1_000_000);
            sampler.flush(metrics);
            session.with(name, metrics, TrafficSource.NONE);
        }
        return ExportSource.of(session, START);
    }

    private List<String> csv(ExportSource source) throws IOException {
        return List.of(text(new CsvExport(CsvText.GUARDED), source).split("\r\n"));
    }

    private static String text(Export export, ExportSource source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(source, out, Progress.NONE);
        return out.toString(StandardCharsets.UTF_8);
    }
}
