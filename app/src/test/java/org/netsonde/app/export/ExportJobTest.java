package org.netsonde.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.session.LiveSession;
import org.netsonde.engine.session.TimeRange;

class ExportJobTest {

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineOptions.standard());

    @AfterEach
    void close() {
        engine.close();
    }

    /** Writes a word, and does something when half of it is there. */
    private record Halfway(String id, Runnable then) implements Export {

        @Override
        public String fileName() {
            return id + ".txt";
        }

        @Override
        public void write(ExportSource source, OutputStream out, Progress progress) throws IOException {
            out.write(id.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            then.run();
            progress.report(0.5);
            progress.report(1);
        }
    }

    private ExportJob job(List<Export> exports) {
        return new ExportJob(
                () -> LiveSession.of(engine, "1"),
                info -> TimeRange.ALL,
                Set.of(),
                exports.stream()
                        .map(export -> new ExportJob.Target(export, folder.resolve(export.fileName())))
                        .toList());
    }

    @Test
    void writesEveryFile() {
        ExportJob job = job(List.of(new Halfway("a", () -> {}), new Halfway("b", () -> {})));
        assertThat(job.existing()).isEmpty();
        ExportJob.Outcome outcome = job.write();
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.files()).containsExactly(folder.resolve("a.txt"), folder.resolve("b.txt"));
        assertThat(job.progress()).isEqualTo(1);
        assertThat(job.existing()).hasSize(2);
        assertThat(folder.resolve("b.txt")).hasContent("b");
    }

    @Test
    void cancelKeepsWhatIsCompleteAndLeavesTheRestAsItWas() throws IOException {
        Files.writeString(folder.resolve("b.txt"), "old");
        ExportJob[] job = new ExportJob[1];
        job[0] = job(List.of(
                new Halfway("a", () -> {}), new Halfway("b", () -> job[0].cancel()), new Halfway("c", () -> {})));
        ExportJob.Outcome outcome = job[0].write();
        assertThat(outcome.complete()).isFalse();
        assertThat(outcome.files()).containsExactly(folder.resolve("a.txt"));
        assertThat(folder.resolve("b.txt")).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**c.txt").isDirectoryNotContaining("glob:**.tmp");
    }
}
