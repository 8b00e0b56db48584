package org.netsonde.engine.session;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.Progress;

/** Makes sessions of the files of other programs, in one format. Stateless; waits for the disk. */
public interface SessionImport {

    /** Its name, such as {@code pcapng}. */
    String id();

    /** How the names of such files end, without the dot, the usual one first. */
    List<String> extensions();

    /**
     * Whether a file looks like one of these.
     *
     * @param head its first bytes, up to {@value SessionImports#HEAD}; fewer where it is shorter
     * @param name its name without folders
     */
    boolean recognises(byte[] head, String name);

    /**
     * Makes a session of a file. What was made so far is deleted where it fails or is cancelled.
     *
     * @return what was made, in the store
     * @throws FailureException if the file cannot be read or is none of these, or the session cannot be written
     * @throws CancellationException if the progress says so
     */
    SessionInfo read(Path file, SessionStore store, Progress progress);
}
