package org.netsonde.engine.probe.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;

/**
 * One question to a name server, and what it answered.
 *
 * @param type what was asked for
 * @param server which server answered, or was asked last, as {@code address:port}
 * @param status what came of it
 * @param rcode the response code as it is written, such as {@code NXDOMAIN} (RFC 1035, 4.1.1); empty without an answer
 * @param answers the records, aliases first where the server says so; at most 256
 * @param addresses the addresses among them
 * @param took from the question to the whole answer, over TCP too where that was needed
 * @param truncated whether the answer over UDP was cut off, so that it was asked again over TCP
 * @param tcp whether the answer came over TCP
 * @param failure what is wrong, where no addresses were found for a reason; null where the server answered well
 */
public record DnsQuery(
        DnsType type,
        String server,
        Status status,
        String rcode,
        List<DnsAnswer> answers,
        List<InetAddress> addresses,
        Duration took,
        boolean truncated,
        boolean tcp,
        @Nullable Failure failure) {

    public DnsQuery {
        answers = List.copyOf(answers);
        addresses = List.copyOf(addresses);
    }

    /** What can come of a question. */
    public enum Status {
        /** There are addresses. */
        FOUND,
        /** The name exists, but has no address of this family. */
        NO_DATA,
        /** The name does not exist: NXDOMAIN. */
        NO_SUCH_NAME,
        /** The server could not find out: SERVFAIL. */
        SERVER_FAILURE,
        /** The server does not answer such questions: REFUSED. */
        REFUSED,
        /** Another response code. */
        OTHER,
        /** No server answered in time. */
        TIMED_OUT,
        /** Nothing listens at the server, or there is no way to it. */
        UNREACHABLE,
        /** The answer could not be understood. */
        MALFORMED
    }
}
