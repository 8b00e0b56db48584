package org.netsonde.app.cli;

import java.util.List;
import java.util.Locale;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionSummary;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sessions as JSON, for programs. Times are UTC, latencies in milliseconds, as in exports. */
final class SessionJson {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SessionJson() {}

    /** An array with an object for each. */
    static String list(List<SessionSummary> sessions) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (SessionSummary session : sessions) {
            ObjectNode node = array.addObject();
            info(node, session.info());
            ArrayNode endpoints = node.putArray("endpoints");
            session.endpoints().forEach(endpoints::add);
            node.put("bytes_in", session.totals().bytesIn())
                    .put("bytes_out", session.totals().bytesOut())
                    .put("requests", session.totals().requests())
                    .put("errors", session.totals().errors())
                    .put("annotations", session.totals().annotations())
                    .put("size", session.size());
        }
        return MAPPER.writeValueAsString(array);
    }

    /** An object with all of one but the seconds and the traffic. */
    static String details(Session session) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        info(node, session.info());
        node.put("notes", session.info().notes())
                .put("version", session.info().version())
                .put("transport", session.info().transport());
        node.putObject("machine")
                .put("system", session.info().machine().system())
                .put("architecture", session.info().machine().architecture())
                .put("processors", session.info().machine().processors())
                .put("java", session.info().machine().java());
        ArrayNode endpoints = node.putArray("endpoints");
        session.endpoints().forEach(endpoint -> endpoint(endpoints.addObject(), endpoint));
        ArrayNode marks = node.putArray("annotations");
        session.annotations()
                .forEach(annotation -> marks.addObject()
                        .put("at", annotation.at().toString())
                        .put("kind", word(annotation.kind()))
                        .put("endpoint", annotation.endpoint())
                        .put("text", annotation.text()));
        return MAPPER.writeValueAsString(node);
    }

    private static void info(ObjectNode node, SessionInfo info) {
        node.put("id", info.id())
                .put("name", info.name())
                .put("state", word(info.state()))
                .put("started", info.started().toString())
                .put("ended", info.ended().toString())
                .put("origin", info.origin());
    }

    private static void endpoint(ObjectNode node, SessionEndpoint endpoint) {
        Sample last = endpoint.metrics().latest();
        Percentiles latency = endpoint.metrics().lifeLatency();
        node.put("id", endpoint.info().id())
                .put("name", endpoint.info().name())
                .put("protocol", endpoint.info().protocol())
                .put("role", word(endpoint.info().role()))
                .put("address", endpoint.info().address())
                .put("requests", last.requests())
                .put("bytes_in", last.bytesIn())
                .put("bytes_out", last.bytesOut())
                .put("errors", last.errors());
        node.putObject("latency")
                .put("count", latency.count())
                .put("p50_ms", latency.p50() / NANOS_PER_MILLI)
                .put("p99_ms", latency.p99() / NANOS_PER_MILLI)
                .put("max_ms", latency.max() / NANOS_PER_MILLI);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
