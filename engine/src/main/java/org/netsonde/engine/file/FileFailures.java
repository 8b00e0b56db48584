package org.netsonde.engine.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.netsonde.engine.Failure;

/** Classifies what went wrong with a file. Stateless. */
public final class FileFailures {

    private FileFailures() {}

    /** The failure for a file that could not be read or written. */
    public static Failure of(Path file, IOException e) {
        return switch (e) {
            case NoSuchFileException absent -> Failure.of(Failure.Kind.FILE, "fileAbsent", absent(file, absent));
            case AccessDeniedException denied -> Failure.of(Failure.Kind.FILE, "fileDenied", file);
            case NotDirectoryException notFolder -> Failure.of(Failure.Kind.FILE, "notFolder", file);
            case FileAlreadyExistsException notFolder -> Failure.of(Failure.Kind.FILE, "notFolder", file);
            default ->
                isFull(e)
                        ? Failure.of(Failure.Kind.FILE, "diskFull", file)
                        : Failure.of(Failure.Kind.FILE, "fileIo", file, reason(e));
        };
    }

    /** The file itself, or its folder where that is what is missing. */
    private static Path absent(Path file, NoSuchFileException e) {
        Path folder = file.toAbsolutePath().getParent();
        boolean other = e.getFile() != null && !file.toString().equals(e.getFile());
        return other && folder != null ? folder : file;
    }

    /** Whether it says that there is no room on the disk. */
    static boolean isFull(IOException e) {
        String text = reason(e).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("not enough space") || text.contains("quota exceeded");
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
