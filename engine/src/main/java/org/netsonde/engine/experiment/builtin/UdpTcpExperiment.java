package org.netsonde.engine.experiment.builtin;

import java.util.List;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;

/** {@code udp-tcp}: datagrams against a stream, by requests to an echo server. */
public final class UdpTcpExperiment implements Experiment<UdpTcpExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param payloadSize of a message
     * @param connections how many clients there are, each with one request under way
     */
    public record Parameters(
            @Option(min = 1, max = 16 << 10) DataSize payloadSize,
            @Option(min = 1, max = 100) int connections) implements Settings {

        /** Messages of 64 bytes from four clients. */
        public Parameters() {
            this(new DataSize(64), 4);
        }
    }

    @Override
    public String id() {
        return "udp-tcp";
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
        return Plan.of(
                List.of(Measure.RATE, Measure.MEDIAN, Measure.P99),
                List.of(side("tcp", "TCP", "{'framing': 'length'}", parameters), side("udp", "UDP", "{}", parameters)));
    }

    private static Side side(String protocol, String name, String settings, Parameters parameters) {
        return Side.named(
                protocol,
                name,
                (stand, at) -> EchoPair.open(
                        stand,
                        protocol,
                        Stand.json(settings),
                        EchoPair.letters(parameters.payloadSize()),
                        parameters.connections()));
    }
}
