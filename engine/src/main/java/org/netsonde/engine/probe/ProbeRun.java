package org.netsonde.engine.probe;

import java.util.concurrent.CompletionStage;

/** A probe that runs. Safe for threads. */
public interface ProbeRun {

    /**
     * Completes with what was found out, also where it was cancelled or ran out of time; exceptionally with a
     * {@link org.netsonde.engine.FailureException} where it could not begin, such as for want of a file of authorities. Completes
     * after the last call of the listener, on a thread of the probe.
     */
    CompletionStage<ProbeResult> result();

    /** Gives up: what is open is closed, and the result is what was found out before. */
    void cancel();
}
