package org.netsonde.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.Exports;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Peers;

/** Every export of a real session on a disk that is full sooner or later: the old file stays, nothing else is left. */
@Timeout(120)
class FullDiskTest {

    private static final int DISK_BYTES = 1 << 20;
    private static final int STEP = 4096;
    private static final String OLD = "what was there before";

    @TempDir
    Path folder;

    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = command("mount", "-t", "tmpfs", "-o", "size=" + DISK_BYTES, "tmpfs", disk.toString());
        if (!mounted) {
            Peers.lack("a small disk cannot be mounted; run as root");
        }
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(command("umount", disk.toString())).isTrue();
        }
    }

    private static boolean command(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void aFullDiskLeavesTheOldFileWholeAndNoOther() throws Exception {
        try (HostileRun run = HostileRun.record(folder.resolve("sessions"), 9)) {
            for (String format : Exports.builtin().ids()) {
                Path file = run.export(folder.resolve("whole"), format).getFirst();
                long size = Files.size(file);
                assertThat(size).as(format).isLessThan(DISK_BYTES / 2);
                Path target = disk.resolve(file.getFileName());
                Files.writeString(target, OLD);
                // From no room at all to a little less than is needed.
                for (long room = 0; room <= size - 1; room += Math.max(STEP, size / 8 / STEP * STEP)) {
                    fillUpTo(room);
                    assertThatThrownBy(() -> run.export(disk, format))
                            .as("%s with room for %s of %s bytes", format, room, size)
                            .isInstanceOf(FailureException.class)
                            .hasMessageContaining("There is no space left on the disk");
                    assertThat(target).hasContent(OLD);
                    assertThat(names()).containsExactlyInAnyOrder(String.valueOf(file.getFileName()), "filling");
                }
                Files.delete(disk.resolve("filling"));
                run.export(disk, format);
                assertThat(Files.size(target)).isGreaterThan(OLD.length());
                Files.delete(target);
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> list = Files.list(disk)) {
            return list.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    /** Fills the disk but for so many bytes, to a page. */
    private void fillUpTo(long room) throws IOException {
        Path filling = disk.resolve("filling");
        Files.deleteIfExists(filling);
        long free = Files.getFileStore(disk).getUsableSpace();
        Files.write(filling, new byte[(int) (free - room / STEP * STEP)]);
    }
}
