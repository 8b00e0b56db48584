package org.netsonde.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.FailureException;

class FolderLockTest {

    @TempDir
    Path folder;

    @Test
    void whoWaitsTooLongIsToldOrGoesOnWithout() throws Exception {
        Path lock = folder.resolve(".lock");
        CompletableFuture<Boolean> has = new CompletableFuture<>();
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(
                () -> FolderLock.holding(lock, () -> {
                    has.complete(true);
                    return end.orTimeout(60, TimeUnit.SECONDS).join();
                }),
                Thread::startVirtualThread);
        has.get(60, TimeUnit.SECONDS);
        Duration most = Duration.ofMillis(20);

        assertThatThrownBy(() -> FolderLock.holding(lock, most, () -> "done"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("Another Netsonde is at work in " + folder);
        assertThat(FolderLock.holdingIfPossible(lock, most, () -> "done")).isEqualTo("done");

        end.complete(true);
        assertThat(other.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(FolderLock.holding(lock, most, () -> "done")).isEqualTo("done");
    }

    @Test
    void whatCannotBeLockedIsToldOrDoneWithout() throws IOException {
        Path lock = Files.createDirectory(folder.resolve(".lock"));

        assertThatThrownBy(() -> FolderLock.holding(lock, () -> "done")).isInstanceOf(FailureException.class);
        assertThat(FolderLock.holdingIfPossible(lock, Duration.ofMinutes(1), () -> "done"))
                .isEqualTo("done");
    }
}
