package org.netsonde.app.certificate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.app.fact.FactSection;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.security.CertificateDetails;
import org.netsonde.engine.security.CertificateExtras;

/** Says what certificates say. */
final class CertificateFacts {

    private static final Duration SOON = Duration.ofDays(30);

    private final Texts texts;
    private final DateTimeFormatter moment;
    private final DateTimeFormatter day;

    CertificateFacts(Texts texts) {
        this.texts = texts;
        moment = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(texts.locale())
                .withZone(ZoneId.systemDefault());
        day = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(texts.locale())
                .withZone(ZoneId.systemDefault());
    }

    /** The most important about the authority. */
    FactSection authority(CertificateDetails details, String file, boolean ofWorkspace) {
        return new FactSection(
                texts.get(ofWorkspace ? "certificates.workspace" : "certificates.authority"),
                List.of(
                        row("subject", details.subject()),
                        until(details),
                        row("fingerprint", details.fingerprint()),
                        row("file", file)));
    }

    /** All about a certificate. */
    FactSection issued(String name, CertificateDetails details, String chain, String key) {
        List<FactSection.Row> rows = new ArrayList<>();
        rows.add(row("subject", details.subject()));
        rows.add(row("issuer", details.issuer()));
        if (!details.names().isEmpty()) {
            rows.add(row("names", String.join(", ", details.names())));
        }
        rows.add(row("from", moment.format(details.from())));
        rows.add(until(details));
        rows.add(row("key", details.key()));
        rows.add(row("signature", details.signature()));
        rows.add(row("fingerprint", details.fingerprint()));
        rows.add(row("serial", details.serial()));
        rows.add(row("file", chain));
        rows.add(row("keyFile", key));
        return new FactSection(name, rows);
    }

    /** Everything that a certificate says. */
    List<FactSection> all(CertificateDetails details, CertificateExtras extras) {
        List<FactSection.Row> main = new ArrayList<>();
        main.add(row("subject", details.subject()));
        main.add(row(
                "issuer",
                details.selfSigned() ? texts.get("certificates.itself", details.issuer()) : details.issuer()));
        add(main, "names", details.names());
        main.add(row("from", moment.format(details.from())));
        main.add(until(details));
        List<FactSection.Row> key = new ArrayList<>();
        key.add(row("key", details.key()));
        key.add(row("signature", details.signature()));
        key.add(row(
                "authorityOf",
                extras.pathLength() < 0
                        ? texts.get("certificates.authorityOf.no")
                        : extras.pathLength() == Integer.MAX_VALUE
                                ? texts.get("certificates.authorityOf.any")
                                : texts.get("certificates.authorityOf.some", extras.pathLength())));
        add(key, "keyUsage", extras.keyUsage());
        add(key, "purposes", extras.purposes());
        List<FactSection.Row> marks = new ArrayList<>();
        marks.add(row("fingerprint", details.fingerprint()));
        marks.add(row("sha1", extras.sha1()));
        marks.add(row("serial", details.serial()));
        marks.add(row("version", Integer.toString(extras.version())));
        add(marks, "subjectKey", extras.subjectKey().isEmpty() ? List.of() : List.of(extras.subjectKey()));
        add(marks, "issuerKey", extras.issuerKey().isEmpty() ? List.of() : List.of(extras.issuerKey()));
        List<FactSection.Row> places = new ArrayList<>();
        add(places, "ocsp", extras.ocsp());
        add(places, "revocationLists", extras.revocationLists());
        add(places, "issuers", extras.issuers());
        List<FactSection> sections = new ArrayList<>();
        sections.add(new FactSection(texts.get("certificates.facts.main"), main));
        sections.add(new FactSection(texts.get("certificates.facts.key"), key));
        sections.add(new FactSection(texts.get("certificates.facts.marks"), marks));
        if (!places.isEmpty()) {
            sections.add(new FactSection(texts.get("certificates.facts.places"), places));
        }
        return sections;
    }

    private void add(List<FactSection.Row> rows, String name, List<String> values) {
        if (!values.isEmpty()) {
            rows.add(row(name, String.join(", ", values)));
        }
    }

    private FactSection.Row row(String name, String value) {
        return new FactSection.Row(texts.get("certificates." + name), value);
    }

    private FactSection.Row until(CertificateDetails details) {
        String until = moment.format(details.until());
        Instant now = Instant.now();
        String shown = now.isBefore(details.from())
                ? texts.get("certificates.until.notYet", until)
                : now.isAfter(details.until())
                        ? texts.get("certificates.until.expired", until)
                        : texts.get(
                                "certificates.until.left",
                                until,
                                Duration.between(now, details.until()).toDays());
        return new FactSection.Row(texts.get("certificates.until"), shown, tone(details));
    }

    /** In short until when it is valid, or that it is not. */
    String validity(CertificateDetails details) {
        Instant now = Instant.now();
        if (now.isBefore(details.from())) {
            return texts.get("certificates.notBefore", day.format(details.from()));
        }
        return texts.get(
                now.isAfter(details.until()) ? "certificates.expired" : "certificates.validUntil",
                day.format(details.until()));
    }

    /** In short how it stands with one that was issued: when it is valid, and what is unusual about it. */
    String summary(CertificateDetails details) {
        List<String> parts = new ArrayList<>();
        parts.add(validity(details));
        if (details.selfSigned()) {
            parts.add(texts.get("certificates.mark.selfSigned"));
        } else if (details.issuer().contains(" in between ")) {
            parts.add(texts.get("certificates.mark.between"));
        }
        if (details.signature().startsWith("SHA1")) {
            parts.add(texts.get("certificates.mark.weak"));
        }
        return String.join(" · ", parts);
    }

    /** How good that is. */
    static Fact.Tone tone(CertificateDetails details) {
        Instant now = Instant.now();
        if (now.isBefore(details.from()) || now.isAfter(details.until())) {
            return Fact.Tone.BAD;
        }
        return now.plus(SOON).isAfter(details.until()) ? Fact.Tone.WARNING : Fact.Tone.PLAIN;
    }
}
