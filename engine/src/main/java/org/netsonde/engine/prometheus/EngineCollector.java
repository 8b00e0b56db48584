package org.netsonde.engine.prometheus;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.traffic.TrafficStats;

/**
 * The figures of every endpoint, as of the sampler's newest reading, under names and in base units as Prometheus has them.
 * Every point has the labels {@code endpoint} (its name), {@code protocol} and {@code role}. Counts are since the endpoint was
 * made; they outlive restarts of the endpoint. Safe for threads.
 */
final class EngineCollector implements MultiCollector {

    private static final String PREFIX = "netsonde_";
    private static final List<String> STATES = List.of("idle", "starting", "running", "stopping", "failed");

    private final Engine engine;
    private final String version;

    EngineCollector(Engine engine, String version) {
        this.engine = engine;
        this.version = version;
    }

    @Override
    public MetricSnapshots collect() {
        Families families = new Families();
        families.info(
                PREFIX + "build",
                "The program that these figures are of.",
                Labels.of(
                        "version", version,
                        "java", Runtime.version().toString(),
                        "transport", engine.transport().label()));
        // Of two that swap their names meanwhile one would be there twice, which no scraper takes.
        Set<String> names = new HashSet<>();
        for (Endpoint endpoint : engine.endpoints()) {
            String name = endpoint.name();
            if (names.add(name)) {
                Labels labels = Labels.of(
                        "endpoint", name,
                        "protocol", endpoint.protocol().id(),
                        "role", word(endpoint.protocol().role()));
                state(families, labels, endpoint);
                EndpointMetrics metrics = endpoint.metrics();
                Sample sample = metrics.latest();
                counts(families, labels, sample);
                errors(families, labels, metrics.errorsByKind());
                families.histogram(
                        PREFIX + "latency_seconds",
                        "Latencies of replies. Counted in buckets at most 0.8 % wide; the sum is estimated from them.",
                        Unit.SECONDS,
                        LatencyPoint.of(labels, metrics.lifeHistogram()));
                traffic(families, labels, endpoint.traffic().stats());
                own(families, labels, endpoint, sample);
            }
        }
        return families.build();
    }

    private static void state(Families families, Labels labels, Endpoint endpoint) {
        String state = switch (endpoint.state()) {
            case EndpointState.Idle idle -> "idle";
            case EndpointState.Starting starting -> "starting";
            case EndpointState.Running running -> "running";
            case EndpointState.Stopping stopping -> "stopping";
            case EndpointState.Failed failed -> "failed";
        };
        families.gauge(
                PREFIX + "up", "Whether the endpoint runs: 1 or 0.", null, labels, state.equals("running") ? 1 : 0);
        families.state(PREFIX + "state", "Where the endpoint is in its life.", labels, STATES, state);
    }

    private static void counts(Families families, Labels labels, Sample sample) {
        families.gauge(
                PREFIX + "uptime_seconds",
                "How long the endpoint has been running; 0 when it is not.",
                Unit.SECONDS,
                labels,
                Unit.nanosToSeconds(sample.uptimeNanos()));
        families.gauge(PREFIX + "connections_open", "Connections open now.", null, labels, sample.open());
        families.counter(PREFIX + "connections", "Connections ever opened.", null, labels, sample.total());
        families.counter(
                PREFIX + "requests",
                "Messages received by a server or sent by a client.",
                null,
                labels,
                sample.requests());
        families.counter(
                PREFIX + "received_bytes", "Bytes received on the wire.", Unit.BYTES, labels, sample.bytesIn());
        families.counter(PREFIX + "sent_bytes", "Bytes sent on the wire.", Unit.BYTES, labels, sample.bytesOut());
        families.counter(PREFIX + "messages_received", "Messages received.", null, labels, sample.messagesIn());
        families.counter(PREFIX + "messages_sent", "Messages sent.", null, labels, sample.messagesOut());
    }

    private static void errors(Families families, Labels labels, Map<Failure.Kind, Long> errors) {
        errors.forEach((kind, count) ->
                families.counter(PREFIX + "errors", "Failures, by kind.", null, labels.add("kind", word(kind)), count));
    }

    private static void traffic(Families families, Labels labels, TrafficStats stats) {
        families.gauge(
                PREFIX + "traffic_records_stored",
                "Records of reads, writes and events that the traffic log holds.",
                null,
                labels,
                stats.stored());
        families.counter(
                PREFIX + "traffic_records", "Records ever written to the traffic log.", null, labels, stats.total());
        families.counter(
                PREFIX + "traffic_records_evicted",
                "Records of the traffic log that gave way to newer ones.",
                null,
                labels,
                stats.evicted());
        families.counter(
                PREFIX + "traffic_records_truncated",
                "Records of which the traffic log kept fewer bytes than crossed the wire.",
                null,
                labels,
                stats.truncated());
        families.gauge(
                PREFIX + "traffic_held_bytes", "Memory that the traffic log holds.", Unit.BYTES, labels, stats.bytes());
    }

    private static void own(Families families, Labels labels, Endpoint endpoint, Sample sample) {
        List<MetricSpec> own = endpoint.metrics().own();
        for (int i = 0; i < own.size(); i++) {
            MetricSpec spec = own.get(i);
            boolean counter = spec.kind() != MetricSpec.Kind.GAUGE;
            boolean nanos = spec.kind() == MetricSpec.Kind.TIME || spec.measure() == MetricSpec.Measure.NANOS;
            String id = nanos ? spec.id().replaceFirst("_ns$", "") + "_seconds" : spec.id();
            String name = PREFIX + id;
            if (families.isTaken(name, counter)) {
                name = PREFIX + endpoint.protocol().id().replace('-', '_') + "_" + id;
            }
            long value = sample.own()[i];
            switch (spec.kind()) {
                case COUNTER -> families.counter(name, help(spec), null, labels, value);
                case GAUGE ->
                    families.gauge(
                            name,
                            help(spec),
                            nanos ? Unit.SECONDS : null,
                            labels,
                            nanos ? Unit.nanosToSeconds(value) : value);
                case TIME -> families.counter(name, help(spec), Unit.SECONDS, labels, Unit.nanosToSeconds(value));
            }
        }
    }

    /** What the table of figures says of it, but for the unit of exports, which is another here. */
    private static String help(MetricSpec spec) {
        return Phrase.of("metric." + spec.id() + ".help")
                .text(Locale.ENGLISH)
                .replaceFirst("; exported [^.;]*nanoseconds", "");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
