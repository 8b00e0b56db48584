package org.netsonde.app.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.charting.ChartDesk;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;

/** What the pages of a bench need of the window around it. JavaFX thread only. */
public interface BenchContext extends ChartDesk {

    /** Refreshes what shows. */
    FrameClock clock();

    /** The engine. */
    Engine engine();

    /** The endpoints of the workspace. */
    List<Endpoint> endpoints();

    /**
     * Asks which file to open.
     *
     * @param folder where to begin, or null
     */
    Optional<Path> open(String title, @Nullable Path folder);

    /** Asks whether a file may be replaced, and goes on if so. */
    void confirmReplacing(Path file, Runnable confirmed);

    /** Asks a question whose answer does something that cannot be undone, and goes on if so. */
    void confirm(String title, String question, String yes, Runnable confirmed);

    /** Goes to the panel of an endpoint; where there is no window, nothing happens. */
    default void show(Endpoint endpoint) {}
}
