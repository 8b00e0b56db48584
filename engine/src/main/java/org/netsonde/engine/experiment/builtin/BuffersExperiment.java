package org.netsonde.engine.experiment.builtin;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.experiment.Work;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import tools.jackson.databind.node.ObjectNode;

/** {@code buffers}: the system's buffers of sockets (SO_SNDBUF, SO_RCVBUF) under large messages. */
public final class BuffersExperiment implements Experiment<BuffersExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param payloadSize of a message
     * @param connections how many there are, each with one message under way
     */
    public record Parameters(
            @Option(min = 1024, max = 1 << 20) DataSize payloadSize,
            @Option(min = 1, max = 100) int connections) implements Settings {

        /** Messages of 256 KiB over one connection. */
        public Parameters() {
            this(new DataSize(256 << 10), 1);
        }
    }

    private static final List<DataSize> SIZES =
            List.of(new DataSize(16 << 10), new DataSize(64 << 10), new DataSize(256 << 10), new DataSize(1 << 20));

    @Override
    public String id() {
        return "buffers";
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
        List<Side> sides = new ArrayList<>();
        sides.add(Side.of("system-buffers", (stand, at) -> open(stand, new DataSize(0), parameters)));
        for (DataSize size : SIZES) {
            sides.add(Side.named(
                    "buffers-" + size.bytes(), size.toString(), (stand, at) -> open(stand, size, parameters)));
        }
        return Plan.of(List.of(Measure.THROUGHPUT, Measure.MEDIAN, Measure.P99), sides);
    }

    private static Work open(Stand stand, DataSize buffer, Parameters parameters) {
        ObjectNode server = EchoPair.acknowledging("{'type': 'length'}");
        server.putObject("tcp").put("receiveBuffer", buffer.toString());
        ObjectNode client = Stand.json("{'framing': 'length'}");
        client.putObject("tcp").put("sendBuffer", buffer.toString());
        return EchoPair.open(
                        stand,
                        "tcp-server",
                        server,
                        "tcp-client",
                        client,
                        EchoPair.letters(parameters.payloadSize()),
                        parameters.connections())
                .moving(parameters.payloadSize().bytes());
    }
}
