package org.netsonde.app.cli;

import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.WorkspaceSource;

/** Opens the window. Kept behind an interface so that commands do not load it. */
@FunctionalInterface
public interface Window {

    /**
     * Shows the window until the user closes it.
     *
     * @param workspace what to open, or null for nothing
     * @return the exit status
     * @throws UnsupportedOperationException if the display cannot be opened
     */
    int show(@Nullable WorkspaceSource workspace);
}
