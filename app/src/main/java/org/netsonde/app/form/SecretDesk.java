package org.netsonde.app.form;

import java.util.Map;
import java.util.function.Consumer;

/** Where forms ask for secrets: settings hold their names only. Does not block. JavaFX thread only. */
public interface SecretDesk {

    /** Where the value of a secret comes from. */
    enum Source {
        /** An environment variable, which comes first. */
        ENVIRONMENT,
        /** What the user stored on this machine. */
        STORE,
        /** It is not known. */
        NONE
    }

    /** Finds out where the value of a secret comes from, and tells it later on the JavaFX thread. */
    void find(String name, Consumer<Source> found);

    /** Asks the user for the value and stores it, or forgets the one that is stored; then calls. */
    void change(String name, Runnable changed);

    /**
     * Asks the user whether the values that came with a command are to be stored under these names, and stores or drops them;
     * then calls. The values are erased whatever the answer.
     */
    void offer(Map<String, char[]> values, Runnable done);

    /**
     * Asks the user whether a value that was made or typed elsewhere is to be stored under a name, and stores or drops it. The
     * value is erased whatever the answer.
     *
     * @param told whether it is stored now; what went wrong was said before
     */
    void keep(String name, char[] value, Consumer<Boolean> told);

    /** The environment variable that holds the secret of a name. */
    String variable(String name);
}
