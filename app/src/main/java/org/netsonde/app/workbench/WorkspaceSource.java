package org.netsonde.app.workbench;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.workspace.Example;
import org.netsonde.engine.workspace.Examples;
import org.netsonde.engine.workspace.Workspace;
import org.netsonde.engine.workspace.WorkspaceFile;

/** Where a workspace comes from. Its text is what people write on the command line. */
public sealed interface WorkspaceSource {

    /** What stands before the id of an example. */
    String EXAMPLE = "example:";

    /** A file of the user's, there or not. */
    record File(Path path) implements WorkspaceSource {
        @Override
        public Workspace read() {
            return new WorkspaceFile(path).read();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** Words that cannot be the name of a file on this system, so that nothing can be read. */
    record Unusable(String words) implements WorkspaceSource {
        @Override
        public Workspace read() {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "fileName", words));
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** One of the examples, written {@code example:ID}. */
    record Ready(Example example) implements WorkspaceSource {
        @Override
        public Workspace read() {
            return example.workspace();
        }

        @Override
        public String toString() {
            return EXAMPLE + example.id();
        }
    }

    /**
     * Reads the workspace. Blocks on the disk.
     *
     * @throws FailureException if it cannot be read
     */
    Workspace read();

    /**
     * The source of that text.
     *
     * @throws FailureException if there is no such example
     */
    static WorkspaceSource of(String text) {
        if (text.startsWith(EXAMPLE)) {
            return new Ready(Examples.builtin().get(text.substring(EXAMPLE.length())));
        }
        try {
            return new File(Path.of(text));
        } catch (InvalidPathException e) {
            return new Unusable(text);
        }
    }
}
