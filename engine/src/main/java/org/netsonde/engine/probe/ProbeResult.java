package org.netsonde.engine.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.probe.connect.FamilyConnects;
import org.netsonde.engine.probe.dns.DnsResult;
import org.netsonde.engine.probe.phase.Phase;
import org.netsonde.engine.probe.phase.Waterfall;
import org.netsonde.engine.probe.race.RaceResult;

/**
 * What a probe found out, or has found out so far. Immutable.
 *
 * @param request what was asked for
 * @param at when it began
 * @param took how long it has taken
 * @param state whether there is more to come
 * @param dns what names lead to; null where that was not asked for, or has not been done
 * @param connects the attempts to connect, by address family, those to IPv6 first; empty where that was not asked for, or has
 *     not been done
 * @param waterfall the conversation over TLS and HTTP; null where that was not asked for, or has not been done
 * @param race the race of both families; null where that was not asked for, or has not been done
 * @param failure why nothing but the look-up could be done, such as that the name is unknown; null where it could
 */
public record ProbeResult(
        ProbeRequest request,
        Instant at,
        Duration took,
        State state,
        @Nullable DnsResult dns,
        List<FamilyConnects> connects,
        @Nullable Waterfall waterfall,
        @Nullable RaceResult race,
        @Nullable Failure failure) {

    public ProbeResult {
        connects = List.copyOf(connects);
    }

    /** Whether there is more to come. */
    public enum State {
        /** It goes on. */
        RUNNING,
        /** All parts are done. */
        DONE,
        /** It was given up; what is there was found out before. */
        CANCELLED,
        /** The time of all parts was up; what is there was found out before. */
        OUT_OF_TIME
    }

    /** Whether the target answered at all, in any part that talks to it: by a connection, however it went on. */
    public boolean reached() {
        return connects.stream().anyMatch(family -> family.stats().connected() > 0)
                || (waterfall != null && waterfall.took(Phase.CONNECT).isPresent())
                || (race != null && race.won().isPresent());
    }
}
