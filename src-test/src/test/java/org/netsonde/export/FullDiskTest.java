package org.netsonde.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.Exports;
import org.netsonde.fixtures.SmallDisk;

/** Every export of a real session on a disk that is full sooner or later: the old file stays, nothing else is left. */
@Timeout(120)
class FullDiskTest {

    /** A run on a busy machine takes long, and its traffic much room. */
    private static final int DISK_BYTES = 1 << 22;

    private static final int STEP = 4096;
    private static final String OLD = "what was there before";

    @TempDir
    Path folder;

    @Test
    void aFullDiskLeavesTheOldFileWholeAndNoOther() throws Exception {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("disk"), DISK_BYTES >> 10);
                HostileRun run = HostileRun.record(folder.resolve("sessions"), 9)) {
            Path disk = small.folder();
            for (String format : Exports.builtin().ids()) {
                Path file = run.export(folder.resolve("whole"), format).getFirst();
                long size = Files.size(file);
                assertThat(size).as(format).isLessThan(DISK_BYTES / 2);
                Path target = disk.resolve(file.getFileName());
                Files.writeString(target, OLD);
                // From no room at all to a little less than is needed.
                for (long room = 0; room <= size - 1; room += Math.max(STEP, size / 8 / STEP * STEP)) {
                    small.leave(room);
                    assertThatThrownBy(() -> run.export(disk, format))
                            .as("%s with room for %s of %s bytes", format, room, size)
                            .isInstanceOf(FailureException.class)
                            .hasMessageContaining("There is no space left on the disk");
                    assertThat(target).hasContent(OLD);
                    assertThat(small.files()).containsExactly(target);
                }
                small.free();
                run.export(disk, format);
                assertThat(Files.size(target)).isGreaterThan(OLD.length());
                Files.delete(target);
            }
        }
    }
}
