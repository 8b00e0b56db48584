package org.netsonde.app.licence;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.PrivateFiles;

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
        return new String(PrivateFiles.readChosen(path, MAX_BYTES), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
