package org.netsonde.app.form;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the user where to save something. JavaFX thread only. */
public interface PlaceChoice {

    /**
     * The folder that the user chooses, if any.
     *
     * @param title what it is for
     * @param folder where to begin, or null
     */
    Optional<Path> folder(String title, @Nullable Path folder);

    /**
     * The file that the user chooses, there or not, if any.
     *
     * @param title what it is for
     * @param folder where to begin, or null
     */
    Optional<Path> file(String title, @Nullable Path folder);
}
