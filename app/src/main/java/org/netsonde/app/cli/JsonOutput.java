package org.netsonde.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.file.WholeFile;

/**
 * JSON that a command gives to programs, on standard output or as a file.
 *
 * @param console where standard output is
 */
record JsonOutput(Console console) {

    private static final String STANDARD_OUTPUT = "-";

    /** Writes it on standard output. */
    void print(WholeFile.Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        console.json(out.toString(StandardCharsets.UTF_8).strip());
    }

    /**
     * Writes it where the user wants it.
     *
     * @param where a file, {@code -} for standard output, or null for nowhere
     * @return whether standard output is taken by it, so that nothing else may go there
     */
    boolean write(@Nullable String where, WholeFile.Content content) {
        if (STANDARD_OUTPUT.equals(where)) {
            print(content);
            return true;
        }
        if (where != null) {
            WholeFile.replace(Path.of(where), content);
        }
        return false;
    }
}
