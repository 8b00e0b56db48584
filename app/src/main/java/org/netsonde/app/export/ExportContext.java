package org.netsonde.app.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;

/** What the dialog needs of the window around it. JavaFX thread only. */
public interface ExportContext {

    /** The words. */
    Texts texts();

    /** The clock by which progress is shown. */
    FrameClock clock();

    /** Runs work off the JavaFX thread, and one of the other two on it afterwards. */
    <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed);

    /** What was chosen last. */
    Choice remembered();

    /** Remembers what was chosen. */
    void remember(Choice choice);

    /**
     * What is remembered.
     *
     * @param folder where exports went; null before the first
     * @param formats their ids; empty before the first
     */
    record Choice(@Nullable Path folder, List<String> formats) {}

    /** Asks for a folder, beginning in one. */
    Optional<Path> chooseFolder(String title, @Nullable Path from);

    /** Asks whether files that are there may be replaced, and goes on if so. */
    void confirmReplacing(List<Path> files, Runnable confirmed);

    /** Shows a folder in the system's file manager. */
    void showFolder(Path folder);

    /** Shows a short message for a while. */
    void show(String message);

    /** Takes the dialog away. */
    void close();
}
