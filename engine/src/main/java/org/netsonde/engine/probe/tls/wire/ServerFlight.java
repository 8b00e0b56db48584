package org.netsonde.engine.probe.tls.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server says in the clear until it is the client's turn, up to TLS 1.2 (RFC 5246, section 7.3).
 *
 * @param hello its greeting
 * @param certificates its chain as it sent it, each in DER
 * @param status what it says of its certificate's revocation, in DER; null where it says nothing
 * @param exchange the rest of the message with its key, whose form the suite tells; null where there is none
 * @param asksForCertificate whether it wants a certificate of the client
 * @param complete whether it came to its end
 */
public record ServerFlight(
        ServerHello hello,
        List<byte[]> certificates,
        byte @Nullable [] status,
        byte @Nullable [] exchange,
        boolean asksForCertificate,
        boolean complete) {

    public ServerFlight {
        certificates = List.copyOf(certificates);
    }
}
