package org.netsonde.engine.probe;

import org.netsonde.engine.probe.connect.ConnectAttempt;

/**
 * Hears how a probe gets on. Called by one thread of the probe at a time, in order, never by an event loop; a slow listener
 * delays what is told next, not what is measured.
 */
public interface ProbeListener {

    /** Hears nothing. */
    ProbeListener NONE = new ProbeListener() {};

    /** A part begins. */
    default void begun(ProbePart part) {}

    /** An attempt to connect is over, of as many as the plan has for each address family. */
    default void attempted(ConnectAttempt attempt) {}

    /** A part is over: all that has been found out so far. */
    default void found(ProbeResult soFar) {}
}
