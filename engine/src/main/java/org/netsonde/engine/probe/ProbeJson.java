package org.netsonde.engine.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.export.JsonDocument;
import org.netsonde.engine.export.Schemas;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.probe.connect.ConnectAttempt;
import org.netsonde.engine.probe.connect.ConnectStats;
import org.netsonde.engine.probe.connect.FamilyConnects;
import org.netsonde.engine.probe.connect.PathFacts;
import org.netsonde.engine.probe.dns.DnsAnswer;
import org.netsonde.engine.probe.dns.DnsQuery;
import org.netsonde.engine.probe.dns.DnsResult;
import org.netsonde.engine.probe.phase.HttpSeen;
import org.netsonde.engine.probe.phase.TlsSeen;
import org.netsonde.engine.probe.phase.Waterfall;
import org.netsonde.engine.probe.race.RaceResult;
import tools.jackson.core.JsonGenerator;

/** Writes what a probe found out as JSON, for programs; its schema is {@code probe}, see {@link Schemas}. Sentences are in English. Stateless. */
public final class ProbeJson {

    private static final double NANOS_PER_MILLI = 1e6;

    private ProbeJson() {}

    /** Writes it as one object, in UTF-8; the stream stays open. */
    public static void write(ProbeResult result, OutputStream out) throws IOException {
        JsonDocument.write(out, json -> write(result, json));
    }

    private static void write(ProbeResult result, JsonGenerator json) {
        json.writeStringProperty("$schema", Schemas.PROBE_ID);
        json.writeStringProperty("product", "Netsonde");
        json.writeStringProperty(
                "target", HttpSecrets.target(result.request().target().toString()));
        json.writeStringProperty("at", result.at().toString());
        millis(json, "took_ms", result.took());
        json.writeStringProperty("state", lower(result.state()));
        json.writeBooleanProperty("reached", result.reached());
        failure(json, result.failure());
        json.writeName("dns");
        dns(json, result.dns());
        json.writeArrayPropertyStart("connects");
        result.connects().forEach(family -> family(json, family));
        json.writeEndArray();
        json.writeName("conversation");
        waterfall(json, result.waterfall());
        json.writeName("race");
        race(json, result.race());
    }

    private static void dns(JsonGenerator json, @Nullable DnsResult dns) {
        if (dns == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("name", dns.name());
        phrase(json, "note", dns.note());
        json.writeObjectPropertyStart("system");
        json.writeArrayPropertyStart("addresses");
        dns.system().addresses().forEach(address -> json.writeString(address.getHostAddress()));
        json.writeEndArray();
        millis(json, "took_ms", dns.system().took());
        failure(json, dns.system().failure());
        json.writeEndObject();
        json.writeArrayPropertyStart("queries");
        for (DnsQuery query : dns.queries()) {
            json.writeStartObject();
            json.writeStringProperty("type", query.type().name());
            json.writeStringProperty("server", query.server());
            json.writeStringProperty("status", lower(query.status()));
            json.writeStringProperty("rcode", query.rcode());
            millis(json, "took_ms", query.took());
            json.writeBooleanProperty("truncated", query.truncated());
            json.writeBooleanProperty("tcp", query.tcp());
            json.writeArrayPropertyStart("answers");
            for (DnsAnswer answer : query.answers()) {
                json.writeStartObject();
                json.writeStringProperty("name", answer.name());
                json.writeStringProperty("type", answer.type());
                json.writeNumberProperty("ttl", answer.ttl());
                json.writeStringProperty("value", answer.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            failure(json, query.failure());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void family(JsonGenerator json, FamilyConnects family) {
        ConnectStats stats = family.stats();
        json.writeStartObject();
        json.writeStringProperty("family", family.family().label());
        address(json, "address", family.address());
        json.writeNumberProperty("sent", stats.sent());
        json.writeNumberProperty("connected", stats.connected());
        json.writeNumberProperty("refused", stats.refused());
        json.writeNumberProperty("timed_out", stats.timedOut());
        json.writeNumberProperty("failed", stats.failed());
        json.writeNumberProperty("loss_percent", stats.lossPercent());
        ConnectStats.Times times = stats.times();
        json.writeName("times");
        if (times == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            millis(json, "min_ms", times.min());
            millis(json, "mean_ms", times.mean());
            millis(json, "p50_ms", times.p50());
            millis(json, "p90_ms", times.p90());
            millis(json, "max_ms", times.max());
            millis(json, "mean_deviation_ms", times.deviation());
            json.writeEndObject();
        }
        path(json, family.path());
        json.writeArrayPropertyStart("attempts");
        for (ConnectAttempt attempt : family.attempts()) {
            json.writeStartObject();
            json.writeNumberProperty("number", attempt.number());
            millis(json, "due_ms", attempt.due());
            millis(json, "began_ms", attempt.began());
            json.writeStringProperty("outcome", lower(attempt.outcome()));
            millis(json, "took_ms", attempt.took());
            failure(json, attempt.failure());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void path(JsonGenerator json, PathFacts path) {
        json.writeObjectPropertyStart("path");
        phrase(json, "unreadable", path.why());
        number(json, "send_mss", path.sendMss());
        number(json, "receive_mss", path.receiveMss());
        number(json, "path_mtu", path.pathMtu());
        millis(json, "rtt_ms", path.roundTrip());
        millis(json, "rtt_deviation_ms", path.roundTripDeviation());
        json.writeEndObject();
    }

    private static void waterfall(JsonGenerator json, @Nullable Waterfall waterfall) {
        if (waterfall == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        address(json, "address", waterfall.address());
        millis(json, "total_ms", waterfall.total());
        json.writeArrayPropertyStart("phases");
        for (Waterfall.Stretch stretch : waterfall.phases()) {
            json.writeStartObject();
            json.writeStringProperty("phase", lower(stretch.phase()));
            millis(json, "start_ms", stretch.start());
            millis(json, "took_ms", stretch.took());
            json.writeEndObject();
        }
        json.writeEndArray();
        TlsSeen tls = waterfall.tls();
        json.writeName("tls");
        if (tls == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            json.writeStringProperty("version", tls.version());
            json.writeStringProperty("cipher", tls.cipher());
            json.writeStringProperty("alpn", tls.alpn());
            json.writeStringProperty("subject", tls.subject());
            json.writeStringProperty("issuer", tls.issuer());
            text(json, "until", tls.until() == null ? null : tls.until().toString());
            json.writeEndObject();
        }
        HttpSeen http = waterfall.http();
        json.writeName("http");
        if (http == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            json.writeStringProperty("method", http.method());
            json.writeStringProperty("version", http.version());
            json.writeNumberProperty("status", http.status());
            json.writeNumberProperty("bytes", http.bytes());
            json.writeBooleanProperty("complete", http.complete());
            json.writeStringProperty("location", http.location());
            json.writeEndObject();
        }
        failure(json, waterfall.failure());
        json.writeEndObject();
    }

    private static void race(JsonGenerator json, @Nullable RaceResult race) {
        if (race == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        text(json, "winner", race.won().map(runner -> runner.family().label()).orElse(null));
        millis(json, "took_ms", race.took());
        json.writeStringProperty("sentence", race.sentence().text(Locale.ENGLISH));
        json.writeArrayPropertyStart("runners");
        for (RaceResult.Runner runner : race.runners()) {
            json.writeStartObject();
            address(json, "address", runner.address());
            json.writeStringProperty("family", runner.family().label());
            millis(json, "started_ms", runner.started());
            millis(json, "ended_ms", runner.ended());
            json.writeStringProperty("outcome", lower(runner.outcome()));
            failure(json, runner.failure());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("alone");
        for (RaceResult.Alone alone : race.alone()) {
            json.writeStartObject();
            json.writeStringProperty("family", alone.family().label());
            address(json, "address", alone.address());
            millis(json, "took_ms", alone.took());
            failure(json, alone.failure());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void failure(JsonGenerator json, @Nullable Failure failure) {
        json.writeName("failure");
        if (failure == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("kind", lower(failure.kind()));
        json.writeStringProperty("what", failure.what().text(Locale.ENGLISH));
        json.writeStringProperty("remedy", failure.remedy().text(Locale.ENGLISH));
        json.writeEndObject();
    }

    private static void phrase(JsonGenerator json, String name, @Nullable Phrase phrase) {
        text(json, name, phrase == null ? null : phrase.text(Locale.ENGLISH));
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }

    private static void number(JsonGenerator json, String name, int number) {
        if (number == 0) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, number);
        }
    }

    private static void address(JsonGenerator json, String name, @Nullable InetSocketAddress address) {
        text(
                json,
                name,
                address == null ? null : Addresses.text(address.getAddress().getHostAddress(), address.getPort()));
    }

    private static void millis(JsonGenerator json, String name, @Nullable Duration time) {
        if (time == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, time.toNanos() / NANOS_PER_MILLI);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
