package org.netsonde.app.licence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FileFailures;

/**
 * The file with the notices of bundled software. Only an installed program has one.
 *
 * @param path where it is
 */
public record NoticesFile(Path path) {

    /** The system property that names it, set by the installed launcher. */
    public static final String PROPERTY = "netsonde.notices";

    /** Ten times what there is now. */
    private static final int MAX_BYTES = 2 << 20;

    /**
     * The file that the property names.
     *
     * @param property the value of {@link #PROPERTY}, null or empty where it is not set
     * @return nothing where no file can have that name
     */
    public static Optional<NoticesFile> named(@Nullable String property) {
        if (property == null || property.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NoticesFile(Path.of(property)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Its text. Blocks on the disk.
     *
     * @throws FailureException of kind FILE if it cannot be read or is larger than any that the installer brings
     */
    public String read() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "fileTooLarge", path, MAX_BYTES >> 10));
            }
            return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(path, e), e);
        }
    }
}
