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
    FactSection authority(CertificateDetails details, String file) {
        return new FactSection(
                texts.get("certificates.authority"),
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

    private FactSection.Row row(String name, String value) {
        return new FactSection.Row(texts.get("certificates." + name), value);
    }

    private FactSection.Row until(CertificateDetails details) {
        String until = moment.format(details.until());
        Instant now = Instant.now();
        String shown = now.isBefore(details.from())
                ? texts.get("certificates.until.notYet", until)
                : now.isAfter(details.until()) ? texts.get("certificates.until.expired", until) : until;
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

    /** How good that is. */
    static Fact.Tone tone(CertificateDetails details) {
        Instant now = Instant.now();
        if (now.isBefore(details.from()) || now.isAfter(details.until())) {
            return Fact.Tone.BAD;
        }
        return now.plus(SOON).isAfter(details.until()) ? Fact.Tone.WARNING : Fact.Tone.PLAIN;
    }
}
