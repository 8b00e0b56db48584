package org.netsonde.engine.session;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of {@code metrics.jsonl}: a second of one endpoint. Figures that are 0 are left out; rates follow from the line
 * before.
 *
 * @param endpoint the endpoint's key in {@code session.json}
 * @param figures its figures, not bound to the endpoint's own ones
 */
record SampleLine(String endpoint, JsonNode figures) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Writes a line, with its line break. */
    static byte[] write(String key, Sample sample, List<MetricSpec> own, Map<Failure.Kind, Long> errors) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("at", sample.atMillis()).put("endpoint", key);
        put(line, "interval_ns", sample.intervalNanos());
        put(line, "uptime_ns", sample.uptimeNanos());
        put(line, "open", sample.open());
        put(line, "total", sample.total());
        put(line, "requests", sample.requests());
        put(line, "errors", sample.errors());
        put(line, "bytes_in", sample.bytesIn());
        put(line, "bytes_out", sample.bytesOut());
        put(line, "messages_in", sample.messagesIn());
        put(line, "messages_out", sample.messagesOut());
        Percentiles latency = sample.latency();
        if (latency.count() > 0) {
            line.putObject("latency_ns")
                    .put("count", latency.count())
                    .put("mean", latency.mean())
                    .put("p50", latency.p50())
                    .put("p90", latency.p90())
                    .put("p99", latency.p99())
                    .put("max", latency.max());
        }
        ObjectNode figures = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < own.size(); i++) {
            put(figures, own.get(i).id(), sample.own()[i]);
        }
        if (!figures.isEmpty()) {
            line.set("own", figures);
        }
        if (!errors.isEmpty()) {
            ObjectNode kinds = line.putObject("error_kinds");
            errors.forEach((kind, count) -> kinds.put(kind.name().toLowerCase(Locale.ROOT), count));
        }
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode node, String name, long value) {
        if (value != 0) {
            node.put(name, value);
        }
    }

    /** Reads a line; null where it is none, because it was torn or is of a later version. */
    static @Nullable SampleLine read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            String endpoint = node.path("endpoint").asString("");
            return endpoint.isEmpty() || !node.path("at").isIntegralNumber() ? null : new SampleLine(endpoint, node);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The sample, with rates of 0: they follow from the sample before. */
    Sample sample(List<MetricSpec> own) {
        long[] values = new long[own.size()];
        JsonNode figuresOwn = figures.path("own");
        for (int i = 0; i < values.length; i++) {
            values[i] = figuresOwn.path(own.get(i).id()).asLong(0);
        }
        return new Sample(
                at(),
                number("interval_ns"),
                number("uptime_ns"),
                (int) Math.min(Integer.MAX_VALUE, number("open")),
                number("total"),
                number("requests"),
                number("errors"),
                number("bytes_in"),
                number("bytes_out"),
                number("messages_in"),
                number("messages_out"),
                0,
                0,
                0,
                0,
                latency(),
                values);
    }

    /** When, in milliseconds since the epoch. */
    long at() {
        return figures.path("at").asLong(0);
    }

    private Percentiles latency() {
        JsonNode latency = figures.path("latency_ns");
        return latency.isObject()
                ? new Percentiles(
                        latency.path("count").asLong(0),
                        latency.path("mean").asDouble(0),
                        latency.path("p50").asLong(0),
                        latency.path("p90").asLong(0),
                        latency.path("p99").asLong(0),
                        latency.path("max").asLong(0))
                : Percentiles.NONE;
    }

    /** The kinds of failure so far; kinds of a later version are left out. */
    Map<Failure.Kind, Long> errors() {
        Map<Failure.Kind, Long> errors = new EnumMap<>(Failure.Kind.class);
        JsonNode kinds = figures.path("error_kinds");
        for (Failure.Kind kind : Failure.Kind.values()) {
            long count = kinds.path(kind.name().toLowerCase(Locale.ROOT)).asLong(0);
            if (count > 0) {
                errors.put(kind, count);
            }
        }
        return errors;
    }

    private long number(String name) {
        return Math.max(0, figures.path(name).asLong(0));
    }
}
