package org.netsonde.app.form;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the user for a file. JavaFX thread only. */
@FunctionalInterface
public interface FileChoice {

    /**
     * The file that the user chooses, if any.
     *
     * @param title what it is for
     * @param folder where to begin, or null
     */
    Optional<Path> choose(String title, @Nullable Path folder);
}
