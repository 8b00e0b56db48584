package org.netsonde.engine.session;

import java.util.List;

/**
 * A session as the list of sessions shows it.
 *
 * @param info what is known of it as a whole
 * @param endpoints the names of its endpoints
 * @param totals what it came to
 * @param size what it takes on disk, in bytes
 */
public record SessionSummary(SessionInfo info, List<String> endpoints, SessionTotals totals, long size) {

    public SessionSummary {
        endpoints = List.copyOf(endpoints);
    }

    /** Whether the user has said something about it, so that it is not deleted unasked. */
    public boolean kept() {
        return !info.name().isEmpty() || !info.notes().isEmpty();
    }
}
