package org.netsonde.engine.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.concurrent.CancellationException;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.OperatingSystem;

/**
 * Replaces files by way of a temporary file in the same folder that is forced to disk and moved into place, so that a
 * full disk, a crash or a cancel leaves the old file as it was. Stateless.
 */
public final class WholeFile {

    /** For what {@link Files#createTempFile} puts into a name, which has up to 20 digits, and for the end. */
    private static final int ROOM = 32;

    private WholeFile() {}

    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; the stream is buffered and closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replaces a file or makes a new one. The permissions of an existing file are kept; a new one is readable by its
     * owner only. Links are not followed: a link in the file's place is an error.
     *
     * @throws FailureException of kind FILE if it could not be written; then the old file is as it was
     * @throws CancellationException if the content throws it; likewise
     */
    public static void replace(Path file, Content content) {
        try {
            Path target = file.toAbsolutePath();
            refuseLink(target);
            // Temporary files are made with permissions for their owner only.
            Path temporary = Files.createTempFile(folderOf(target), prefix(target), ".tmp");
            boolean moved = false;
            try {
                write(temporary, content);
                keepPermissions(target, temporary);
                Replacing.move(temporary, target, OperatingSystem.here() == OperatingSystem.WINDOWS);
                moved = true;
            } finally {
                if (!moved) {
                    remove(temporary);
                }
            }
            forceFolder(folderOf(target));
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(file, e), e);
        }
    }

    /**
     * Copies a file over another in the same way, permissions included.
     *
     * @throws FailureException of kind FILE if it could not be copied
     */
    public static void copy(Path from, Path to) {
        replace(to, out -> Files.copy(from, out));
        try {
            keepPermissions(from, to);
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(to, e), e);
        }
    }

    private static void refuseLink(Path target) throws FileSystemException {
        if (Files.isSymbolicLink(target)) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "fileIsLink", target));
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(target)) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "fileNotRegular", target));
        }
    }

    private static void write(Path temporary, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null && Files.exists(from)) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }

    /** The number and the end behind it must fit too where the file's own name is as long as can be. */
    private static String prefix(Path target) {
        return FileNames.shortened("." + target.getFileName(), FileNames.MOST_BYTES - ROOM);
    }

    /** What went wrong before is what the user is to hear of. */
    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            System.getLogger(WholeFile.class.getName())
                    .log(System.Logger.Level.WARNING, () -> "could not remove " + temporary, e);
        }
    }

    private static Path folderOf(Path target) {
        Path parent = target.getParent();
        return parent == null ? target : parent;
    }

    /** Makes the move itself survive a crash; not every system can open a folder, and none needs it to be correct. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            System.getLogger(WholeFile.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "could not force " + folder, e);
        }
    }
}
