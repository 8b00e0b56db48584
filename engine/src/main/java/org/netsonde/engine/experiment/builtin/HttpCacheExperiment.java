package org.netsonde.engine.experiment.builtin;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;

/** {@code http-cache}: a client of HTTP without a cache, with one, and with one whose replies soon get too old. */
public final class HttpCacheExperiment implements Experiment<HttpCacheExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param pageSize of a reply
     * @param serverDelay how long the server takes
     * @param ttl how long replies are fresh where they soon get too old
     */
    public record Parameters(
            @Option(min = 1, max = WebPair.LARGEST) DataSize pageSize,
            @Option(min = 0, max = 1_000_000_000) Duration serverDelay,
            @Option(min = 1_000_000, max = 1_000_000_000) Duration ttl)
            implements Settings {

        /** Four KiB that take no time, and stay fresh for 5 ms. */
        public Parameters() {
            this(new DataSize(4 << 10), Duration.ZERO, Duration.ofMillis(5));
        }
    }

    @Override
    public String id() {
        return "http-cache";
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
                List.of(
                        Measure.RATE,
                        Measure.MEDIAN,
                        Measure.P99,
                        Measure.perUnit("server-requests", Measure.Unit.SHARE, false, "server.requests")),
                List.of(
                        side("no-cache", "{'cache': 'off'}", parameters),
                        side("cache-hits", "{'cache': {'type': 'on', 'ttl': '1h'}}", parameters),
                        side(
                                "cache-expiring",
                                "{'cache': {'type': 'on', 'ttl': '%s'}}".formatted(Durations.format(parameters.ttl())),
                                parameters)));
    }

    private static Side side(String id, String settings, Parameters parameters) {
        return Side.of(id, (stand, at) -> {
            Endpoint server = stand.server(
                    "server", "http-server", WebPair.page(parameters.pageSize(), parameters.serverDelay(), false));
            return WebPair.load(stand, server, Stand.json(settings), 1);
        });
    }
}
