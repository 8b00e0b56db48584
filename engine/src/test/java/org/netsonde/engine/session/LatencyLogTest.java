package org.netsonde.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of latencies of several endpoints. */
class LatencyLogTest {

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(LatencyLog.BEGINNING);
        for (int second = 1; second <= 3; second++) {
            for (String key : List.of("e1", "e11", "e2")) {
                Histogram latencies = LatencyLog.empty();
                latencies.recordValue(second * 1_000L);
                out.writeBytes(LatencyLog.line(
                        key,
                        (second - 1) * 1_000L,
                        second * 1_000L,
                        latencies.getMaxValue(),
                        LatencyLog.encode(latencies)));
            }
        }
        log = folder.resolve("latency.hlog");
        Files.write(log, out.toByteArray());
    }

    private List<String> read(@Nullable String key, TimeRange range) throws IOException {
        List<String> all = new ArrayList<>();
        LatencyLog.forEach(
                List.of(log), key, range, (of, histogram) -> all.add(of + " " + histogram.getEndTimeStamp()));
        return all;
    }

    @Test
    void oneKeyIsReadWithoutThoseThatBeginLikeIt() throws IOException {
        assertThat(read("e1", TimeRange.ALL)).containsExactly("e1 1000", "e1 2000", "e1 3000");
        assertThat(read("e1", new TimeRange(1_500, 2_500))).containsExactly("e1 2000");
        assertThat(read("e", TimeRange.ALL)).isEmpty();
    }

    @Test
    void withoutAKeyAllAreRead() throws IOException {
        assertThat(read(null, TimeRange.ALL)).hasSize(9).startsWith("e1 1000", "e11 1000", "e2 1000");
    }
}
