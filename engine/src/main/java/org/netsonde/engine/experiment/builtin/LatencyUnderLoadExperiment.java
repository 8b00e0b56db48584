package org.netsonde.engine.experiment.builtin;

import java.util.ArrayList;
import java.util.List;
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

/** {@code latency-under-load}: what requests have to wait as more and more of them are under way. */
public final class LatencyUnderLoadExperiment implements Experiment<LatencyUnderLoadExperiment.Parameters> {

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

    /** Each point is so many times the one before. */
    private static final int STEP = 4;

    @Override
    public String id() {
        return "latency-under-load";
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
        List<Integer> points = new ArrayList<>();
        for (int connections = 1; connections < parameters.mostConnections(); connections *= STEP) {
            points.add(connections);
        }
        points.add(parameters.mostConnections());
        return Plan.sweep(
                List.of(Measure.MEDIAN, Measure.P99, Measure.RATE),
                Axis.of("connections", MetricSpec.Measure.COUNT, points),
                List.of(side("tcp", "TCP", parameters), side("tls", "TLS", parameters)));
    }

    private static Side side(String protocol, String name, Parameters parameters) {
        return Side.named(
                protocol,
                name,
                (stand, connections) -> EchoPair.open(
                        stand,
                        protocol,
                        Stand.json("{'framing': 'lines'}"),
                        EchoPair.letters(parameters.payloadSize()),
                        (int) connections));
    }
}
