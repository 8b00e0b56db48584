package org.netsonde.engine.probe.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.export.JsonDocument;
import org.netsonde.engine.export.Schemas;
import org.netsonde.engine.security.CertificateDetails;
import tools.jackson.core.JsonGenerator;

/** Writes an inspection as JSON, for programs; its schema is {@code inspection}, see {@link Schemas}. Sentences are in English. Stateless. */
public final class InspectionJson {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int PEM_LINE = 64;

    private InspectionJson() {}

    /** Writes it as one object, in UTF-8; the stream stays open. */
    public static void write(TlsInspection inspection, OutputStream out) throws IOException {
        JsonDocument.write(out, json -> write(inspection, json));
    }

    private static void write(TlsInspection inspection, JsonGenerator json) {
        json.writeStringProperty("$schema", Schemas.INSPECTION_ID);
        json.writeStringProperty("product", "Netsonde");
        json.writeStringProperty("target", inspection.target().toString());
        json.writeStringProperty("name", inspection.name());
        json.writeStringProperty("address", inspection.address());
        json.writeStringProperty("at", inspection.at().toString());
        millis(json, "took_ms", inspection.took());
        grade(json, inspection.grade());
        json.writeArrayPropertyStart("versions");
        inspection.versions().forEach(version -> version(json, version));
        json.writeEndArray();
        json.writeArrayPropertyStart("groups");
        for (TlsInspection.Group group : inspection.groups()) {
            json.writeStartObject();
            json.writeStringProperty("name", group.group().label());
            json.writeNumberProperty("code", group.group().code());
            json.writeBooleanProperty("tls13", group.tls13());
            json.writeBooleanProperty("older", group.older());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("prime_bits", inspection.primeBits());
        certificates(json, "chain", inspection.chain());
        certificates(json, "others", inspection.others());
        protocol(json, inspection.protocol());
        json.writeObjectPropertyStart("times");
        millis(json, "connect_ms", inspection.times().connect());
        millis(json, "handshake_ms", inspection.times().handshake());
        millis(json, "resumed_ms", inspection.times().resumed());
        json.writeEndObject();
        json.writeArrayPropertyStart("findings");
        for (Finding finding : inspection.findings()) {
            json.writeStartObject();
            json.writeStringProperty("topic", lower(finding.topic()));
            json.writeStringProperty("severity", lower(finding.severity()));
            json.writeStringProperty("id", finding.what().key());
            json.writeStringProperty("what", english(finding.what()));
            json.writeStringProperty("why", english(finding.why()));
            json.writeEndObject();
        }
        json.writeEndArray();
        strings(
                json,
                "missing",
                inspection.missing().stream().map(InspectionJson::english).toList());
    }

    private static void grade(JsonGenerator json, Grade grade) {
        json.writeObjectPropertyStart("grade");
        json.writeStringProperty("letter", grade.letter().label());
        json.writeStringProperty("besides_certificate", grade.besides().label());
        json.writeNumberProperty("protocols", grade.protocols());
        json.writeNumberProperty("exchange", grade.exchange());
        json.writeNumberProperty("ciphers", grade.ciphers());
        strings(
                json,
                "reasons",
                grade.reasons().stream().map(InspectionJson::english).toList());
        json.writeEndObject();
    }

    private static void version(JsonGenerator json, TlsInspection.Version version) {
        json.writeStartObject();
        json.writeStringProperty("name", version.version().id());
        json.writeStringProperty("offered", lower(version.offered()));
        json.writeStringProperty("order", lower(version.order()));
        json.writeArrayPropertyStart("suites");
        for (Suite suite : version.suites()) {
            json.writeStartObject();
            json.writeStringProperty("code", suite.number());
            json.writeStringProperty("name", suite.name());
            if (suite.openSsl().isEmpty()) {
                json.writeNullProperty("openssl");
            } else {
                json.writeStringProperty("openssl", suite.openSsl());
            }
            json.writeNumberProperty("bits", suite.bits());
            json.writeStringProperty("strength", lower(suite.strength()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void certificates(JsonGenerator json, String name, List<X509Certificate> certificates) {
        json.writeArrayPropertyStart(name);
        for (X509Certificate certificate : certificates) {
            CertificateDetails details = CertificateDetails.of(certificate);
            json.writeStartObject();
            json.writeStringProperty("subject", details.subject());
            json.writeStringProperty("issuer", details.issuer());
            strings(json, "names", details.names());
            json.writeStringProperty("from", details.from().toString());
            json.writeStringProperty("until", details.until().toString());
            json.writeStringProperty("key", details.key());
            json.writeStringProperty("signature", details.signature());
            json.writeStringProperty("sha256", details.fingerprint());
            json.writeStringProperty("serial", details.serial());
            json.writeStringProperty("pem", pem(certificate));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void protocol(JsonGenerator json, TlsInspection.Features features) {
        json.writeObjectPropertyStart("protocol");
        strings(json, "alpn", features.protocols());
        RevocationStatus stapled = features.stapled();
        if (stapled == null) {
            json.writeNullProperty("stapled");
        } else {
            json.writeObjectPropertyStart("stapled");
            json.writeStringProperty("verdict", lower(stapled.verdict()));
            json.writeBooleanProperty("signed", stapled.signed());
            instant(json, "from", stapled.from());
            instant(json, "until", stapled.until());
            json.writeEndObject();
        }
        json.writeStringProperty("client_certificates", lower(features.clientCertificates()));
        json.writeStringProperty("resumption_tls12", lower(features.resumes12()));
        json.writeStringProperty("tickets_tls12", lower(features.tickets12()));
        json.writeStringProperty("resumption_tls13", lower(features.resumes13()));
        json.writeStringProperty("secure_renegotiation", lower(features.secureRenegotiation()));
        json.writeStringProperty("client_renegotiation", lower(features.clientRenegotiation()));
        json.writeStringProperty("compression", lower(features.compression()));
        json.writeStringProperty("extended_master_secret", lower(features.extendedMasterSecret()));
        json.writeStringProperty("encrypt_then_mac", lower(features.encryptThenMac()));
        json.writeStringProperty("fallback_noticed", lower(features.fallback()));
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void instant(JsonGenerator json, String name, @Nullable Instant instant) {
        if (instant == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, instant.toString());
        }
    }

    private static void millis(JsonGenerator json, String name, @Nullable Duration time) {
        if (time == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, time.toNanos() / NANOS_PER_MILLI);
        }
    }

    private static String english(Phrase phrase) {
        return phrase.text(Locale.ENGLISH);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A certificate in PEM. */
    static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that cannot be written", e);
        }
    }
}
