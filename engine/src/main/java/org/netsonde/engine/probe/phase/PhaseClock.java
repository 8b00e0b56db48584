package org.netsonde.engine.probe.phase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes the phases of a conversation as they end: each begins where the one before ended. */
final class PhaseClock {

    private final List<Waterfall.Stretch> phases = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private long latest;

    /** Begins now, behind a look-up that took place before. */
    void begin(@Nullable Duration lookup, long now) {
        latest = now;
        if (lookup != null) {
            add(Phase.LOOKUP, lookup);
        }
    }

    /** A phase is over. */
    void end(Phase phase, long now) {
        add(phase, Duration.ofNanos(Math.max(0, now - latest)));
        latest = now;
    }

    private void add(Phase phase, Duration took) {
        phases.add(new Waterfall.Stretch(phase, passed, took));
        passed = passed.plus(took);
    }

    List<Waterfall.Stretch> phases() {
        return phases;
    }
}
