package org.netsonde.app.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.export.ExportEndpoint;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.TimeRange;

/** The figures of an endpoint over a stretch of time and over the whole session, as rows of text. Stateless. */
final class Figures {

    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * One figure.
     *
     * @param name what it is
     * @param part over the stretch of time
     * @param whole over the whole session
     */
    record Row(String name, String part, String whole) {}

    private Figures() {}

    /** Reads them; may wait for the disk. */
    static List<Row> of(Session session, SessionEndpoint endpoint, TimeRange range, Texts texts) {
        ExportEndpoint part = part(session, endpoint, range);
        ExportEndpoint whole = part(session, endpoint, TimeRange.ALL);
        List<Row> rows = new ArrayList<>();
        rows.add(count(texts, "connections", gain(part, Sample::total), gain(whole, Sample::total)));
        rows.add(count(texts, "requests", gain(part, Sample::requests), gain(whole, Sample::requests)));
        rows.add(count(texts, "messagesIn", gain(part, Sample::messagesIn), gain(whole, Sample::messagesIn)));
        rows.add(count(texts, "messagesOut", gain(part, Sample::messagesOut), gain(whole, Sample::messagesOut)));
        rows.add(bytes(texts, "bytesIn", gain(part, Sample::bytesIn), gain(whole, Sample::bytesIn)));
        rows.add(bytes(texts, "bytesOut", gain(part, Sample::bytesOut), gain(whole, Sample::bytesOut)));
        latencies(rows, texts, part.latency(), whole.latency());
        rows.add(count(texts, "errors", gain(part, Sample::errors), gain(whole, Sample::errors)));
        endpoint.metrics()
                .errorsByKind()
                .forEach((kind, times) -> rows.add(new Row(
                        "    " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), "", Unit.COUNT.format((double)
                                times))));
        own(rows, endpoint.metrics().own(), part, whole, texts);
        if (endpoint.notRecorded() > 0) {
            String lost = Unit.COUNT.format((double) endpoint.notRecorded());
            rows.add(new Row(texts.get("session.figure.notRecorded"), "", lost));
        }
        return rows;
    }

    private static ExportEndpoint part(Session session, SessionEndpoint endpoint, TimeRange range) {
        return ExportSource.of(
                        session, Instant.EPOCH, range, Set.of(endpoint.info().id()))
                .endpoints()
                .getFirst();
    }

    @FunctionalInterface
    private interface Count {
        long of(Sample sample);
    }

    private static double gain(ExportEndpoint part, Count count) {
        return (double) Math.max(0, count.of(part.last()) - count.of(part.before()));
    }

    private static Row count(Texts texts, String name, double part, double whole) {
        return new Row(texts.get("session.figure." + name), Unit.COUNT.format(part), Unit.COUNT.format(whole));
    }

    private static Row bytes(Texts texts, String name, double part, double whole) {
        return new Row(texts.get("session.figure." + name), Unit.BYTES.format(part), Unit.BYTES.format(whole));
    }

    private static void latencies(List<Row> rows, Texts texts, Percentiles part, Percentiles whole) {
        if (whole.count() == 0) {
            return;
        }
        rows.add(latency(texts, "mean", part, part.mean(), whole.mean()));
        rows.add(latency(texts, "p50", part, (double) part.p50(), (double) whole.p50()));
        rows.add(latency(texts, "p90", part, (double) part.p90(), (double) whole.p90()));
        rows.add(latency(texts, "p99", part, (double) part.p99(), (double) whole.p99()));
        rows.add(latency(texts, "max", part, (double) part.max(), (double) whole.max()));
    }

    private static Row latency(Texts texts, String name, Percentiles known, double part, double whole) {
        return new Row(
                texts.get("session.figure.latency." + name),
                known.count() == 0 ? Unit.NO_VALUE : Unit.MILLISECONDS.format(part / NANOS_PER_MILLI),
                Unit.MILLISECONDS.format(whole / NANOS_PER_MILLI));
    }

    /** The protocol's own counts; what goes up and down is that of the last moment. */
    private static void own(
            List<Row> rows, List<MetricSpec> specs, ExportEndpoint part, ExportEndpoint whole, Texts texts) {
        for (int i = 0; i < specs.size(); i++) {
            int index = i;
            MetricSpec spec = specs.get(i);
            String name =
                    texts.find("metric." + spec.id()).orElseGet(() -> spec.id().replace('_', ' '));
            if (spec.kind() == MetricSpec.Kind.GAUGE) {
                rows.add(new Row(
                        name,
                        gauge(spec, part.last().own()[index]),
                        gauge(spec, whole.last().own()[index])));
            } else {
                double ofPart = gain(part, sample -> sample.own()[index]);
                double ofWhole = gain(whole, sample -> sample.own()[index]);
                boolean time = spec.kind() == MetricSpec.Kind.TIME;
                Unit unit = time ? Unit.MILLISECONDS : Unit.COUNT;
                double scale = time ? NANOS_PER_MILLI : 1;
                rows.add(new Row(name, unit.format(ofPart / scale), unit.format(ofWhole / scale)));
            }
        }
    }

    private static String gauge(MetricSpec spec, long value) {
        if (spec.measure() == MetricSpec.Measure.NANOS) {
            return value == 0 ? Unit.NO_VALUE : Unit.MILLISECONDS.format(value / NANOS_PER_MILLI);
        }
        return (spec.measure() == MetricSpec.Measure.BYTES ? Unit.BYTES : Unit.COUNT).format((double) value);
    }
}
