package org.netsonde.app.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.netsonde.engine.OperatingSystem;

/**
 * What the system asks a running program to open. On macOS a double click on a file is no argument but an event to the
 * program, which may be running for long; the one that started it waits until somebody listens. JavaFX has no public API
 * for it, and that of AWT hears nothing where JavaFX runs the program's event loop. JavaFX thread only.
 */
public final class OpenRequests {

    private OpenRequests() {}

    /** Whether files are opened by events on a system. */
    public static boolean areEvents(OperatingSystem system) {
        return system == OperatingSystem.MAC;
    }

    /**
     * Listens from now on, once in a process. What was asked for before this call is handed over within it.
     *
     * <p>In the installed program, JavaFX is a module that keeps {@code com.sun.glass.ui} to itself, so its launcher says
     * {@code --add-exports=javafx.graphics/com.sun.glass.ui=ALL-UNNAMED}. Without that, or with a JavaFX that has changed
     * inside, files are opened from the program's menu only.
     *
     * @param open what opens files
     * @return whether it listens
     */
    public static boolean listen(Consumer<List<Path>> open) {
        try {
            return GlassEvents.listen(names -> {
                List<Path> files = files(names);
                if (!files.isEmpty()) {
                    open.accept(files);
                }
            });
        } catch (LinkageError e) {
            System.getLogger(OpenRequests.class.getName())
                    .log(System.Logger.Level.WARNING, "files are not opened by a double click: {0}", e.getMessage());
            return false;
        }
    }

    /** Names that cannot be those of files are passed over. */
    private static List<Path> files(List<String> names) {
        return names.stream()
                .flatMap(name -> {
                    try {
                        return Stream.of(Path.of(name));
                    } catch (InvalidPathException e) {
                        return Stream.empty();
                    }
                })
                .toList();
    }
}
