package org.netsonde.app.workbench;

import java.nio.file.Path;

/** Reads and writes workspace files. Called off the window's thread. */
public interface WorkspaceStore {

    /**
     * Reads a file.
     *
     * @throws org.netsonde.engine.FailureException if it cannot be read or is not a workspace
     */
    WorkspaceDocument read(Path file);

    /**
     * Writes a file whole or not at all.
     *
     * @throws org.netsonde.engine.FailureException if it cannot be written
     */
    void write(Path file, WorkspaceDocument document);
}
