package org.netsonde.engine.export;

import java.util.function.Consumer;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Role;
import tools.jackson.databind.node.ObjectNode;

/**
 * One endpoint as exports see it.
 *
 * @param id its id
 * @param name its name
 * @param protocol the id of its protocol
 * @param role the part it plays
 * @param settings its settings as written; secrets stand in them by name only
 * @param metrics its counters and their history
 * @param last the second that ends the export: what was counted up to then is in it, and nothing later
 */
public record ExportEndpoint(
        String id, String name, String protocol, Role role, ObjectNode settings, EndpointMetrics metrics, Sample last) {

    static ExportEndpoint of(Endpoint endpoint, Sample last) {
        return new ExportEndpoint(
                endpoint.id(),
                endpoint.name(),
                endpoint.protocol().id(),
                endpoint.protocol().role(),
                endpoint.settings(),
                endpoint.metrics(),
                last);
    }

    /** Each second from one time to another, both inclusive, oldest first; the last is the last reading. */
    void forEachSecond(long fromMillis, long toMillis, Consumer<Sample> consumer) {
        metrics.seconds().forEachSecond(fromMillis, Math.min(toMillis, last.atMillis() - 1), consumer);
        if (fromMillis <= last.atMillis() && last.atMillis() <= toMillis) {
            consumer.accept(last);
        }
    }
}
