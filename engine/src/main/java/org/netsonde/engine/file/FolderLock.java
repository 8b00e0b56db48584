package org.netsonde.engine.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.netsonde.engine.FailureException;

/** Keeps other threads and other processes out of a folder while it is changed. Stateless but for the lock itself. */
public final class FolderLock {

    /** A process can lock a file once only, so its own threads wait here. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private FolderLock() {}

    /**
     * Does something while nobody else does anything under the same lock; waits for its turn.
     *
     * @param lock a file that stands for the folder; made if there is none, and left there
     * @throws FailureException of kind FILE if the folder cannot be locked
     */
    public static <T> T holding(Path lock, Supplier<T> action) {
        THREADS.lock();
        try (FileChannel channel = FileChannel.open(
                        lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock held = channel.lock()) {
            assert held.isValid();
            return action.get();
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(lock, e), e);
        } finally {
            THREADS.unlock();
        }
    }
}
