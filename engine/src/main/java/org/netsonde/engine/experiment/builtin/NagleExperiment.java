package org.netsonde.engine.experiment.builtin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.HdrHistogram.Histogram;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.PreparedRequest;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.experiment.Tally;
import org.netsonde.engine.experiment.Work;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Target;
import tools.jackson.databind.node.ObjectNode;

/** {@code nagle}: requests that are written in two parts, with Nagle's algorithm (RFC 9293, section 3.7.4) and without. */
public final class NagleExperiment implements Experiment<NagleExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param payloadSize of each of the two parts
     */
    public record Parameters(@Option(min = 1, max = 1400) DataSize payloadSize) implements Settings {

        /** Two parts of 32 bytes. */
        public Parameters() {
            this(new DataSize(32));
        }
    }

    @Override
    public String id() {
        return "nagle";
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
                List.of(Measure.MEDIAN, Measure.P99, Measure.RATE),
                List.of(side("nagle-on", false, parameters), side("nagle-off", true, parameters)));
    }

    private static Side side(String id, boolean noDelay, Parameters parameters) {
        return Side.of(id, (stand, at) -> {
            Endpoint server = stand.server("server", "tcp-server", Stand.json("{'framing': 'lines'}"));
            ObjectNode settings = Stand.json("{'framing': 'raw'}");
            settings.putObject("tcp").put("noDelay", noDelay);
            Endpoint client = stand.client("client", "tcp-client", server, settings);
            String part = "x".repeat((int) parameters.payloadSize().bytes());
            return new TwoWrites(
                    client,
                    Stand.json("{}").put("data", part),
                    client.prepare(Stand.json("{'format': 'escaped'}").put("data", part + "\\n")));
        });
    }

    /**
     * Requests whose first part leaves by a write of its own, one after the other.
     *
     * @param client sends what it is given as it is, each time by a write
     * @param first the first part
     * @param second the second, with the end of the line that is answered
     */
    private record TwoWrites(Endpoint client, ObjectNode first, PreparedRequest second) implements Work {

        @Override
        public Tally run(int units) {
            Histogram latencies = new Histogram(3);
            Throwable cause = null;
            int failed = 0;
            long began = System.nanoTime();
            for (int i = 0; i < units; i++) {
                long sent = System.nanoTime();
                try {
                    client.send(Target.all(), first);
                    second.send(Target.all(), Stand.LIMIT).toCompletableFuture().join();
                    latencies.recordValue(System.nanoTime() - sent);
                } catch (CompletionException e) {
                    failed++;
                    cause = e;
                }
            }
            if (cause != null && failed == units) {
                throw new FailureException(Failures.of(cause), cause);
            }
            return new Tally(units - failed, failed, System.nanoTime() - began, latencies, Map.of());
        }
    }
}
