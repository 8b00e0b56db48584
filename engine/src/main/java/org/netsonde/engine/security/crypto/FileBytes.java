package org.netsonde.engine.security.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FileFailures;

/** Reads files of any size piece by piece. Methods block on the disk. Stateless. */
final class FileBytes {

    private static final int PIECE = 1 << 16;

    private FileBytes() {}

    /**
     * Reads a file of the user to its end.
     *
     * @param <E> what the reader may throw
     * @throws FailureException of kind FILE if it cannot be read or is no file
     * @throws java.util.concurrent.CancellationException if the watch does not go on
     */
    static <E extends Exception> void read(Path file, PieceReader<E> reader, Watch watch) throws E {
        try {
            requireRegular(file);
            try (InputStream in = Files.newInputStream(file)) {
                long size = Files.size(file);
                byte[] piece = new byte[PIECE];
                long done = 0;
                watch.report(done, size);
                for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                    reader.read(piece, count);
                    done += count;
                    watch.report(done, Math.max(size, done));
                }
            }
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(file, e), e);
        }
    }

    /**
     * Refuses a pipe or a device, which would be read without end. What is not there is left to the reader.
     *
     * @throws FailureException of kind FILE if it is one
     */
    static void requireRegular(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "fileNotRegular", file));
        }
    }
}
