package org.netsonde.app.charting;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;

/** What the menu of a chart needs of the window around it. JavaFX thread only. */
public interface ChartDesk {

    /** The words. */
    Texts texts();

    /**
     * Asks where to save.
     *
     * @param kind what sort of file it is, in the user's words
     * @param extension the end of its name, without the dot
     * @param name the name to propose
     */
    Optional<Path> saveTo(String title, String kind, String extension, String name);

    /** Runs work that touches the disk off the JavaFX thread, and one of the other two on it afterwards. */
    <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed);

    /** Says that a file was written, and offers to go there. */
    void written(Path file);

    /** Shows a short message for a while. */
    void show(String message);

    /** Shows a failure for a while. */
    void show(Failure failure);
}
