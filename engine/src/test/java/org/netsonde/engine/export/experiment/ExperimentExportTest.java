package org.netsonde.engine.export.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.netsonde.engine.experiment.Measured.AXIS;
import static org.netsonde.engine.experiment.Measured.RATE;
import static org.netsonde.engine.experiment.Measured.point;
import static org.netsonde.engine.experiment.Measured.ratio;
import static org.netsonde.engine.experiment.Measured.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentResults;
import org.netsonde.engine.experiment.Measured;
import org.netsonde.engine.experiment.Measured.Ratio;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExperimentExportTest {

    private static final String HOSTILE = "=1+1,</style><script>alert(1)</script>&\"'\u202e\ud800";

    private static final ExperimentResult SINGLE =
            result(RATE, null, point(null, RATE, 3, ratio("epoll", 1.5), ratio("io_uring", 0.5)));

    private static final ExperimentResult SWEEP = result(
            Measured.MEDIAN,
            AXIS,
            point(1.0, Measured.MEDIAN, 2, ratio("epoll", 1.5)),
            point(64.0, Measured.MEDIAN, 2, ratio("epoll", 2)),
            point(1024.0, Measured.MEDIAN, 2, ratio("epoll", 3)));

    @TempDir
    Path folder;

    private static String written(String format, Locale locale, String name, ExperimentResult result)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExperimentExports.builtin(locale)
                .named(List.of(format))
                .all()
                .getFirst()
                .write(new ExperimentDocument(name, result, "1.2.3"), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String written(String format, String name, ExperimentResult result) throws IOException {
        return written(format, Locale.ENGLISH, name, result);
    }

    @Test
    void csvHasARowForEachBlock() throws IOException {
        List<String> lines = written("csv", "Loops", SINGLE).lines().toList();

        assertThat(lines).hasSize(1 + 3 * 3);
        assertThat(lines.getFirst()).isEqualTo("experiment,point,side,round,turn,units,failed,seconds,rate_per_second");
        assertThat(lines.get(1)).isEqualTo("Loops,,nio,1,1,1000,0,0.060000000,40000");
        assertThat(lines.get(4)).isEqualTo("Loops,,epoll,1,1,1000,0,0.060000000,60000");
    }

    @Test
    void csvOfASweepNamesThePoint() throws IOException {
        assertThat(written("csv", "", SWEEP).lines().toList())
                .hasSize(1 + 3 * 2 * 2)
                .contains("transports,64,epoll,2,1,1000,0,0.060000000,100000");
    }

    @Test
    void csvIsNoFormula() throws IOException {
        assertThat(written("csv", HOSTILE, SINGLE).lines().skip(1)).allMatch(line -> line.startsWith("\"'=1+1,"));
        assertThat(written("csv-exact", HOSTILE, SINGLE).lines().skip(1)).allMatch(line -> line.startsWith("\"=1+1,"));
    }

    @Test
    void jsonCanBeReadBack() throws IOException {
        JsonNode json = JsonMapper.shared().readTree(written("json", HOSTILE, SWEEP));

        assertThat(json.get("$schema").asString()).isEqualTo("urn:netsonde:schema:experiment:1");
        assertThat(json.get("name").asString()).startsWith("=1+1,</style>");
        assertThat(ExperimentResults.read(json)).contains(SWEEP);
    }

    @Test
    void theReportSaysWhatWasFoundAndHow() throws IOException {
        String html = written("html", "Loops", SINGLE);

        assertThat(html)
                .contains("<h1><bdi>Loops</bdi></h1>")
                .contains("epoll is ahead of all others: epoll does 1.50 times as much in a second as nio.")
                .contains("io_uring does only 0.50 times as much in a second as nio")
                .contains("60k/s", "58.8k/s – 61.2k/s", "1.42 – 1.58", "server.requests")
                .contains("Linux 6.1 amd64", "20s", "<dd>7</dd>", "<dd>16</dd>")
                .contains("io_uring is not available")
                .doesNotContain("report.", "experiment.finding");
        assertThat(html.split("class=\"whisker\"")).hasSize(1 + 3);
        assertThat(html.split("class=\"fill ")).hasSize(1 + 3);
    }

    @Test
    void theReportOfASweepHasLinesWithBands() throws IOException {
        String html = written("html", "", SWEEP);

        assertThat(html).contains("<h1><bdi>Event loops</bdi></h1>", "epoll is ahead at every point.", ">1,024<");
        assertThat(html.split("class=\"band ")).hasSize(1 + 2);
        assertThat(html.split("class=\"line ")).hasSize(1 + 2);
    }

    @Test
    void theReportSpeaksChinese() throws IOException {
        assertThat(written("html", Locale.SIMPLIFIED_CHINESE, "", SINGLE))
                .contains("lang=\"zh-CN\"", "事件循环", "测量方法", "越大越好", "epoll 领先于其他所有方式")
                .doesNotContain("report.", "experiment.finding");
    }

    @Test
    void theReportIsHarmlessWhateverNamesSay() throws IOException {
        String html = written("html", HOSTILE, SINGLE);

        assertThat(html)
                .doesNotContain("<script>", "\u202e")
                .contains("&lt;script&gt;")
                .contains("default-src 'none'".replace("'", "&#39;"));
        assertThat(html.split("</style>")).hasSize(2);
    }

    @Test
    void whatWasNotMeasuredBreaksNoReport() throws IOException {
        ExperimentResult nothing = result(RATE, null, ExperimentResult.Ending.CANCELLED, List.of());
        ExperimentResult unknown =
                result(RATE, null, point(null, RATE, 1, new Ratio("epoll", Double.NaN, Double.NaN, Double.NaN)));

        assertThat(written("html", "", nothing)).contains("Nothing was measured.", "ended early");
        assertThat(written("csv", "", nothing).lines()).hasSize(1);
        assertThat(written("html", "", unknown)).contains("–").doesNotContain("NaN");
        assertThat(written("csv", "", unknown)).doesNotContain("NaN");
    }

    @ParameterizedTest
    @CsvSource({
        "Loops,experiment-loops",
        "'  ',experiment-transports",
        "../../etc/passwd,experiment-etc-passwd",
        "事件循环 2,experiment-事件循环-2",
        "...,experiment"
    })
    void namesMakeNamesOfFiles(String name, String file) {
        assertThat(new ExperimentDocument(name, SINGLE, "1").fileName()).isEqualTo(file);
    }

    @Test
    void resultsOfTheSameNameDoNotReplaceEachOther() {
        ExperimentDocument document = new ExperimentDocument("Loops", SINGLE, "1.2.3");

        List<Path> files = ExperimentExports.builtin(Locale.ENGLISH)
                .among(List.of("csv", "html", "pcapng"))
                .write(List.of(document, document), folder.resolve("out"));

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "experiment-loops.csv",
                        "experiment-loops.html",
                        "experiment-loops-2.csv",
                        "experiment-loops-2.html");
        assertThat(files).allMatch(Files::isRegularFile);
    }

    @Test
    void aFormatThatIsNoneIsSaidToBe() {
        assertThatThrownBy(() -> ExperimentExports.builtin(Locale.ENGLISH).named(List.of("docx")))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.INVALID_SETTINGS))
                .hasMessageContaining("csv, json, html");
    }
}
