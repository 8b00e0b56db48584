package org.netsonde.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

class WholeFileTest {

    @TempDir
    Path folder;

    @Test
    void theOldFileStaysWholeWhenWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");

        assertThatThrownBy(() -> WholeFile.replace(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(Failure.Kind.FILE);
                    assertThat(e).hasMessageContaining("no space left on the disk");
                });

        assertThat(file).hasContent("old");
        assertOnly("f");
    }

    @Test
    void whatWentWrongIsSaidThoughTheTemporaryFileCannotBeRemoved() throws IOException {
        Path file = folder.resolve("f");

        assertThatThrownBy(() -> WholeFile.replace(file, out -> {
                    Path temporary = onlyFile();
                    Files.delete(temporary);
                    Files.createFile(Files.createDirectory(temporary).resolve("in the way"));
                    throw new IOException("No space left on device");
                }))
                .hasMessageContaining("no space left on the disk");
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void theOldFileStaysWholeWhenWritingIsCancelled() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");

        assertThatThrownBy(() -> WholeFile.replace(file, out -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);

        assertThat(file).hasContent("old");
        assertOnly("f");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void linksAreNotFollowed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("link"), precious);

        assertThatThrownBy(() -> WholeFile.replace(link, out -> out.write(1))).hasMessageContaining("is a link");

        assertThat(precious).hasContent("precious");
        assertOnly("link", "precious");
    }

    @Test
    void aFolderIsNotReplaced() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));

        assertThatThrownBy(() -> WholeFile.replace(inner, out -> out.write(1))).hasMessageContaining("is not a file");
        assertThat(inner).isEmptyDirectory();
    }

    private void assertOnly(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }
}
