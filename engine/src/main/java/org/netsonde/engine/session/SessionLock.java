package org.netsonde.engine.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.file.PrivateFiles;

/**
 * Says that a session is being recorded. The system takes it back when the process ends in whatever way, so a session that
 * says that it goes on and is not locked was cut off.
 */
final class SessionLock implements AutoCloseable {

    private static final String FILE = "lock";

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private SessionLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Locks a folder in which there is no lock yet. */
    static SessionLock take(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = PrivateFiles.create(file);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IOException("the session is being recorded");
        }
        return new SessionLock(file, channel, lock);
    }

    /** Takes over what a process left that was cut off; null where one still records. */
    static @Nullable SessionLock takeOver(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            channel = PrivateFiles.create(file);
        }
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            return null;
        }
        return new SessionLock(file, channel, lock);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This process itself records it.
            return null;
        }
    }

    /** The session is no longer recorded. */
    @Override
    public void close() throws IOException {
        if (lock.isValid()) {
            Files.deleteIfExists(file);
            lock.release();
        }
        channel.close();
    }
}
