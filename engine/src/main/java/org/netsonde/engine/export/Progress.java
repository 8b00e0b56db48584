package org.netsonde.engine.export;

import java.util.concurrent.CancellationException;

/** Hears how far an export is and may cancel it. Called on the exporting thread; must be quick. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing, never cancels. */
    Progress NONE = fraction -> true;

    /**
     * Part of the work is done.
     *
     * @param fraction how much, from 0 to 1
     * @return whether to go on
     */
    boolean done(double fraction);

    /**
     * Reports, and ends the export when it was cancelled.
     *
     * @throws CancellationException if the user no longer wants it
     */
    default void report(double fraction) {
        if (!done(fraction)) {
            throw new CancellationException("the export was cancelled");
        }
    }
}
