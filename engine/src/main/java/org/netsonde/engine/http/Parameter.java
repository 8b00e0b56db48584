package org.netsonde.engine.http;

import org.netsonde.engine.protocol.Option;

/**
 * A name and a value, such as of a query or of a form.
 *
 * @param name the name
 * @param value the value
 */
public record Parameter(
        @Option(max = 1024) String name,
        @Option(max = 65536) String value) {

    /** One that is not sent, since it has no name yet. */
    public Parameter() {
        this("", "");
    }
}
