package org.netsonde.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the window. Kept behind an interface so that commands do not load it. */
@FunctionalInterface
public interface Window {

    /**
     * Shows the window until the user closes it.
     *
     * @param workspace the file to open, or null for none
     * @return the exit status
     * @throws UnsupportedOperationException if the display cannot be opened
     */
    int show(@Nullable Path workspace);
}
