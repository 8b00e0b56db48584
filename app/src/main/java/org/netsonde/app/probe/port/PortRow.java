package org.netsonde.app.probe.port;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.probe.port.ListeningPort;

/**
 * A line of the table of ports.
 *
 * @param port what listens
 * @param endpoint the endpoint of this window that it is; null for none
 */
record PortRow(ListeningPort port, @Nullable Endpoint endpoint) {

    String transport() {
        return port.transport().name();
    }

    /** The address without the port; a star for all of both families. */
    String address() {
        return port.address().getAddress().isAnyLocalAddress()
                ? "*"
                : port.address().getAddress().getHostAddress();
    }

    int number() {
        return port.address().getPort();
    }

    /** The short name of the program; empty where it is not known. */
    String program() {
        return port.program() == null ? "" : port.program().name();
    }

    /** Its process; -1 where it is not known. */
    long pid() {
        return port.program() == null ? -1 : port.program().pid();
    }

    String command() {
        return port.program() == null ? "" : port.program().command();
    }

    String endpointName() {
        return endpoint == null ? "" : endpoint.name();
    }

    /** Whether all words stand in it somewhere, the number of a port as a whole. */
    boolean matches(String words) {
        return Stream.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+")).allMatch(this::holds);
    }

    private boolean holds(String word) {
        if (word.matches("\\d{1,5}")) {
            return word.equals(Integer.toString(number())) || word.equals(Long.toString(pid()));
        }
        return Stream.of(transport(), address(), program(), command(), endpointName())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word));
    }

    /** As a line to paste, its fields between tabs. */
    String line() {
        return String.join(
                "\t",
                transport(),
                address(),
                Integer.toString(number()),
                program(),
                pid() < 0 ? "" : Long.toString(pid()),
                command());
    }
}
