package org.netsonde.engine.session;

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
import org.netsonde.engine.file.PrivateFiles;

/**
 * Says that a session is being recorded. The system takes it back when the process ends in whatever way, so a session that
 * says that it goes on and is not locked was cut off.
 */
final class SessionLock implements AutoCloseable {

    private static final String FILE = "lock";

    /**
     * The folders that this process records. Its lock on a file is gone as soon as it closes any channel on that file (so
     * POSIX wants it), so the file of one of these must not even be opened.
     */
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private SessionLock(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /** Locks a folder in which there is no lock yet. */
    static SessionLock take(Path folder) throws IOException {
        SessionLock taken = lock(folder.toRealPath(), PrivateFiles::create);
        if (taken == null) {
            throw new IOException("the session is being recorded");
        }
        return taken;
    }

    /** Takes over what a process left that was cut off; null where one still records, this one included. */
    static @Nullable SessionLock takeOver(Path folder) throws IOException {
        return lock(folder.toRealPath(), SessionLock::openOrCreate);
    }

    @FunctionalInterface
    private interface Opening {
        FileChannel open(Path file) throws IOException;
    }

    private static @Nullable SessionLock lock(Path folder, Opening opening) throws IOException {
        if (!HERE.add(folder)) {
            return null;
        }
        FileChannel channel = null;
        SessionLock taken = null;
        try {
            channel = opening.open(folder.resolve(FILE));
            FileLock lock = channel.tryLock();
            taken = lock == null ? null : new SessionLock(folder, channel, lock);
            return taken;
        } finally {
            if (taken == null) {
                HERE.remove(folder);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static FileChannel openOrCreate(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return PrivateFiles.create(file);
        }
    }

    /** The session is no longer recorded. */
    @Override
    public void close() throws IOException {
        try {
            if (lock.isValid()) {
                Files.deleteIfExists(folder.resolve(FILE));
                lock.release();
            }
            channel.close();
        } finally {
            HERE.remove(folder);
        }
    }
}
