package org.netsonde.engine.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.netsonde.engine.metrics.Column;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.metrics.Thinning;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Machine;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.threshold.ThresholdVerdict;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code metrics.json}: the run as one object. What each field means stands in its schema, see {@link Schemas}; it is in
 * short:
 *
 * <ul>
 *   <li>{@code $schema}, {@code product}, {@code version}, {@code created} (UTC), {@code machine} (system, processor,
 *       Java), {@code transport}
 *   <li>{@code session}: id, name, notes, origin, state, started, ended; {@code range}: what of it is here
 *   <li>{@code annotations}: what was marked
 *   <li>{@code endpoints}, each with {@code id}, {@code name}, {@code protocol}, {@code role}, {@code address}, {@code
 *       settings}
 *   <li>{@code totals}: the figures of the range that are counts or a state, under the names of the columns of {@code
 *       metrics.csv}, messages, and the protocol's own figures
 *   <li>{@code errors}: how many of each kind in the whole session
 *   <li>{@code latency}: percentiles over the range, in milliseconds
 *   <li>{@code thresholds}: each with its verdict
 *   <li>{@code not_recorded}: how many records of traffic and seconds came faster than they could be written
 *   <li>{@code thinned}: null, or {@code until} when rows stand for more than a second, and how many {@code times} the
 *       oldest were merged pairwise
 *   <li>{@code seconds}: the rows of {@code metrics.csv} of this endpoint, under the same names; counts in them are since
 *       the endpoint was created
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

    private static final double PER_MILLE = 99.9;

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
        // Through a writer, which takes half a surrogate pair in a name for a question mark where the generator would
        // fail.
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try (JsonGenerator json = MAPPER.writerWithDefaultPrettyPrinter().createGenerator(writer)) {
            json.writeStartObject();
            json.writeStringProperty("$schema", Schemas.METRICS_ID);
            json.writeStringProperty("product", "Netsonde");
            json.writeStringProperty("version", source.session().version());
            json.writeStringProperty("created", source.created().toString());
            machine(json, source.session().machine());
            json.writeStringProperty("transport", source.session().transport());
            session(json, source.session());
            range(json, source);
            annotations(json, source);
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
        writer.flush();
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

    private static void session(JsonGenerator json, SessionInfo session) {
        json.writeName("session").writeStartObject();
        json.writeStringProperty("id", session.id());
        json.writeStringProperty("name", session.name());
        json.writeStringProperty("notes", session.notes());
        json.writeStringProperty("origin", session.origin());
        json.writeStringProperty("state", word(session.state()));
        json.writeStringProperty("started", session.started().toString());
        json.writeStringProperty("ended", session.ended().toString());
        json.writeEndObject();
    }

    /** What of the session is exported: its own beginning and end where nothing was chosen. */
    private static void range(JsonGenerator json, ExportSource source) {
        SessionInfo session = source.session();
        long from = Math.max(source.range().fromMillis(), session.started().toEpochMilli());
        long to = Math.min(source.range().toMillis(), session.ended().toEpochMilli());
        json.writeName("range").writeStartObject();
        json.writeStringProperty("from", Instant.ofEpochMilli(from).toString());
        json.writeStringProperty("to", Instant.ofEpochMilli(to).toString());
        json.writeEndObject();
    }

    private static void annotations(JsonGenerator json, ExportSource source) {
        json.writeName("annotations").writeStartArray();
        for (Annotation annotation : source.annotations()) {
            json.writeStartObject();
            json.writeStringProperty("id", annotation.id());
            json.writeStringProperty("time", annotation.at().toString());
            json.writeStringProperty("kind", word(annotation.kind()));
            if (annotation.endpoint().isEmpty()) {
                json.writeNullProperty("endpoint");
            } else {
                json.writeStringProperty("endpoint", annotation.endpoint());
            }
            json.writeStringProperty("text", annotation.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void thresholds(JsonGenerator json, ExportEndpoint endpoint) {
        json.writeName("thresholds").writeStartArray();
        for (ThresholdVerdict verdict : endpoint.verdicts()) {
            json.writeStartObject();
            json.writeStringProperty("metric", verdict.threshold().metric());
            json.writeNumberProperty(
                    verdict.threshold().side().word(), verdict.threshold().limit());
            json.writeNumberProperty(
                    "for_s", Column.seconds(verdict.threshold().holding().toNanos()));
            json.writeStringProperty("verdict", word(verdict.outcome()));
            json.writeNumberProperty("times", verdict.times());
            json.writeNumberProperty("broken_s", Column.seconds(verdict.brokenNanos()));
            json.writeNumberProperty("judged_s", Column.seconds(verdict.judgedNanos()));
            if (verdict.worst() == null) {
                json.writeNullProperty("worst");
            } else {
                json.writeNumberProperty("worst", verdict.worst());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void endpoint(JsonGenerator json, ExportEndpoint endpoint) {
        json.writeStartObject();
        json.writeStringProperty("id", endpoint.info().id());
        json.writeStringProperty("name", endpoint.info().name());
        json.writeStringProperty("protocol", endpoint.info().protocol());
        json.writeStringProperty("role", word(endpoint.info().role()));
        json.writeStringProperty("address", endpoint.info().address());
        json.writePOJOProperty("settings", endpoint.info().settings());
        totals(json, endpoint);
        json.writeName("errors").writeStartObject();
        endpoint.metrics().errorsByKind().forEach((kind, count) -> json.writeNumberProperty(word(kind), count));
        json.writeEndObject();
        latency(json, endpoint);
        thresholds(json, endpoint);
        json.writeNumberProperty("not_recorded", endpoint.endpoint().notRecorded());
        thinned(json, endpoint.metrics().seconds().thinned());
        json.writeName("seconds").writeStartArray();
        endpoint.forEachSecond(sample -> second(json, endpoint, sample));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void totals(JsonGenerator json, ExportEndpoint endpoint) {
        Sample totals = endpoint.totals();
        json.writeName("totals").writeStartObject();
        Column.COMMON.stream()
                .filter(column -> TOTALS.contains(column.name()))
                .forEach(column ->
                        json.writeNumberProperty(column.name(), column.value().apply(totals)));
        json.writeNumberProperty("messages_in", totals.messagesIn());
        json.writeNumberProperty("messages_out", totals.messagesOut());
        own(json, endpoint, totals);
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

    private static void latency(JsonGenerator json, ExportEndpoint endpoint) {
        Percentiles latency = endpoint.latency();
        Histogram histogram = endpoint.histogram();
        long p999 = histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(PER_MILLE);
        json.writeName("latency").writeStartObject();
        json.writeNumberProperty("count", latency.count());
        json.writeNumberProperty("mean_ms", Column.millis(Math.round(latency.mean())));
        json.writeNumberProperty("p50_ms", Column.millis(latency.p50()));
        json.writeNumberProperty("p90_ms", Column.millis(latency.p90()));
        json.writeNumberProperty("p99_ms", Column.millis(latency.p99()));
        json.writeNumberProperty("p999_ms", Column.millis(p999));
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
