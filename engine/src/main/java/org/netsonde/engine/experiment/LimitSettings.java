package org.netsonde.engine.experiment;

import java.time.Duration;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;

/**
 * How long an experiment goes on, as the user says it, in workspaces {@code {"time": "20s", "width": 0.02}}.
 *
 * @param time the longest it measures, all points together
 * @param width it ends earlier once every interval reaches no further than this part of the figure, from 0.001 to 0.5
 */
public record LimitSettings(
        @Option(min = 100_000_000L, max = 3_600_000_000_000L)
        Duration time,

        @Option(min = 0, max = 1) double width) implements Settings {

    private static final double FINEST = 0.001;
    private static final double COARSEST = 0.5;

    public LimitSettings {
        if (width < FINEST || width > COARSEST) {
            throw new SettingsException("width", Phrase.of("problem.range", FINEST, COARSEST, width));
        }
    }

    /** As {@link RunLimits#standard}. */
    public LimitSettings() {
        this(RunLimits.standard(0).time(), RunLimits.standard(0).width());
    }

    /**
     * The limits with a seed.
     *
     * @param seed of the order in which sides take turns
     */
    public RunLimits limits(long seed) {
        return new RunLimits(time, width, seed);
    }
}
