package org.netsonde.engine.protocol.http;

import org.netsonde.engine.protocol.Option;

/**
 * What a rule asks of a request beside its method, path and body.
 *
 * @param place where to look
 * @param name the name of the parameter or field; of a field in any case
 * @param value what it must be; empty for anything, but it must be there
 */
public record HttpCondition(
        Place place,
        @Option(min = 1, max = 256) String name,
        @Option(max = 8192) String value) {

    /** Where a value stands. */
    public enum Place {
        QUERY,
        HEADER
    }

    /** A parameter of the query. */
    public HttpCondition() {
        this(Place.QUERY, "name", "");
    }
}
