package org.netsonde.engine.experiment.builtin;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.experiment.ClosedLoop;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import tools.jackson.databind.node.ObjectNode;

/** {@code http-versions}: HTTP/1.1 with several connections against HTTP/2 with one, on which requests go side by side. */
public final class HttpVersionsExperiment implements Experiment<HttpVersionsExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param security whether it is done over TLS
     * @param connections how many HTTP/1.1 may have
     * @param callers how many requests are under way
     * @param serverDelay how long the server takes to answer
     * @param pageSize of a reply
     */
    public record Parameters(
            Security security,
            @Option(min = 1, max = 100) int connections,
            @Option(min = 1, max = 100) int callers,
            @Option(min = 0, max = 1_000_000_000) Duration serverDelay,
            @Option(min = 1, max = WebPair.LARGEST) DataSize pageSize)
            implements Settings {

        /** Six connections, as browsers have, and 32 requests at a time for pages of 1 KiB that take 20 ms. */
        public Parameters() {
            this(Security.PLAIN, 6, 32, Duration.ofMillis(20), new DataSize(1 << 10));
        }
    }

    @Override
    public String id() {
        return "http-versions";
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
                List.of(
                        Side.named("http1", "HTTP/1.1", (stand, at) -> open(stand, "http1", parameters)),
                        Side.named("http2", "HTTP/2", (stand, at) -> open(stand, "http2", parameters))));
    }

    private static ClosedLoop open(Stand stand, String version, Parameters parameters) {
        Endpoint server = stand.server(
                "server",
                "http-server",
                parameters.security().on(WebPair.page(parameters.pageSize(), parameters.serverDelay(), false)));
        ObjectNode client = Stand.json("{}").put("versions", version).put("connections", parameters.connections());
        return WebPair.load(stand, server, parameters.security().on(client), parameters.callers());
    }
}
