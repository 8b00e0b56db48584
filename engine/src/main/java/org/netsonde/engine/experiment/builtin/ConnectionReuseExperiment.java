package org.netsonde.engine.experiment.builtin;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Endpoint;
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
import org.netsonde.engine.security.KeyKind;
import tools.jackson.databind.node.ObjectNode;

/** {@code connection-reuse}: a new connection for each request, one that is kept, and a pool of them. */
public final class ConnectionReuseExperiment implements Experiment<ConnectionReuseExperiment.Parameters> {

    /**
     * What can be varied.
     *
     * @param security whether it is done over TLS
     * @param key of the server's certificate, over TLS
     * @param callers how many requests are under way; where there are not so many connections, they wait for one
     * @param connections how many the pool has
     */
    public record Parameters(
            Security security,
            KeyKind key,
            @Option(min = 1, max = 64) int callers,
            @Option(min = 1, max = 64) int connections)
            implements Settings {

        /** Four requests at a time in the clear, and a pool of four connections. Most servers have keys of RSA. */
        public Parameters() {
            this(Security.PLAIN, KeyKind.RSA_2048, 4, 4);
        }
    }

    private static final DataSize MESSAGE = new DataSize(64);

    /** A pool of so many connections that serve so many requests each, 0 for any number. */
    private record Pool(int connections, int uses, boolean resumption) {}

    @Override
    public String id() {
        return "connection-reuse";
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
        Pool anew = new Pool(parameters.callers(), 1, false);
        if (parameters.security() == Security.TLS) {
            sides.add(side("new-connections-full", anew, parameters));
            sides.add(side("new-connections-resumed", new Pool(parameters.callers(), 1, true), parameters));
        } else {
            sides.add(side("new-connections", anew, parameters));
        }
        sides.add(side("one-connection", new Pool(1, 0, true), parameters));
        sides.add(side("pool", new Pool(parameters.connections(), 0, true), parameters));
        return Plan.of(
                        List.of(
                                Measure.RATE,
                                Measure.MEDIAN,
                                Measure.P99,
                                Measure.perUnit("new-connections", Measure.Unit.COUNT, false, "server.total")),
                        sides)
                .noting(List.of(Phrase.of("experiment.note.connections", Side.CONNECTIONS)));
    }

    private static Side side(String id, Pool pool, Parameters parameters) {
        Side side = Side.of(id, (stand, at) -> open(stand, pool, parameters));
        return pool.uses() == 1 ? side.atMost(Side.CONNECTIONS) : side;
    }

    private static ClosedLoop open(Stand stand, Pool pool, Parameters parameters) {
        boolean tls = parameters.security() == Security.TLS;
        ObjectNode both = Stand.json("{'framing': 'lines'}");
        if (tls) {
            both.putObject("tls").put("mode", "on").put("resumption", pool.resumption());
        }
        ObjectNode clientSettings = both.deepCopy();
        if (tls) {
            both.withObject("tls")
                    .putObject("certificate")
                    .put("type", "generated")
                    .put("key", TlsLoad.word(parameters.key()));
        }
        clientSettings
                .putObject("pool")
                .put("type", "on")
                .put("max", pool.connections())
                .put("uses", pool.uses());
        Endpoint server = stand.server("server", tls ? "tls-server" : "tcp-server", both);
        Endpoint client = stand.client("client", tls ? "tls-client" : "tcp-client", server, clientSettings);
        return new ClosedLoop(List.of(client), EchoPair.letters(MESSAGE), parameters.callers());
    }
}
