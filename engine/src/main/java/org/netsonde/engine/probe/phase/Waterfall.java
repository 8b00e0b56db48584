package org.netsonde.engine.probe.phase;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;

/**
 * One conversation with a server, phase by phase: as far as it was asked to go, or as it got.
 *
 * @param address the address that was connected to; null where there was none
 * @param phases the phases that it got through, in their order, without a gap between them
 * @param tls what was agreed on over TLS; null in the clear, or where it did not get there
 * @param http what was replied; null where nothing was asked, or no reply was got
 * @param failure where it ended too early, why; null where it went well
 */
public record Waterfall(
        @Nullable InetSocketAddress address,
        List<Stretch> phases,
        @Nullable TlsSeen tls,
        @Nullable HttpSeen http,
        @Nullable Failure failure) {

    public Waterfall {
        phases = List.copyOf(phases);
    }

    /**
     * A phase.
     *
     * @param phase which it is
     * @param start when it began, from the beginning of the first on
     * @param took how long it took
     */
    public record Stretch(Phase phase, Duration start, Duration took) {}

    /** How long a phase took; empty where it was not got through. */
    public Optional<Duration> took(Phase phase) {
        return phases.stream()
                .filter(stretch -> stretch.phase() == phase)
                .map(Stretch::took)
                .findFirst();
    }

    /** How long all of it took. */
    public Duration total() {
        return phases.isEmpty()
                ? Duration.ZERO
                : phases.getLast().start().plus(phases.getLast().took());
    }
}
