package org.netsonde.engine.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/** Keeps other threads and other processes out of a folder while it is changed. Stateless but for the lock itself. */
public final class FolderLock {

    private static final System.Logger LOG = System.getLogger(FolderLock.class.getName());

    /** A process can lock a file once only, so its own threads wait here. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    /** What is done under it takes a second, such as to make a key. */
    private static final Duration MOST = Duration.ofSeconds(30);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private FolderLock() {}

    /**
     * Does something while nobody else does anything under the same lock; waits for its turn, for half a minute at most.
     *
     * @param lock a file that stands for the folder; made if there is none, and left there
     * @throws FailureException of kind FILE if the folder cannot be locked, or another has it for too long
     */
    public static <T> T holding(Path lock, Supplier<T> action) {
        return holding(lock, MOST, action);
    }

    static <T> T holding(Path lock, Duration most, Supplier<T> action) {
        long until = System.nanoTime() + most.toNanos();
        if (!tryThreads(most)) {
            throw busy(lock);
        }
        try (FileChannel channel = open(lock)) {
            if (!tryLock(channel, until)) {
                throw busy(lock);
            }
            return action.get();
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(lock, e), e);
        } finally {
            THREADS.unlock();
        }
    }

    private static FailureException busy(Path lock) {
        Path folder = lock.toAbsolutePath().getParent();
        return new FailureException(Failure.of(Failure.Kind.FILE, "folderBusy", folder == null ? lock : folder));
    }

    /**
     * Does something while nobody else does anything under the same lock, but does it all the same where the lock cannot be
     * had: the file system has none, or another keeps it for too long. For what is better done at the risk of undoing a
     * change of somebody else than not at all.
     *
     * @param lock as for {@link #holding}
     * @param most how long to wait for others
     */
    public static <T> T holdingIfPossible(Path lock, Duration most, Supplier<T> action) {
        long until = System.nanoTime() + most.toNanos();
        boolean alone = tryThreads(most);
        try {
            FileChannel channel = alone ? tryLock(lock, until) : null;
            try {
                return action.get();
            } finally {
                // Closing gives the lock back.
                close(channel);
            }
        } finally {
            if (alone) {
                THREADS.unlock();
            }
        }
    }

    private static boolean tryThreads(Duration most) {
        try {
            return THREADS.tryLock(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Null where the lock cannot be had. */
    private static @Nullable FileChannel tryLock(Path lock, long until) {
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = open(lock);
            locked = tryLock(channel, until);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> lock + " is done without", e);
        } finally {
            if (!locked) {
                close(channel);
            }
        }
        return locked ? channel : null;
    }

    /** Closing the channel gives it back. */
    private static boolean tryLock(FileChannel channel, long until) throws IOException {
        while (channel.tryLock() == null) {
            if (System.nanoTime() - until >= 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    private static FileChannel open(Path lock) throws IOException {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a lock could not be closed", e);
        }
    }
}
