package org.netsonde.engine.export.experiment;

import java.io.IOException;
import java.io.OutputStream;

/** One format in which the result of an experiment is taken away as a file. Stateless. */
public interface ExperimentExport {

    /** Its name on the command line, such as {@code csv}; that of the format for whole runs that is like it. */
    String id();

    /** What the names of its files end in, with the full stop. */
    String ending();

    /**
     * Writes the file's content.
     *
     * @param out buffered, closed by the caller
     */
    void write(ExperimentDocument document, OutputStream out) throws IOException;
}
