package org.netsonde.engine.stream;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.protocol.EndpointDirectory;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/**
 * What a client is aimed at.
 *
 * @param target the endpoint to connect to by name; empty to use host and port
 * @param host the host to connect to
 * @param port the port to connect to
 */
public record Aim(
        @Option(max = 200, editor = "endpoint") String target,

        @Option(min = 1, max = 255, editor = "address", replacedBy = "target")
        String host,

        @Option(min = 0, max = 65535, replacedBy = "target") int port) {

    public Aim {
        if (port == 0 && target.isEmpty()) {
            throw new SettingsException("port", Phrase.of("problem.portZero"));
        }
    }

    /** A port of the loopback interface. */
    public Aim(int port) {
        this("", "127.0.0.1", port);
    }

    /**
     * Finds the peer's address: where the named endpoint is bound, or by looking the host up. Completes exceptionally with a
     * {@link FailureException} where there is none.
     */
    public CompletableFuture<InetSocketAddress> resolve(EndpointDirectory endpoints) {
        try {
            return target.isEmpty()
                    ? Addresses.resolve(host, port)
                    : CompletableFuture.completedFuture(endpoints.resolve(target));
        } catch (FailureException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
