package org.netsonde.engine.experiment.builtin;

import java.util.List;
import java.util.stream.Stream;
import org.netsonde.engine.experiment.Axis;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import tools.jackson.databind.node.ObjectNode;

/** {@code threading}: event loops, a thread for each connection, and one selector, as connections grow. */
public final class ThreadingExperiment implements Experiment<ThreadingExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param mostConnections where the sweep ends
     * @param payloadSize of a message
     */
    public record Parameters(
            @Option(min = 1, max = 1000) int mostConnections,
            @Option(min = 1, max = 1 << 16) DataSize payloadSize) implements Settings {

        /** Up to 128 connections with messages of 64 bytes. */
        public Parameters() {
            this(128, new DataSize(64));
        }
    }

    @Override
    public String id() {
        return "threading";
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
        List<Integer> points = Stream.of(1, 8, 64, parameters.mostConnections())
                .filter(point -> point <= parameters.mostConnections())
                .toList();
        return Plan.sweep(
                List.of(Measure.RATE, Measure.MEDIAN, Measure.P99),
                Axis.of("connections", MetricSpec.Measure.COUNT, points),
                List.of(
                        side("event-loops", "tcp-server", "event-loop", parameters),
                        side("virtual-threads", "tcp-server", "thread-per-connection", parameters),
                        side("platform-threads", "tcp-server", "platform-thread-per-connection", parameters),
                        side("selector", "select-server", "", parameters)));
    }

    private static Side side(String id, String protocol, String threading, Parameters parameters) {
        ObjectNode server = Stand.json("{'framing': 'lines'}");
        if (!threading.isEmpty()) {
            server.put("threading", threading);
        }
        // The clients are always the same.
        return Side.of(
                id,
                (stand, connections) -> EchoPair.open(
                        stand,
                        protocol,
                        server,
                        "tcp-client",
                        Stand.json("{'framing': 'lines'}"),
                        EchoPair.letters(parameters.payloadSize()),
                        (int) connections));
    }
}
