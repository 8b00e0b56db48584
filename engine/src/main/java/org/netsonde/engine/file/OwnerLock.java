package org.netsonde.engine.file;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.OperatingSystem;

/**
 * Says that a process is at work on something that outlives it, such as a session that is being recorded. The system takes
 * it back when the process ends in whatever way, so what is unfinished and not locked was cut off. May be closed from any
 * thread.
 */
public final class OwnerLock implements AutoCloseable {

    /**
     * The files that this process has locked. Its lock on a file is gone as soon as it closes any channel on that file (so
     * POSIX wants it), so none of these must even be opened.
     */
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    /** What others do to the file lasts for microseconds; on Windows, what looks at every new file takes longer. */
    private static final int TRIES = 100;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private OwnerLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Locks by a new file, whose folder must be there.
     *
     * @throws NoLocksException if the file system has no locks
     * @throws IOException if there is that file, or it cannot be made
     */
    public static OwnerLock take(Path file) throws IOException {
        OwnerLock taken = lock(file, whole -> locked(whole, PrivateFiles.create(whole)));
        if (taken == null) {
            throw new IOException(file + " is locked");
        }
        return taken;
    }

    /**
     * Takes over what a process left that was cut off; null where one is still at work, this one included. Of any number of
     * processes that try at once, one gets it.
     *
     * @param file made if it is not there
     * @throws NoLocksException if the file system has no locks
     * @throws IOException if the file cannot be made or opened
     */
    public static @Nullable OwnerLock takeOver(Path file) throws IOException {
        return takeOver(file, whole -> FileChannel.open(whole, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    }

    static @Nullable OwnerLock takeOver(Path file, Opening opening) throws IOException {
        return lock(file, whole -> lockedAsItStands(whole, opening));
    }

    /** Opens a file that is there. */
    @FunctionalInterface
    interface Opening {
        /** To be locked. */
        FileChannel open(Path file) throws IOException;
    }

    @FunctionalInterface
    private interface Locking {
        @Nullable
        OwnerLock lock(Path file) throws IOException;
    }

    private static @Nullable OwnerLock lock(Path named, Locking locking) throws IOException {
        Path file = real(named);
        if (!HERE.add(file)) {
            return null;
        }
        OwnerLock taken = null;
        try {
            taken = locking.lock(file);
            return taken;
        } finally {
            if (taken == null) {
                HERE.remove(file);
            }
        }
    }

    /**
     * Others make the file and delete it at the same time. Whoever gets a lock on a file that has been deleted meanwhile has
     * nothing, as the next one locks the file that has come in its place: so it must be the same before and after.
     */
    private static @Nullable OwnerLock lockedAsItStands(Path file, Opening opening) throws IOException {
        IOException latest = new NoSuchFileException(file.toString());
        for (int left = TRIES; left > 0 && !Thread.currentThread().isInterrupted(); left--) {
            OwnerLock lock = null;
            boolean good = false;
            try {
                Optional<Object> before = identity(file);
                lock = locked(file, opening.open(file));
                if (lock == null) {
                    return null;
                }
                good = before.equals(identity(file));
                if (good) {
                    return lock;
                }
            } catch (NoSuchFileException e) {
                latest = e;
                make(file);
            } catch (AccessDeniedException e) {
                latest = e;
                if (OperatingSystem.here() != OperatingSystem.WINDOWS) {
                    throw e;
                }
                // So Windows says of a file that is deleted and that somebody has still open.
                LockSupport.parkNanos(PAUSE_NANOS);
            } finally {
                if (lock != null && !good) {
                    lock.channel.close();
                }
            }
        }
        throw latest;
    }

    /** It is opened anew to be locked: another may have been faster. */
    private static void make(Path file) throws IOException {
        try (FileChannel made = PrivateFiles.create(file)) {
            assert made.isOpen();
        } catch (FileAlreadyExistsException e) {
            // As good as if it had been made here.
        }
    }

    /** What tells a file from another one of that name; nothing on systems that have no such thing. */
    private static Optional<Object> identity(Path file) throws IOException {
        return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey());
    }

    /** Null where another process has it; the channel is closed then. */
    private static @Nullable OwnerLock locked(Path file, FileChannel channel) throws IOException {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new NoLocksException(file, e);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : new OwnerLock(file, channel, lock);
    }

    /** One name for each file, however its folder is called. */
    private static Path real(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        Path name = whole.getFileName();
        return folder == null || name == null ? whole : folder.toRealPath().resolve(name);
    }

    /** The work is done, or left to others; the file is deleted. */
    @Override
    public void close() throws IOException {
        try {
            if (lock.isValid()) {
                Files.deleteIfExists(file);
                lock.release();
            }
            channel.close();
        } finally {
            HERE.remove(file);
        }
    }
}
