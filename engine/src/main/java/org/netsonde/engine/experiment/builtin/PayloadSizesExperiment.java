package org.netsonde.engine.experiment.builtin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.experiment.Axis;
import org.netsonde.engine.experiment.ClosedLoop;
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

/** {@code payload-sizes}: how much gets across in messages from small to large, by protocol. */
public final class PayloadSizesExperiment implements Experiment<PayloadSizesExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param largestPayload where the sweep ends
     * @param connections how many there are, each with one message under way
     */
    public record Parameters(
            @Option(min = SMALLEST, max = 1 << 20) DataSize largestPayload,
            @Option(min = 1, max = 100) int connections) implements Settings {

        /** Up to 1 MiB over one connection. */
        public Parameters() {
            this(new DataSize(1 << 20), 1);
        }
    }

    private static final int SMALLEST = 64;

    private static final String LENGTH = "{'type': 'length'}";

    /** Each point is so many times the one before. */
    private static final int STEP = 8;

    @Override
    public String id() {
        return "payload-sizes";
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
        List<Long> points = new ArrayList<>();
        for (long size = SMALLEST; size < parameters.largestPayload().bytes(); size *= STEP) {
            points.add(size);
        }
        points.add(parameters.largestPayload().bytes());
        int connections = parameters.connections();
        return Plan.sweep(
                List.of(Measure.THROUGHPUT, Measure.RATE, Measure.MEDIAN),
                Axis.of("payloadSize", MetricSpec.Measure.BYTES, points),
                List.of(
                        side(
                                "TCP",
                                (stand, message) -> EchoPair.open(
                                        stand,
                                        "tcp-server",
                                        EchoPair.acknowledging(LENGTH),
                                        "tcp-client",
                                        Stand.json("{'framing': 'length'}"),
                                        message,
                                        connections)),
                        side(
                                "TLS",
                                (stand, message) -> EchoPair.open(
                                        stand,
                                        "tls-server",
                                        EchoPair.acknowledging(LENGTH),
                                        "tls-client",
                                        Stand.json("{'framing': 'length'}"),
                                        message,
                                        connections)),
                        side(
                                "WebSocket",
                                (stand, message) -> EchoPair.open(
                                        stand,
                                        "websocket-server",
                                        EchoPair.acknowledging().put("compression", "off"),
                                        "websocket-client",
                                        Stand.json("{'compression': 'off'}"),
                                        message,
                                        connections)),
                        side(
                                "HTTP",
                                (stand, message) -> EchoPair.open(
                                        stand,
                                        "http-server",
                                        WebPair.page(new DataSize(2), Duration.ZERO, false),
                                        "http-client",
                                        Stand.json("{}"),
                                        WebPair.post(message.path("data").asString()),
                                        connections))));
    }

    /** Starts a server and a client between which a message goes. */
    private interface Pair {
        ClosedLoop open(Stand stand, ObjectNode message);
    }

    private static Side side(String name, Pair pair) {
        return Side.named(
                name.toLowerCase(Locale.ROOT),
                name,
                (stand, size) -> pair.open(stand, EchoPair.letters(new DataSize((long) size)))
                        .moving((long) size));
    }
}
