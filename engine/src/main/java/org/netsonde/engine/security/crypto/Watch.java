package org.netsonde.engine.security.crypto;

import java.util.concurrent.CancellationException;

/** Hears how far something long is, and may end it. Called on the thread that does the work; must be quick. */
@FunctionalInterface
public interface Watch {

    /** Nobody can tell how much is done. */
    long UNKNOWN = -1;

    /** Hears nothing, ends nothing. */
    Watch NONE = (done, all) -> true;

    /**
     * So far it is.
     *
     * @param done how much of it is done, or {@link #UNKNOWN}
     * @param all how much there is
     * @return whether to go on
     */
    boolean goOn(long done, long all);

    /**
     * Reports, and ends the work where it is not to go on.
     *
     * @throws CancellationException if it is not
     */
    default void report(long done, long all) {
        if (!goOn(done, all)) {
            throw new CancellationException("the work was cancelled");
        }
    }
}
