package org.netsonde.engine.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.metrics.Thinning;
import org.netsonde.engine.session.Machine;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code metrics.json}: the run as one object.
 *
 * <ul>
 *   <li>{@code product}, {@code version}, {@code created} (UTC), {@code machine} (system, processor, Java), {@code
 *       transport}
 *   <li>{@code endpoints}, each with {@code id}, {@code name}, {@code protocol}, {@code role}, {@code settings}
 *   <li>{@code totals}: the figures of the last row of {@code metrics.csv} that are counts or a state, under the same
 *       names, messages, and the protocol's own figures
 *   <li>{@code errors}: how many of each kind
 *   <li>{@code latency}: percentiles over the endpoint's whole life, in milliseconds
 *   <li>{@code thinned}: null, or {@code until} when rows stand for more than a second, and how many {@code times} the
 *       oldest were merged pairwise
 *   <li>{@code seconds}: the rows of {@code metrics.csv} of this endpoint, under the same names
 * </ul>
 */
record JsonExport() implements Export {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    /** What a total says; rates and the latencies of one second are left to the rows. */
    private static final List<String> TOTALS =
            List.of("open", "total", "requests", "errors", "bytes_in", "bytes_out", "uptime_s");

    @Override
    public String id() {
        return "json";
    }

    @Override
    public String fileName() {
        return "metrics.json";
    }

    @Override
    public void write(ExportSource source, OutputStream out, Progress progress) throws IOException {
        try (JsonGenerator json = MAPPER.writerWithDefaultPrettyPrinter().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("product", "Netsonde");
            json.writeStringProperty("version", source.session().version());
            json.writeStringProperty("created", source.created().toString());
            machine(json, source.session().machine());
            json.writeStringProperty("transport", source.session().transport());
            json.writeName("endpoints").writeStartArray();
            for (int i = 0; i < source.endpoints().size(); i++) {
                progress.report((double) i / source.endpoints().size());
                endpoint(json, source.endpoints().get(i));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        progress.report(1);
    }

    private static void machine(JsonGenerator json, Machine machine) {
        json.writeName("machine").writeStartObject();
        json.writeStringProperty("system", machine.system());
        json.writeStringProperty("architecture", machine.architecture());
        json.writeNumberProperty("processors", machine.processors());
        json.writeStringProperty("java", machine.java());
        json.writeEndObject();
    }

    private static void endpoint(JsonGenerator json, ExportEndpoint endpoint) {
        json.writeStartObject();
        json.writeStringProperty("id", endpoint.info().id());
        json.writeStringProperty("name", endpoint.info().name());
        json.writeStringProperty("protocol", endpoint.info().protocol());
        json.writeStringProperty("role", word(endpoint.info().role()));
        json.writePOJOProperty("settings", endpoint.info().settings());
        totals(json, endpoint);
        json.writeName("errors").writeStartObject();
        endpoint.metrics().errorsByKind().forEach((kind, count) -> json.writeNumberProperty(word(kind), count));
        json.writeEndObject();
        latency(json, endpoint.latency());
        thinned(json, endpoint.metrics().seconds().thinned());
        json.writeName("seconds").writeStartArray();
        endpoint.forEachSecond(sample -> second(json, endpoint, sample));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void totals(JsonGenerator json, ExportEndpoint endpoint) {
        Sample last = endpoint.last();
        json.writeName("totals").writeStartObject();
        Column.COMMON.stream()
                .filter(column -> TOTALS.contains(column.name()))
                .forEach(column ->
                        json.writeNumberProperty(column.name(), column.value().apply(last)));
        json.writeNumberProperty("messages_in", last.messagesIn());
        json.writeNumberProperty("messages_out", last.messagesOut());
        own(json, endpoint, last);
        json.writeEndObject();
    }

    private static void second(JsonGenerator json, ExportEndpoint endpoint, Sample sample) {
        json.writeStartObject();
        json.writeStringProperty("time", Instant.ofEpochMilli(sample.atMillis()).toString());
        Column.COMMON.forEach(
                column -> json.writeNumberProperty(column.name(), column.value().apply(sample)));
        own(json, endpoint, sample);
        json.writeEndObject();
    }

    private static void own(JsonGenerator json, ExportEndpoint endpoint, Sample sample) {
        List<MetricSpec> own = endpoint.metrics().own();
        for (int i = 0; i < own.size(); i++) {
            json.writeNumberProperty(own.get(i).id(), sample.own()[i]);
        }
    }

    private static void latency(JsonGenerator json, Percentiles latency) {
        json.writeName("latency").writeStartObject();
        json.writeNumberProperty("count", latency.count());
        json.writeNumberProperty("mean_ms", Column.millis(Math.round(latency.mean())));
        json.writeNumberProperty("p50_ms", Column.millis(latency.p50()));
        json.writeNumberProperty("p90_ms", Column.millis(latency.p90()));
        json.writeNumberProperty("p99_ms", Column.millis(latency.p99()));
        json.writeNumberProperty("max_ms", Column.millis(latency.max()));
        json.writeEndObject();
    }

    private static void thinned(JsonGenerator json, Thinning thinning) {
        json.writeName("thinned");
        if (thinning.equals(Thinning.NONE)) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty(
                "until", Instant.ofEpochMilli(thinning.untilMillis()).toString());
        json.writeNumberProperty("times", thinning.times());
        json.writeEndObject();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
