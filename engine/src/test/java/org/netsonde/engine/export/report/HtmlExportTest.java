package org.netsonde.engine.export.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.export.SimulatedRun;

/** What stands in a report, from a run on a clock of the test's own. */
class HtmlExportTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'&]]>\u202E\u0007\uD800";

    @Test
    void thePageHasFiguresChartsMarksAndVerdicts() throws IOException {
        String page = page(new SimulatedRun(60).source("Echo", "Probe"), Locale.ENGLISH);

        keep("report-en.html", page);
        assertThat(page).startsWith("<!DOCTYPE html>").contains("<html lang=\"en\">");
        assertThat(page)
                .contains("Report of a run", "<bdi>Echo</bdi>", "<bdi>Probe</bdi>")
                .contains("p99.9", "No reply in time", "Delay of 9 ms injected")
                .contains("2 of 3 thresholds broken", "p99 latency not above 8 ms for 3s");
        assertThat(Pattern.compile("<svg ").matcher(page).results()).hasSize(8);
        assertThat(page).contains("1.2.3", "127.0.0.1:8888", "Linux 6", "nio");
    }

    @Test
    void thePageMayLoadNothingAndHasNoScript() throws IOException {
        String page = page(new SimulatedRun(5).source(HOSTILE, "Probe"), Locale.ENGLISH);

        assertThat(page).contains("default-src &#39;none&#39;; style-src &#39;sha256-");
        assertThat(page).doesNotContain("<script", "<link", "<img", "javascript:", " style=");
        assertThat(page).doesNotContainPattern("<[^>]* on[a-z]+=");
        assertThat(page).doesNotContain("\u202E", "\u0007").contains("\\u202e");
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;]]&gt;");
    }

    @Test
    void thePageIsInChineseIfAskedTo() throws IOException {
        String page = page(new SimulatedRun(60).source("回显", "探测"), Locale.SIMPLIFIED_CHINESE);

        keep("report-zh.html", page);
        assertThat(page).contains("<html lang=\"zh-CN\">", "运行报告", "p99 延迟不得连续 3s 高于 8 ms", "未及时收到回复");
        assertThat(page).doesNotContainPattern(">[^<{]*(report|figure|failureKind)\\.[a-z]");
    }

    @Test
    void aLongRunIsNoLongerPage() throws IOException {
        int minutes = page(new SimulatedRun(1200).source("Echo", "Probe"), Locale.ENGLISH)
                .length();
        String hours = page(new SimulatedRun(7200).source("Echo", "Probe"), Locale.ENGLISH);

        keep("report-long.html", hours);
        assertThat(hours.length()).isLessThan(minutes * 2).isLessThan(1_000_000);
        assertThat(hours).contains("each column shows the least and the largest of its values");
    }

    @Test
    void everyKindOfFailureHasAName() {
        Words english = new Words(Locale.ENGLISH, ZoneOffset.UTC);
        for (Failure.Kind kind : Failure.Kind.values()) {
            assertThat(english.failure(kind)).isNotEqualTo(kind.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void figuresAreWrittenForPeople() {
        Words english = new Words(Locale.ENGLISH, ZoneOffset.UTC);

        assertThat(english.bytes(1_234_567)).isEqualTo("1.23 MB");
        assertThat(english.bytes(12)).isEqualTo("12 B");
        assertThat(english.brief(15_000)).isEqualTo("15k");
        assertThat(english.millis(1_234_567)).isEqualTo("1.23 ms");
        assertThat(english.duration(9_500_000_000L)).isEqualTo("9.5 s");
        assertThat(english.duration(125_000_000_000L)).isEqualTo("2:05 min");
        assertThat(english.duration(3_725_000_000_000L)).isEqualTo("1:02:05 h");
    }

    private static String page(ExportSource source, Locale locale) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HtmlExport(locale, ZoneOffset.UTC).write(source, out, Progress.NONE);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** For whoever wants to look at it. */
    private static void keep(String name, String page) throws IOException {
        Files.writeString(Files.createDirectories(Path.of("target", "reports")).resolve(name), page);
    }
}
