package org.netsonde.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerLockTest {

    @TempDir
    Path folder;

    @Test
    void aFileThatIsNotThereIsMadeAndDeletedWhenItIsClosed() throws IOException {
        Path file = folder.resolve("a.lock");
        AtomicInteger calls = new AtomicInteger();

        try (OwnerLock lock = OwnerLock.takeOver(file, whole -> {
            calls.incrementAndGet();
            return FileChannel.open(whole, StandardOpenOption.WRITE);
        })) {
            assertThat(lock).isNotNull();
            assertThat(file).exists();
        }

        assertThat(file).doesNotExist();
        assertThat(calls).hasValue(1);
    }

    @Test
    void aLockOnAFileThatIsDeletedMeanwhileIsNone() throws IOException {
        Path file = Files.createFile(folder.resolve("a.lock"));
        AtomicInteger calls = new AtomicInteger();

        try (OwnerLock lock = OwnerLock.takeOver(file, whole -> {
            FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE);
            if (calls.getAndIncrement() == 0) {
                // Its owner has ended just now, and another has begun.
                Files.delete(whole);
                Files.createFile(whole);
            }
            return channel;
        })) {
            assertThat(lock).isNotNull();
        }

        assertThat(calls).hasValue(2);
    }

    @Test
    void aFileThatIsDeletedAllTheTimeIsGivenUp() throws IOException {
        Path file = folder.resolve("a.lock");

        assertThatThrownBy(() -> OwnerLock.takeOver(file, whole -> {
                    FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE);
                    Files.delete(whole);
                    return channel;
                }))
                .isInstanceOf(IOException.class);

        assertThat(OwnerLock.takeOver(file)).as("it is not taken here").isNotNull();
    }

    @Test
    void itIsSaidWhereThereAreNoLocks() throws IOException {
        Path file = Files.createFile(folder.resolve("a.lock"));
        FileChannel real = FileChannel.open(file, StandardOpenOption.WRITE);

        assertThatThrownBy(() -> OwnerLock.takeOver(file, whole -> new ChannelWithoutLocks(real)))
                .isInstanceOf(NoLocksException.class)
                .hasMessageContaining("No locks available");
        assertThat(real.isOpen()).isFalse();

        try (OwnerLock lock = OwnerLock.takeOver(file)) {
            assertThat(Objects.requireNonNull(lock)).isNotNull();
        }
    }

    @Test
    void whatIsLockedHereIsNotTakenTwice() throws IOException {
        Path file = folder.resolve("a.lock");
        try (OwnerLock first = OwnerLock.take(file)) {
            assertThat(first).isNotNull();
            assertThat(OwnerLock.takeOver(file)).isNull();
        }
        try (OwnerLock again = OwnerLock.takeOver(file)) {
            assertThat(again).isNotNull();
        }
    }
}
