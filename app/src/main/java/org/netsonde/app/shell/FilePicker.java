package org.netsonde.app.shell;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for files and shows where they are. The window uses the system; a test answers by itself. JavaFX thread only. */
public interface FilePicker {

    /**
     * Asks which file to open.
     *
     * @param kind what sort of files there are to choose from, in the user's words
     * @param extension the end of their names, without the dot
     * @param folder where to begin, or null
     */
    Optional<Path> open(String title, String kind, String extension, @Nullable Path folder);

    /**
     * Asks which file of any sort to open.
     *
     * @param folder where to begin, or null
     */
    Optional<Path> open(String title, @Nullable Path folder);

    /**
     * Asks where to save; an existing file has been confirmed when this returns.
     *
     * @param name the name to propose
     */
    Optional<Path> save(String title, String kind, String extension, @Nullable Path folder, String name);

    /**
     * Asks for a folder.
     *
     * @param folder where to begin, or null
     */
    Optional<Path> folder(String title, @Nullable Path folder);

    /** Shows a folder in the system's file manager, where there is one. */
    void showFolder(Path folder);
}
