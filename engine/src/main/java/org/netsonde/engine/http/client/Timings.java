package org.netsonde.engine.http.client;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;

/**
 * Where the time of a request went. What made the connection is told with the first request on it, even where it was made
 * beforehand; requests on a kept connection have nothing of that.
 *
 * @param lookup looking the host up
 * @param connect connecting
 * @param tls agreeing on TLS; zero in the clear
 * @param firstByte from writing the request, behind redirects the last of them, to the first byte of the reply
 * @param download from there to the end of the reply
 * @param total from handing the request over, which may have had to wait for a connection, to the end of the reply
 */
public record Timings(
        Duration lookup, Duration connect, Duration tls, Duration firstByte, Duration download, Duration total) {

    /** The id of the group of facts. */
    public static final String FACTS = "timings";

    /** For the facts of a connection. */
    FactGroup facts() {
        return new FactGroup(
                FACTS,
                Phrase.of("facts." + FACTS),
                List.of(
                        fact("lookup", lookup),
                        fact("connect", connect),
                        fact("tlsTime", tls),
                        fact("firstByte", firstByte),
                        fact("download", download),
                        fact("total", total)),
                List.of(
                        stretch("lookup", lookup),
                        stretch("connect", connect),
                        stretch("tlsTime", tls),
                        stretch("firstByte", firstByte),
                        stretch("download", download)));
    }

    private static FactGroup.Stretch stretch(String name, Duration time) {
        return new FactGroup.Stretch(Phrase.of("fact." + name), time);
    }

    private static Fact fact(String name, Duration time) {
        return new Fact(
                Phrase.of("fact." + name), Phrase.verbatim("%.2f ms".formatted(time.toNanos() / 1e6)), Fact.Tone.PLAIN);
    }
}
