package org.netsonde.app.experiment;

import org.netsonde.app.bench.BenchContext;
import org.netsonde.app.form.Editors;

/** What the screen of experiments needs of the window around it. JavaFX thread only. */
public interface ExperimentContext extends BenchContext {

    /** The experiments, and the one that runs. */
    ExperimentDesk desk();

    /** The editors of forms. */
    Editors editors();

    /** The version of the program, for exports. */
    String version();

    /** Shows another experiment. */
    void choose(String id);

    /** Asks for a name, and keeps the experiment in the workspace. */
    void save(Trial trial);

    /** Asks for another name of one that the workspace keeps. */
    void rename(Trial trial);

    /** Keeps another one like it in the workspace, and shows that. */
    void duplicate(Trial trial);

    /** Keeps it in the workspace no more, if the user is sure. */
    void delete(Trial trial);

    /** Stops all endpoints of the workspace. */
    void stopEndpoints();
}
