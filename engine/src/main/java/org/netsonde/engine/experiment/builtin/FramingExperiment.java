package org.netsonde.engine.experiment.builtin;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import tools.jackson.databind.node.ObjectNode;

/** {@code framing}: the ways to tell where a message ends, with the same payload. */
public final class FramingExperiment implements Experiment<FramingExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param payloadSize of a message
     * @param connections how many there are, each with one message under way
     */
    public record Parameters(
            @Option(min = 1, max = 1 << 14) DataSize payloadSize,
            @Option(min = 1, max = 100) int connections) implements Settings {

        /** Messages of 128 bytes over four connections. */
        public Parameters() {
            this(new DataSize(128), 4);
        }
    }

    /** The longest message whose length fits into one byte. */
    private static final int ONE_BYTE = 255;

    @Override
    public String id() {
        return "framing";
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
        sides.add(stream("raw", "{'type': 'raw'}", parameters));
        sides.add(stream("lines", "{'type': 'lines'}", parameters));
        sides.add(stream("delimiter", "{'type': 'delimiter'}", parameters));
        for (int bytes : List.of(1, 2, 4, 8)) {
            if (bytes == 1 && parameters.payloadSize().bytes() > ONE_BYTE) {
                notes.add(Phrase.of("experiment.note.lengthField", ONE_BYTE));
            } else {
                sides.add(stream("length-" + bytes, "{'type': 'length', 'size': %d}".formatted(bytes), parameters));
            }
        }
        sides.add(Side.of("json-frames", (stand, at) -> {
            ObjectNode letters = EchoPair.letters(parameters.payloadSize());
            return EchoPair.open(
                    stand,
                    "frame",
                    Stand.json("{}"),
                    Stand.json("{}").put("payload", letters.path("data").asString()),
                    parameters.connections());
        }));
        return Plan.of(
                        List.of(
                                Measure.RATE,
                                Measure.MEDIAN,
                                Measure.P99,
                                Measure.perUnit("wire-bytes", Measure.Unit.BYTES, false, "client.bytes_out")),
                        sides)
                .noting(notes);
    }

    private static Side stream(String id, String framing, Parameters parameters) {
        ObjectNode settings = Stand.json("{}");
        settings.set("framing", Stand.json(framing));
        return Side.of(
                id,
                (stand, at) -> EchoPair.open(
                        stand, "tcp", settings, EchoPair.letters(parameters.payloadSize()), parameters.connections()));
    }
}
