package org.netsonde.engine.session;

/**
 * What a session came to, for the list of sessions.
 *
 * @param bytesIn bytes received, of all endpoints
 * @param bytesOut bytes sent
 * @param requests requests
 * @param errors failures
 * @param annotations how many moments were marked
 */
public record SessionTotals(long bytesIn, long bytesOut, long requests, long errors, long annotations) {

    /** Nothing. */
    public static final SessionTotals NONE = new SessionTotals(0, 0, 0, 0, 0);
}
