package org.netsonde.app.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

class NoticesFileTest {

    @TempDir
    Path folder;

    @Test
    void withoutThePropertyThereIsNone() {
        assertThat(NoticesFile.named(null)).isEmpty();
        assertThat(NoticesFile.named("")).isEmpty();
        assertThat(NoticesFile.named("\0")).isEmpty();
    }

    @Test
    void itIsReadAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("notices.txt"), "“Eclipse”\r\n© 2004\n");

        assertThat(NoticesFile.named(file.toString()).orElseThrow().read()).isEqualTo("“Eclipse”\n© 2004\n");
    }

    @Test
    void whatIsMuchTooLargeIsNoFileOfOurs() throws IOException {
        Path file = folder.resolve("large.txt");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(64L << 20);
        }

        assertFails(file);
    }

    @Test
    void aFileThatIsGoneIsAFailure() {
        assertFails(folder.resolve("gone.txt"));
    }

    /** A pipe or a device would be waited for without end. */
    @Test
    void whatIsNoFileIsNotRead() {
        assertThatThrownBy(() -> new NoticesFile(folder).read())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure())
                                .isEqualTo(Failure.of(Failure.Kind.FILE, "fileNotRegular", folder)));
    }

    private static void assertFails(Path file) {
        assertThatThrownBy(() -> new NoticesFile(file).read())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.FILE));
    }
}
