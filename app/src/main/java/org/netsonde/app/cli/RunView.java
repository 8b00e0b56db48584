package org.netsonde.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Endpoint;

/** Tells the user how a run goes. Called on the thread of the run. */
interface RunView {

    /** Every endpoint runs. */
    void ready(List<Endpoint> endpoints);

    /** About another second has passed. */
    default void second(Duration sinceReady, List<Endpoint> endpoints) {}

    /** The exports are there. */
    default void exported(List<Path> files) {}
}
