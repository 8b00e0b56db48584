package org.netsonde.app.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;

/** Tells the failures of endpoints, and none twice in a row, so that one that lasts is one line. Safe for threads. */
final class ToldFailures {

    private final Console console;
    private final Map<String, Failure> latest = new ConcurrentHashMap<>();

    ToldFailures(Console console) {
        this.console = console;
    }

    /** Tells a failure, unless it is the one that was told of this endpoint before. */
    void tell(Endpoint endpoint, Failure failure) {
        if (!failure.equals(latest.put(endpoint.id(), failure))) {
            console.failure(endpoint.name(), failure);
        }
    }
}
