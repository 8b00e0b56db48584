package org.netsonde.engine.experiment.builtin;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import tools.jackson.databind.node.ObjectNode;

/** {@code websocket-compression}: messages as they are against permessage-deflate (RFC 7692). */
public final class WebSocketCompressionExperiment implements Experiment<WebSocketCompressionExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param contents of the messages
     * @param payloadSize of a message
     * @param connections how many there are, each with one message under way
     */
    public record Parameters(
            Contents contents,
            @Option(min = 1, max = 1 << 20) DataSize payloadSize,
            @Option(min = 1, max = 100) int connections)
            implements Settings {

        /** Text of 4 KiB over two connections. */
        public Parameters() {
            this(Contents.TEXT, new DataSize(4 << 10), 2);
        }
    }

    /** What messages are made of. */
    public enum Contents {
        /** JSON as machines write it, which says much the same again and again. */
        TEXT,
        /** Random bytes, of which nothing can be left out. */
        NOISE
    }

    private static final String RECORD =
            "{\"id\": %d, \"name\": \"sensor-%d\", \"temperature\": %.2f, \"state\": \"running\"}, ";

    @Override
    public String id() {
        return "websocket-compression";
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
        ObjectNode message = parameters.contents() == Contents.TEXT
                ? text((int) parameters.payloadSize().bytes())
                : noise((int) parameters.payloadSize().bytes());
        return Plan.of(
                List.of(
                        Measure.RATE,
                        Measure.MEDIAN,
                        Measure.P99,
                        Measure.perUnit("wire-bytes", Measure.Unit.BYTES, false, "client.bytes_out")),
                List.of(
                        side("compression-off", "{'compression': 'off'}", message, parameters.connections()),
                        // The same message comes again and again: told by the one before, it would be nothing.
                        side(
                                "compression-on",
                                "{'compression': {'type': 'deflate', 'contextTakeover': false}}",
                                message,
                                parameters.connections())));
    }

    private static Side side(String id, String settings, ObjectNode message, int connections) {
        return Side.of(
                id,
                (stand, at) -> EchoPair.open(
                        stand,
                        "websocket-server",
                        Stand.json(settings).put("responder", "echo"),
                        "websocket-client",
                        Stand.json(settings),
                        message,
                        connections));
    }

    private static ObjectNode text(int size) {
        Random random = new Random(size);
        StringBuilder text = new StringBuilder(size + RECORD.length());
        for (int i = 0; text.length() < size; i++) {
            text.append(String.format(Locale.ROOT, RECORD, i, random.nextInt(100), random.nextDouble(20, 30)));
        }
        return Stand.json("{}").put("data", text.substring(0, size));
    }

    private static ObjectNode noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Stand.json("{'kind': 'binary', 'format': 'hex'}")
                .put("data", HexFormat.of().formatHex(bytes));
    }
}
