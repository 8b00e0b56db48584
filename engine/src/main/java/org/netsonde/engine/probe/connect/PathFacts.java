package org.netsonde.engine.probe.connect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/**
 * What the system tells of the way to a peer, read from the socket of a connection just made ({@code TCP_INFO} on Linux).
 *
 * @param sendMss the largest segment that is sent, in bytes; 0 where it is not readable
 * @param receiveMss the largest segment that is expected, in bytes; 0 where it is not readable
 * @param pathMtu the largest packet of the path that the system knows of, in bytes; 0 where it is not readable
 * @param roundTrip the smoothed round-trip time; null where it is not readable
 * @param roundTripDeviation how much that varies; null where it is not readable
 * @param why why nothing is readable; null where it is
 */
public record PathFacts(
        int sendMss,
        int receiveMss,
        int pathMtu,
        @Nullable Duration roundTrip,
        @Nullable Duration roundTripDeviation,
        @Nullable Phrase why) {

    /** None, and why. */
    static PathFacts unreadable(Phrase why) {
        return new PathFacts(0, 0, 0, null, null, why);
    }

    /** Whether the system told anything. */
    public boolean readable() {
        return why == null;
    }
}
