package org.netsonde.engine.stream;

import org.netsonde.engine.Phrase;
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
}
