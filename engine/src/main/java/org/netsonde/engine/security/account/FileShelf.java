package org.netsonde.engine.security.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.file.FolderLock;
import org.netsonde.engine.file.PrivateFiles;

/**
 * Keeps a list in a file that only its owner may read. It is read again when it has changed, as other processes may do that. One
 * that cannot be read is reported and never written over.
 */
final class FileShelf implements Shelf {

    /** How names of files end. */
    static final String END = ".json";

    private static final String LOCK = ".accounts.lock";
    private static final int MAX_BYTES = 8 << 20;

    /** Tells one state of the file from another: a file that is written takes the place of the one before it. */
    private record Stamp(
            FileTime changed, long size, @Nullable Object key) {}

    private final Path folder;
    private final Path file;
    private final Stored first;
    private volatile Stored last;
    private @Nullable Stamp stamp;

    /**
     * A list in a folder, which is made with the first change.
     *
     * @param first what it holds where there is no file yet
     */
    FileShelf(Path folder, String name, Stored first) {
        this.folder = folder;
        file = folder.resolve(name + END);
        this.first = first;
        last = first;
    }

    @Override
    public Stored last() {
        return last;
    }

    @Override
    public synchronized Stored read() {
        Stamp now = stampOnDisk();
        if (now == null) {
            last = first;
        } else if (!now.equals(stamp)) {
            byte[] json = PrivateFiles.read(file, MAX_BYTES);
            try {
                last = StoredJson.read(json, file);
            } finally {
                Arrays.fill(json, (byte) 0);
            }
        }
        stamp = now;
        return last;
    }

    private @Nullable Stamp stampOnDisk() {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(file, e), e);
        }
    }

    @Override
    public void change(UnaryOperator<Stored> change) {
        PrivateFiles.folder(folder);
        FolderLock.holding(folder.resolve(LOCK), () -> {
            changeAlone(change);
            return true;
        });
    }

    private synchronized void changeAlone(UnaryOperator<Stored> change) {
        Stored before = read();
        Stored after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        byte[] json = StoredJson.write(after);
        try {
            if (json.length > MAX_BYTES) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "fileTooLarge", file, MAX_BYTES >> 10));
            }
            PrivateFiles.write(file, json);
        } finally {
            Arrays.fill(json, (byte) 0);
        }
        last = after;
        stamp = stampOnDisk();
    }
}
