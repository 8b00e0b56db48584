package org.netsonde.engine.relay.balance;

import java.time.Duration;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/**
 * When a back end that fails in use is left alone.
 *
 * @param failures after how many failures in a row; 0 for never
 * @param pause for how long at first; twice as long each time that it fails again when it is tried
 * @param maxPause for how long at most
 */
public record Ejection(
        @Option(min = 0, max = 1000) int failures,

        @Option(min = 10_000_000, max = 3_600_000_000_000L) Duration pause,

        @Option(min = 10_000_000, max = 86_400_000_000_000L) Duration maxPause) {

    /** Twice as long as often as this is longer than any pause may be. */
    private static final int MOST_DOUBLINGS = 30;

    public Ejection {
        if (pause.compareTo(maxPause) > 0) {
            throw new SettingsException("pause", Phrase.of("problem.ejection.pauseOverMax"));
        }
    }

    /** After three failures, for one second at first and half a minute at most. */
    public Ejection() {
        this(3, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    /** For how long it is left alone, in nanoseconds, after it was left alone so many times with no good between them. */
    long pauseNanos(int before) {
        return Math.min(maxPause.toNanos(), pause.toNanos() << Math.min(before, doublings()));
    }

    /** How many doublings neither overflow nor leave the longest pause unreached. */
    private int doublings() {
        return Math.min(MOST_DOUBLINGS, Long.numberOfLeadingZeros(pause.toNanos()) - 1);
    }
}
