package org.netsonde.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.Machine;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The commands that look after recorded sessions, inside this process. */
class SessionsCliTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutSessionsTheListSaysWhereTheyWillBe() {
        assertThat(execute("sessions")).isZero();
        assertThat(out()).isEmpty();
        assertThat(err()).contains(store().folder().toString());
    }

    @Test
    void theListHasALineForEachTheNewestFirst() {
        String older = record(START, "Echo");
        String newer = record(START.plusSeconds(3_600), "Echo\u202e", "Probe");
        store().rename(older, "firmware 1.2");

        assertThat(execute("sessions")).isZero();
        List<String> lines = out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith(newer).contains("3s", "complete", "6.0 kB", "Echo\uFFFD, Probe");
        assertThat(lines.get(2)).startsWith(older).contains("3.0 kB").endsWith("firmware 1.2");
    }

    @Test
    void theListIsThereForProgramsToo() {
        String id = record(START, "Echo");
        assertThat(execute("sessions", "--json")).isZero();
        JsonNode session = JsonMapper.shared().readTree(out()).get(0);
        assertThat(session.path("id").asString()).isEqualTo(id);
        assertThat(session.path("started").asString()).isEqualTo(START.toString());
        assertThat(session.path("endpoints").get(0).asString()).isEqualTo("Echo");
        assertThat(session.path("bytes_in").asLong()).isEqualTo(3_000);
        assertThat(session.path("state").asString()).isEqualTo("ended");
    }

    @Test
    void oneIsShownWithItsEndpointsAndMarks() {
        record(START, "Echo");
        assertThat(execute("sessions", "show", "latest")).isZero();
        assertThat(out()).contains("tcp-server", "127.0.0.1:8888", "3.0 kB", "Note: firmware flashed");

        out.reset();
        assertThat(execute("sessions", "show", "2026", "--json")).isZero();
        JsonNode session = JsonMapper.shared().readTree(out());
        assertThat(session.path("annotations").get(0).path("text").asString()).isEqualTo("firmware flashed");
        assertThat(session.path("endpoints")
                        .get(0)
                        .path("latency")
                        .path("count")
                        .asLong())
                .isEqualTo(3);
    }

    @Test
    void aSessionIsRenamedAndDeletedByTheBeginningOfItsId() {
        String id = record(START, "Echo");
        String other = record(START.plusSeconds(60), "Echo");
        String beginning = id.substring(0, id.length() - 1);

        assertThat(execute("sessions", "rename", beginning, "bench")).isZero();
        assertThat(store().summary(id).info().name()).isEqualTo("bench");
        assertThat(execute("sessions", "delete", beginning, "none")).isEqualTo(2);
        assertThat(store().list()).as("a slip deletes nothing").hasSize(2);
        assertThat(execute("sessions", "delete", id)).isZero();
        assertThat(out()).isEqualTo(id + "\n");
        assertThat(store().list()).extracting(summary -> summary.info().id()).containsExactly(other);
    }

    @Test
    void aPartIsExported() throws IOException {
        record(START, "Echo", "Probe");
        Path into = folder.resolve("out");

        int status =
                execute("export", "latest", into.toString(), "--format", "CSV", "--from", "+2s", "--endpoint", "Probe");

        assertThat(err()).isEmpty();
        assertThat(status).isZero();
        assertThat(out()).isEqualTo(into.resolve("metrics.csv") + "\n");
        List<String> rows = Files.readAllLines(into.resolve("metrics.csv"));
        assertThat(rows.subList(1, rows.size()))
                .hasSize(2)
                .allMatch(row -> row.contains(",Probe,"))
                .first()
                .asString()
                .startsWith(START.plusSeconds(2).toString());
    }

    @Test
    void aSessionAnywhereIsExportedByItsFolder() {
        Path elsewhere = store().folder().resolve(record(START, "Echo"));
        Path into = folder.resolve("out");
        assertThat(execute("export", elsewhere.toString(), into.toString(), "--format", "json"))
                .isZero();
        assertThat(into.resolve("metrics.json")).isNotEmptyFile();
    }

    @Test
    void twoSessionsAreComparedFigureByFigure() {
        String a = record(START, "Echo");
        String b = record(START.plusSeconds(60), "Echo");
        assertThat(execute("compare", a, b)).isZero();
        assertThat(out().lines().toList())
                .startsWith("Echo")
                .anySatisfy(line -> assertThat(line).contains("Latency, p50", "1.00 ms", "0.0"));
        out.reset();
        assertThat(execute("compare", a, b, "--from", "+2s", "--json")).isZero();
        JsonNode figures = JsonMapper.shared().readTree(out()).get(0).path("figures");
        assertThat(figures.valueStream())
                .filteredOn(figure -> figure.path("figure").asString().equals("latency_p50_ms"))
                .singleElement()
                .satisfies(p50 -> {
                    assertThat(p50.path("a").asDouble()).isBetween(0.99, 1.02);
                    assertThat(p50.path("verdict").asString()).isEqualTo("too_short");
                    assertThat(p50.path("seconds_a").asInt()).isEqualTo(2);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sessions show                       | SESSION
            sessions show 1999                  | 1999
            sessions show 2026                  | 2026-01-02T03-05-05
            sessions bogus                      | bogus
            sessions delete                     | SESSION
            sessions rename latest              | NAME
            export latest                       | DIR
            export none out                     | none
            export latest out --format pigeon   | pigeon
            export latest out --from soon       | soon
            export latest out --from +9h        | 2026-01-02
            export latest out --endpoint Ehco   | Echo
            compare latest                      | B
            compare latest none                 | none
            import                              | FILE
            import none.pcap                    | none.pcap
            """)
    void badCommandLinesGetOneLineAndStatusTwo(String line, String expected) {
        record(START, "Echo");
        record(START.plusSeconds(60), "Echo");
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err()).contains(expected).startsWith("netsonde: ");
        assertThat(err().lines()).hasSize(1);
        assertThat(out()).isEmpty();
    }

    @Test
    void helpOfACommandInsideAnotherHasItsNameAndWords() {
        assertThat(execute("sessions", "rename", "--help")).isZero();
        assertThat(out()).contains("netsonde sessions rename", "Calls a session something else");
    }

    @Test
    void progressIsOneLineThatGoes() {
        try (ProgressLine progress = new ProgressLine(console(), true, "Exporting", () -> false)) {
            assertThat(progress.done(0.5)).isTrue();
            assertThat(err()).isEqualTo("\rExporting 50 %");
        }
        assertThat(err()).endsWith("\r");
        err.reset();
        try (ProgressLine progress = new ProgressLine(console(), false, "Exporting", () -> true)) {
            assertThat(progress.done(0.5)).as("cancelled").isFalse();
        }
        assertThat(err()).as("without a terminal").isEmpty();
    }

    private SessionStore store() {
        return new SessionStore(folder.resolve("sessions"), ProtocolRegistry.builtin());
    }

    /** Three seconds of 1,000 bytes each. */
    private String record(Instant start, String... names) {
        Machine machine = new Machine("Linux 6", "amd64", 2, "25");
        SessionWriter writer = store().create("", start, "1.2.3", machine, "nio", 1 << 20);
        for (String name : names) {
            writer.endpoint(
                    new EndpointInfo(
                            name,
                            name,
                            "tcp-server",
                            Role.SERVER,
                            "127.0.0.1:8888",
                            JsonNodeFactory.instance.objectNode()),
                    List.of());
            for (int second = 1; second <= 3; second++) {
                Histogram latency = new Histogram(2);
                latency.recordValue(1_000_000);
                writer.sample(
                        name,
                        new Sample(
                                start.plusSeconds(second).toEpochMilli(),
                                1_000_000_000L,
                                second * 1_000_000_000L,
                                1,
                                1,
                                second,
                                second,
                                second * 1_000L,
                                second * 1_000L,
                                second,
                                0,
                                0,
                                0,
                                0,
                                0,
                                Percentiles.of(latency),
                                new long[0]),
                        Map.of(),
                        latency);
            }
        }
        writer.annotation(new Annotation("1", start, Annotation.Kind.NOTE, "", "firmware flashed"));
        writer.end(SessionInfo.State.ENDED, start.plusSeconds(3));
        return writer.info().id();
    }

    private int execute(String... args) {
        UserData user =
                new UserData(() -> Keys.inMemory(InstantSource.system()), this::store, () -> Retention.STANDARD);
        return new Cli(console(), () -> false, workspace -> 0, user, "1.2.3").execute(args);
    }

    private Console console() {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Texts(Locale.ENGLISH));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
