package org.netsonde.engine.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;

/** One format in which a run is taken away as a file. Stateless. */
public interface Export {

    /** Its name on the command line, such as {@code csv}. */
    String id();

    /** The name of the file it makes. */
    String fileName();

    /**
     * Writes the file's content, as a stream: memory does not grow with the length of the run.
     *
     * @param out buffered, closed by the caller
     * @throws CancellationException if the progress says so
     */
    void write(ExportSource source, OutputStream out, Progress progress) throws IOException;
}
