package org.netsonde.app.shell;

import java.nio.file.Path;
import org.netsonde.engine.Failure;

/**
 * What became of a file and is told until somebody has seen it, in whatever language the window is then. Two that are
 * equal are the same to the user.
 */
sealed interface Unseen {

    /** A file that could not be read. */
    record Unreadable(Failure failure) implements Unseen {}

    /** Work of an earlier run that could not be read and was set aside. */
    record NotRecovered(Failure failure) implements Unseen {}

    /**
     * A file that the system asked for while a question was waiting for its answer.
     *
     * @param others how many more were asked for with it
     */
    record NotOpened(Path file, int others) implements Unseen {}

    /** A file that was not saved because another window or program had changed it, with a question waiting. */
    record Changed(String name) implements Unseen {}

    /** A file that was not saved because there was one of the completed name, with a question waiting. */
    record NotReplaced(String name) implements Unseen {}
}
