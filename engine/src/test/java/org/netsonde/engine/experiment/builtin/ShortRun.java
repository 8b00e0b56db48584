package org.netsonde.engine.experiment.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentRunner;
import org.netsonde.engine.experiment.ExperimentWatch;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.RunLimits;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.security.Keys;

/** Runs experiments on real sockets for a moment: enough to see what they do, though not how fast. */
final class ShortRun {

    private static final Duration TIME = Duration.ofMillis(200);

    private ShortRun() {}

    /** Runs it, and sees that every side has done work in which nothing failed. */
    static <P extends Record & Settings> ExperimentResult of(Experiment<P> experiment, String parameters) {
        ExperimentResult result = within(experiment, parameters, TIME);
        assertThat(result.points()).isNotEmpty().allSatisfy(point -> {
            assertThat(point.rounds()).isGreaterThanOrEqualTo(RunLimits.FEWEST_ROUNDS);
            assertThat(point.sides()).hasSizeGreaterThan(1).allSatisfy(side -> {
                assertThat(side.units()).as(side.id()).isPositive();
                assertThat(side.failed()).as(side.id()).isZero();
            });
        });
        return result;
    }

    /** Runs it for another time. */
    static <P extends Record & Settings> ExperimentResult within(
            Experiment<P> experiment, String parameters, Duration time) {
        return new ExperimentRunner(Keys.inMemory(InstantSource.system()), InstantSource.system())
                .run(experiment, Stand.json(parameters), RunLimits.standard(1).within(time), ExperimentWatch.NONE);
    }

    /** As {@link #of}, of an experiment that has one point. */
    static <P extends Record & Settings> PointResult point(Experiment<P> experiment, String parameters) {
        ExperimentResult result = of(experiment, parameters);
        assertThat(result.points()).hasSize(1);
        return result.points().getFirst();
    }

    /** How much of a counter there was for each unit of work. */
    static double each(SideResult side, String counter) {
        return (double) side.counter(counter) / side.units();
    }
}
