package org.netsonde.engine.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file is there and can be written, but its file system knows no locks, as NFS without its lock service. */
public final class NoLocksException extends IOException {

    private static final long serialVersionUID = 1L;

    /** For that file, from what the system said. */
    public NoLocksException(Path file, IOException cause) {
        super(file + " cannot be locked: " + cause.getMessage(), cause);
    }
}
