package org.netsonde.engine.experiment.builtin;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.ClosedLoop;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.transport.TransportKind;

/** {@code transports}: the ways in which Netty waits for sockets, by an echo server and its clients on the same loops. */
public final class TransportsExperiment implements Experiment<TransportsExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param connections how many there are, each with one request under way
     * @param payloadSize of a message
     */
    public record Parameters(
            @Option(min = 1, max = 1000) int connections,
            @Option(min = 1, max = 1 << 16) DataSize payloadSize) implements Settings {

        /** Sixteen connections with messages of 64 bytes. */
        public Parameters() {
            this(16, new DataSize(64));
        }
    }

    @Override
    public String id() {
        return "transports";
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
        List<Phrase> notes = new ArrayList<>();
        // The one that works everywhere is what the others are compared with.
        for (TransportKind kind : List.of(TransportKind.NIO, TransportKind.EPOLL, TransportKind.IO_URING)) {
            if (kind.available()) {
                sides.add(Side.named(kind.label(), kind.label(), (stand, at) -> echo(stand.on(kind), parameters)));
            } else {
                notes.add(Phrase.of("experiment.note.noTransport", kind.label()));
            }
        }
        return Plan.of(List.of(Measure.RATE, Measure.MEDIAN, Measure.P99), sides)
                .noting(notes);
    }

    private static ClosedLoop echo(Stand stand, Parameters parameters) {
        return EchoPair.open(
                stand,
                "tcp",
                Stand.json("{'framing': 'lines'}"),
                EchoPair.letters(parameters.payloadSize()),
                parameters.connections());
    }
}
