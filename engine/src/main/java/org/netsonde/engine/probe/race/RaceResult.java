package org.netsonde.engine.probe.race;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.probe.connect.AddressFamily;

/**
 * A race of all addresses of a host as RFC 8305 has it, and the first address of each family alone beside it.
 *
 * @param runners who ran, in the order in which they started; those that were never started, since another had won before,
 *     are among them
 * @param winner the index of the winner among them; -1 where nobody connected
 * @param took from the start of the race to its end
 * @param alone each family by itself, one for each that the host has
 * @param sentence what was found, plainly
 */
public record RaceResult(List<Runner> runners, int winner, Duration took, List<Alone> alone, Phrase sentence) {

    public RaceResult {
        runners = List.copyOf(runners);
        alone = List.copyOf(alone);
    }

    /**
     * One address in the race.
     *
     * @param address which it is
     * @param family its family
     * @param started when it began, from the start of the race on; null where it had not to
     * @param ended when it was over for it: connected, failed or given up; null where it had not to begin
     * @param outcome what came of it
     * @param failure why it failed; null where it did not
     */
    public record Runner(
            InetSocketAddress address,
            AddressFamily family,
            @Nullable Duration started,
            @Nullable Duration ended,
            Outcome outcome,
            @Nullable Failure failure) {}

    /** What can come of taking part. */
    public enum Outcome {
        /** It connected first. */
        WON,
        /** Another one won while it tried. */
        OVERTAKEN,
        /** It could not connect, or not in time. */
        FAILED,
        /** The race was over before its turn. */
        NOT_STARTED
    }

    /**
     * A family by itself, without a race.
     *
     * @param family which it is
     * @param address the address that was connected to, its first
     * @param took how long connecting took; null where it failed
     * @param failure why it failed; null where it did not
     */
    public record Alone(
            AddressFamily family,
            InetSocketAddress address,
            @Nullable Duration took,
            @Nullable Failure failure) {}

    /** Who won; empty where nobody connected. */
    public Optional<Runner> won() {
        return winner < 0 ? Optional.empty() : Optional.of(runners.get(winner));
    }
}
