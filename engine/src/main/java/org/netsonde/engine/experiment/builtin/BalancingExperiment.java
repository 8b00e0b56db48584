package org.netsonde.engine.experiment.builtin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.experiment.Work;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.relay.balance.Balancing;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code balancing}: the ways in which a relay chooses among its servers, of which one may be slow. */
public final class BalancingExperiment implements Experiment<BalancingExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param servers how many there are
     * @param serverDelay how long each takes to answer
     * @param slowdown how many times as long the last of them takes; 1 for servers that are all the same
     * @param callers how many requests are under way
     */
    public record Parameters(
            @Option(min = 2, max = 8) int servers,
            @Option(min = 0, max = 1_000_000_000) Duration serverDelay,
            @Option(min = 1, max = 100) int slowdown,
            @Option(min = 1, max = 100) int callers)
            implements Settings {

        public Parameters {
            if (slowdown > 1 && serverDelay.isZero()) {
                throw new SettingsException("serverDelay", Phrase.of("problem.experiment.noDelay"));
            }
        }

        /** Three servers that take 10 ms, but one that takes 50 ms, for a dozen callers. */
        public Parameters() {
            this(3, Duration.ofMillis(10), 5, 12);
        }
    }

    @Override
    public String id() {
        return "balancing";
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
        List<Side> sides = Arrays.stream(Balancing.values())
                .map(way -> Side.of(word(way), (stand, at) -> open(stand, word(way), parameters))
                        // Each request takes a connection to the relay and one to a server.
                        .atMost(Side.CONNECTIONS / 2))
                .toList();
        return Plan.of(List.of(Measure.RATE, Measure.MEDIAN, Measure.P99), sides)
                .noting(List.of(
                        Phrase.of("experiment.note.balancing"),
                        Phrase.of("experiment.note.connections", Side.CONNECTIONS)));
    }

    private static String word(Balancing way) {
        return way.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Work open(Stand stand, String way, Parameters parameters) {
        ObjectNode relay =
                Stand.json("{'application': 'http', 'record': false}").put("balancing", way);
        ArrayNode backEnds = relay.putArray("backEnds");
        for (int i = 1; i <= parameters.servers(); i++) {
            boolean slow = i == parameters.servers();
            Endpoint server = stand.server(
                    "server-" + i,
                    "http-server",
                    WebPair.page(
                            new DataSize(64),
                            parameters.serverDelay().multipliedBy(slow ? parameters.slowdown() : 1),
                            true));
            // Where weights count, they say how fast each is.
            backEnds.addObject().put("target", server.name()).put("weight", slow ? 1 : parameters.slowdown());
        }
        return WebPair.load(
                stand,
                stand.server("relay", "relay", relay),
                Stand.json("{}").put("connections", parameters.callers()),
                parameters.callers());
    }
}
