package org.netsonde.engine.experiment.builtin;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.ClosedLoop;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import tools.jackson.databind.node.ObjectNode;

/** {@code rate-limits}: what limits of a relay that admit the same on average make of bursts. */
public final class RateLimitsExperiment implements Experiment<RateLimitsExperiment.Parameters> {

    /**
     * What can be varied. Each limit admits {@code permits} in a {@code window} on average.
     *
     * @param permits how many requests are admitted in a window
     * @param window how long it is
     * @param burstSize how many requests come at once
     * @param burstPause from one burst to the next
     * @param excess what happens to what is too much
     */
    public record Parameters(
            @Option(min = 1, max = 1000) int permits,
            @Option(min = 1_000_000, max = 1_000_000_000) Duration window,
            @Option(min = 1, max = 100) int burstSize,
            @Option(min = 1_000_000, max = 1_000_000_000) Duration burstPause,
            Excess excess)
            implements Settings {

        /** The longest that a train of bursts, which is measured as a whole, may take. */
        private static final Duration LONGEST = Duration.ofSeconds(4);

        public Parameters {
            if (burstPause.multipliedBy(BURSTS).compareTo(LONGEST) > 0) {
                throw new SettingsException(
                        "burstPause",
                        Phrase.of("problem.experiment.train", BURSTS, Durations.format(LONGEST.dividedBy(BURSTS))));
            }
        }

        /** Ten in 100 ms, of eight that come every 60 ms; the others are refused. */
        public Parameters() {
            this(10, Duration.ofMillis(100), 8, Duration.ofMillis(60), Excess.REJECT);
        }
    }

    /** What happens to requests that are too many. */
    public enum Excess {
        REJECT,
        DELAY
    }

    /** How many bursts are measured at a time: enough for limits to come to what they do in the long run. */
    private static final int BURSTS = 8;

    private static final Measure ADMITTED =
            Measure.share("admitted", true, "relay.limit_admitted", "relay.limit_arrived");

    @Override
    public String id() {
        return "rate-limits";
    }

    @Override
    public Class<Parameters> parametersType() {
        return Parameters.class;
    }

    @Override
    public Parameters defaults() {
        return new Parameters();
    }

    @Override
    public Plan plan(Parameters parameters) {
        List<Side> sides = List.of(
                side("fixed-window", window("fixed-window", parameters), parameters),
                side("sliding-window", window("sliding-window", parameters), parameters),
                side("token-bucket", bucket(parameters), parameters));
        // Where all is let through in the end, it is the time that tells.
        return Plan.of(
                parameters.excess() == Excess.REJECT
                        ? List.of(ADMITTED, Measure.MEDIAN, Measure.P99)
                        : List.of(Measure.P99, Measure.MEDIAN, ADMITTED),
                sides);
    }

    private static ObjectNode window(String type, Parameters parameters) {
        return Stand.json("{}")
                .put("type", type)
                .put("permits", parameters.permits())
                .put("window", Durations.format(parameters.window()));
    }

    private static ObjectNode bucket(Parameters parameters) {
        return Stand.json("{'type': 'token-bucket'}")
                .put("rate", parameters.permits() * 1e9 / parameters.window().toNanos())
                .put("burst", parameters.permits());
    }

    private static Side side(String id, ObjectNode limit, Parameters parameters) {
        return Side.of(id, (stand, at) -> {
            Endpoint server =
                    stand.server("server", "http-server", WebPair.page(new DataSize(64), Duration.ZERO, false));
            ObjectNode settings = Stand.json("{'application': 'http', 'record': false}");
            settings.putArray("backEnds").addObject().put("target", server.name());
            settings.putArray("limits")
                    .addObject()
                    .put("of", "messages")
                    .put("excess", parameters.excess().name().toLowerCase(Locale.ROOT))
                    .set("limit", limit);
            ClosedLoop burst = WebPair.load(
                    stand,
                    stand.server("relay", "relay", settings),
                    Stand.json("{}").put("connections", parameters.burstSize()),
                    parameters.burstSize());
            return new Bursts(
                    burst,
                    parameters.burstSize(),
                    BURSTS,
                    parameters.burstPause().toNanos());
        });
    }
}
