package org.netsonde.engine.experiment.builtin;

import java.util.List;
import java.util.Locale;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.ClosedLoop;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.tls.TlsProvider;
import org.netsonde.engine.tls.TlsVersions;
import tools.jackson.databind.node.ObjectNode;

/**
 * Work between a server and a client of the same terms of TLS.
 *
 * @param work what is done
 * @param callers how many do it at the same time, each on a connection of its own
 * @param versions which are offered
 * @param provider whose TLS it is
 * @param key of the server's certificate
 */
record TlsLoad(TlsWork work, int callers, TlsVersions versions, TlsProvider provider, KeyKind key) {

    /** Large against what a message costs besides, small against what waits in buffers. */
    private static final DataSize BULK = new DataSize(256 << 10);

    /** Next to nothing: nearly all of the work is the handshake. */
    private static final DataSize LITTLE = new DataSize(16);

    /** The comparison of ways to do the same work, the first that by which the others are judged. */
    static Plan plan(TlsWork work, List<Side> sides) {
        if (work == TlsWork.BULK) {
            return Plan.of(List.of(Measure.THROUGHPUT, Measure.MEDIAN), sides);
        }
        return Plan.of(
                        List.of(Measure.RATE, Measure.MEDIAN, Measure.P99),
                        sides.stream()
                                .map(side -> side.atMost(Side.CONNECTIONS))
                                .toList())
                .noting(List.of(Phrase.of("experiment.note.connections", Side.CONNECTIONS)));
    }

    /** Starts server and client. */
    ClosedLoop open(Stand stand, double at) {
        ObjectNode serverSettings = EchoPair.acknowledging("{'type': 'length'}");
        ObjectNode serverTls = terms();
        serverTls.putObject("certificate").put("type", "generated").put("key", word(key));
        serverSettings.set("tls", serverTls);
        ObjectNode clientSettings = Stand.json("{'framing': 'length'}");
        clientSettings.set("tls", terms());
        clientSettings
                .putObject("pool")
                .put("type", "on")
                .put("max", callers)
                .put("uses", work == TlsWork.BULK ? 0 : 1);
        Endpoint server = stand.server("server", "tls-server", serverSettings);
        Endpoint client = stand.client("client", "tls-client", server, clientSettings);
        DataSize size = work == TlsWork.BULK ? BULK : LITTLE;
        return new ClosedLoop(List.of(client), EchoPair.letters(size), callers).moving(size.bytes());
    }

    private ObjectNode terms() {
        return Stand.json("{'mode': 'on'}")
                .put("versions", word(versions))
                .put("provider", word(provider))
                .put("resumption", work != TlsWork.FULL_HANDSHAKE);
    }

    /** How an option names a constant. */
    static String word(Enum<?> constant) {
        return constant.name().replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
