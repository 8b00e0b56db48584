package org.netsonde.app.session;

import java.time.Instant;
import org.netsonde.engine.session.Annotation;

/** What can be changed about an opened session. Its methods may wait for the disk; called in the background. */
interface SessionEditor {

    /**
     * Whether it is on disk: then it has a name and notes, any moment can be marked, and marks can be taken away. In the
     * run that goes on only the present can be marked.
     */
    boolean isStored();

    /** Gives it a name; empty for none. */
    void rename(String name);

    /** Writes about it. */
    void notes(String text);

    /**
     * Marks a moment.
     *
     * @param endpointId whom it concerns; empty for the whole session
     */
    Annotation annotate(Instant at, String endpointId, String text);

    /** Takes a mark away. */
    void remove(Annotation annotation);
}
