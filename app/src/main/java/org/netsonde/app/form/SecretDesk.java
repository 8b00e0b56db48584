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
     * Asks the user whether values that came from elsewhere are to be stored under these names, and stores or drops them;
     * then calls. The values are erased whatever the answer.
     */
    void offer(Map<String, char[]> values, Runnable done);

    /** The environment variable that holds the secret of a name. */
    String variable(String name);
}
