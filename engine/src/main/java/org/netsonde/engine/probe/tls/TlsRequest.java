package org.netsonde.engine.probe.tls;

import java.time.Duration;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.ClientCertificate;
import org.netsonde.engine.security.ClientTrust;

/**
 * What is inspected, and how.
 *
 * @param target the server
 * @param serverName the name that it is asked for, and that its certificate must have; empty for the host
 * @param certificate what it is shown where it asks for a certificate
 * @param trust whose certificates are trusted
 * @param patience how long each connection may take, 100 ms to a minute
 * @param limit how long all of it may take, up to an hour
 */
public record TlsRequest(
        TlsTarget target,
        String serverName,
        ClientCertificate certificate,
        ClientTrust trust,
        Duration patience,
        Duration limit) {

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final Duration MOST_OF_ALL = Duration.ofHours(1);

    public TlsRequest {
        if (patience.compareTo(LEAST) < 0 || patience.compareTo(MOST) > 0) {
            throw new FailureException(
                    Failure.of(Failure.Kind.INVALID_SETTINGS, "inspectPatience", patience.toMillis() / 1000.0));
        }
        if (limit.compareTo(LEAST) < 0 || limit.compareTo(MOST_OF_ALL) > 0) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "inspectLimit", limit.toSeconds()));
        }
        if (!serverName.isEmpty()) {
            // The same rules as for hosts.
            new TlsTarget(serverName, target.port());
        }
    }

    /** The usual way: five seconds for a connection, three minutes for all. */
    public static TlsRequest of(TlsTarget target) {
        return new TlsRequest(
                target,
                "",
                new ClientCertificate.None(),
                new ClientTrust.Full(),
                Duration.ofSeconds(5),
                Duration.ofMinutes(3));
    }

    /** The same, asking for another name. */
    public TlsRequest named(String name) {
        return new TlsRequest(target, name, certificate, trust, patience, limit);
    }

    /** The same, with a certificate of the client. */
    public TlsRequest with(ClientCertificate own) {
        return new TlsRequest(target, serverName, own, trust, patience, limit);
    }

    /** The same, trusting others. */
    public TlsRequest trusting(ClientTrust others) {
        return new TlsRequest(target, serverName, certificate, others, patience, limit);
    }

    /** The same, with other limits of time. */
    public TlsRequest within(Duration each, Duration all) {
        return new TlsRequest(target, serverName, certificate, trust, each, all);
    }

    /** The name that the certificate must have. */
    public String name() {
        return serverName.isEmpty() ? target.host() : serverName;
    }
}
