package org.netsonde.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacingTest {

    @TempDir
    Path folder;

    private Path from;
    private Path to;
    private int calls;

    @BeforeEach
    void makeFiles() throws IOException {
        from = Files.writeString(folder.resolve("from"), "new");
        to = Files.writeString(folder.resolve("to"), "old");
    }

    @Test
    void aRefusalThatPassesIsWaitedFor() throws IOException {
        Replacing.move(from, to, true, refusing(3));

        assertThat(to).hasContent("new");
        assertThat(calls).isEqualTo(4);
    }

    @Test
    void aRefusalThatStaysIsReported() {
        assertThatThrownBy(() -> Replacing.move(from, to, true, refusing(Integer.MAX_VALUE)))
                .isInstanceOf(AccessDeniedException.class);

        assertThat(to).hasContent("old");
        assertThat(calls).isBetween(2, 100);
    }

    @Test
    void whereRefusalsAreFinalNothingIsTriedAgain() {
        assertThatThrownBy(() -> Replacing.move(from, to, false, refusing(1)))
                .isInstanceOf(AccessDeniedException.class);

        assertThat(calls).isEqualTo(1);
    }

    @Test
    void anyOtherErrorIsReportedAtOnce() {
        assertThatThrownBy(() -> Replacing.move(from, to, true, (a, b) -> {
                    calls++;
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");

        assertThat(calls).isEqualTo(1);
    }

    /** What looks for viruses in the new file has it open, and Java knows no better name for that. */
    @Test
    void aFileThatAnotherHasOpenIsWaitedFor() throws IOException {
        Replacing.move(
                from,
                to,
                true,
                refusing(3, new FileSystemException("from", "to", "it is being used by another process")));

        assertThat(to).hasContent("new");
        assertThat(calls).isEqualTo(4);
    }

    @Test
    void whatDoesNotPassIsReportedAtOnce() {
        for (FileSystemException lasting : List.of(
                new NoSuchFileException("to"),
                new FileAlreadyExistsException("to"),
                new AtomicMoveNotSupportedException("from", "to", "another disk"),
                new FileSystemException("to", null, "No space left on device"),
                new FileSystemException("to", null, "There is not enough space on the disk"))) {
            calls = 0;
            assertThatThrownBy(() -> Replacing.move(from, to, true, refusing(1, lasting)))
                    .isEqualTo(lasting);
            assertThat(calls).isEqualTo(1);
        }
    }

    private Replacing.Move refusing(int times) {
        return refusing(times, new AccessDeniedException("to"));
    }

    private Replacing.Move refusing(int times, FileSystemException refusal) {
        return (a, b) -> {
            calls++;
            if (calls <= times) {
                throw refusal;
            }
            Replacing.move(a, b, false);
        };
    }
}
