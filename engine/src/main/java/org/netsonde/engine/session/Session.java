package org.netsonde.engine.session;

import java.util.List;

/**
 * One run of the workbench to read: the one that goes on, or one that was recorded or imported. Safe for threads, and none
 * of the window's: reading may wait for the disk.
 */
public interface Session extends AutoCloseable {

    /** What is known of the run as a whole. */
    SessionInfo info();

    /** Its endpoints, in the order of the workspace. */
    List<? extends SessionEndpoint> endpoints();

    /** What was marked in it, in the order of time. */
    List<Annotation> annotations();

    /** Lets go of files. What was read stays; cursors find nothing more. */
    @Override
    void close();
}
