package org.netsonde.engine.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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
     * @throws IOException if there is that file, or it cannot be locked
     */
    public static OwnerLock take(Path file) throws IOException {
        OwnerLock taken = lock(file, PrivateFiles::create);
        if (taken == null) {
            throw new IOException(file + " is locked");
        }
        return taken;
    }

    /**
     * Takes over what a process left that was cut off; null where one is still at work, this one included.
     *
     * @param file made if it is not there
     * @throws IOException if it cannot be locked
     */
    public static @Nullable OwnerLock takeOver(Path file) throws IOException {
        return lock(file, OwnerLock::openOrCreate);
    }

    @FunctionalInterface
    private interface Opening {
        FileChannel open(Path file) throws IOException;
    }

    private static @Nullable OwnerLock lock(Path named, Opening opening) throws IOException {
        Path file = real(named);
        if (!HERE.add(file)) {
            return null;
        }
        FileChannel channel = null;
        OwnerLock taken = null;
        try {
            channel = opening.open(file);
            FileLock lock = channel.tryLock();
            taken = lock == null ? null : new OwnerLock(file, channel, lock);
            return taken;
        } finally {
            if (taken == null) {
                HERE.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** One name for each file, however its folder is called. */
    private static Path real(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        Path name = whole.getFileName();
        return folder == null || name == null ? whole : folder.toRealPath().resolve(name);
    }

    private static FileChannel openOrCreate(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return PrivateFiles.create(file);
        }
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
