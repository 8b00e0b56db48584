package org.netsonde.engine.probe.tls;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.probe.tls.TlsInspection.Answer;
import org.netsonde.engine.probe.tls.TlsInspection.Features;
import org.netsonde.engine.probe.tls.TlsInspection.Group;
import org.netsonde.engine.probe.tls.TlsInspection.Order;
import org.netsonde.engine.probe.tls.TlsInspection.Times;
import org.netsonde.engine.probe.tls.TlsInspection.Version;
import org.netsonde.engine.security.CertificateDetails;

/** An inspection in the words of one language, which window, terminal, page and clipboard all show. Safe for threads. */
public final class InspectionReport {

    private static final double NANOS_PER_MILLI = 1e6;

    private final TlsInspection inspection;
    private final Locale locale;
    private final DateTimeFormatter moment;

    /**
     * Facts under one heading.
     *
     * @param title the heading
     * @param rows the facts
     */
    public record Section(String title, List<Row> rows) {
        public Section {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A fact.
     *
     * @param name what it is
     * @param value what is known
     * @param severity how good or bad that is
     * @param help more about it; may be empty
     */
    public record Row(String name, String value, Severity severity, String help) {}

    /** An inspection for readers of a language in a zone. */
    public InspectionReport(TlsInspection inspection, Locale locale, ZoneId zone) {
        this.inspection = inspection;
        this.locale = locale;
        this.moment = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(zone);
    }

    /** What stands above all. */
    public String title() {
        return text("title", inspection.target());
    }

    /** The whole, the most important first. */
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(summary());
        sections.add(findings());
        sections.add(versions());
        sections.addAll(suites());
        sections.addAll(certificates());
        sections.add(protocol());
        add(sections, groups());
        add(sections, times());
        add(sections, missing());
        return List.copyOf(sections);
    }

    private static void add(List<Section> sections, Section section) {
        if (!section.rows().isEmpty()) {
            sections.add(section);
        }
    }

    private String text(String key, Object... args) {
        return Phrase.of("inspect." + key, args).text(locale);
    }

    private Section section(String title, List<Row> rows) {
        return new Section(text("section." + title), rows);
    }

    private Row row(String name, String value) {
        return row(name, value, Severity.NOTE);
    }

    private Row row(String name, String value, Severity severity) {
        return new Row(text("row." + name), value, severity, "");
    }

    /** The word for how good something is. */
    public String mark(Severity severity) {
        return text("mark." + severity.name().toLowerCase(Locale.ROOT));
    }

    /** Why the grade is not better, or that nothing is left to wish. */
    public List<String> reasons() {
        Grade grade = inspection.grade();
        List<String> reasons = new ArrayList<>();
        grade.reasons().forEach(reason -> reasons.add(reason.text(locale)));
        if (grade.reasons().isEmpty()) {
            reasons.add(text("grade.perfect"));
        }
        if (grade.besides() != grade.letter()) {
            reasons.add(text("grade.besides", grade.besides().label()));
        }
        return reasons;
    }

    /** Which server, when, and its grade. */
    public Section summary() {
        Grade grade = inspection.grade();
        List<Row> rows = new ArrayList<>();
        rows.add(row("target", inspection.target().toString()));
        rows.add(row("address", inspection.address()));
        rows.add(row("at", moment.format(inspection.at())));
        rows.add(row("took", time(inspection.took())));
        rows.add(row("grade", grade.letter().label(), grade.letter().severity()));
        rows.add(row("scores", text("value.scores", grade.protocols(), grade.exchange(), grade.ciphers())));
        reasons().forEach(reason -> rows.add(row("reason", reason)));
        return section("summary", rows);
    }

    /** All that there is to say. */
    public Section findings() {
        return section(
                "findings",
                inspection.findings().stream()
                        .map(finding -> new Row(
                                mark(finding.severity()),
                                finding.what().text(locale),
                                finding.severity(),
                                finding.why().text(locale)))
                        .toList());
    }

    /** What became of each version. */
    public Section versions() {
        return section(
                "versions", inspection.versions().stream().map(this::version).toList());
    }

    private Row version(Version version) {
        String value = switch (version.offered()) {
            case YES ->
                version.suites().isEmpty()
                        ? text("value.offered")
                        : text("value.offeredSuites", version.suites().size());
            case NO -> text("value.refused");
            case UNKNOWN -> text("value.unknown");
        };
        Severity severity = version.offered() != Answer.YES
                ? Severity.NOTE
                : version.version().offered();
        return new Row(version.version().label(), value, severity, "");
    }

    /** The suites of each version. */
    public List<Section> suites() {
        List<Section> sections = new ArrayList<>();
        for (Version version : inspection.offered()) {
            if (!version.suites().isEmpty()) {
                List<Row> rows = new ArrayList<>();
                if (version.order() != Order.UNKNOWN) {
                    rows.add(row("order", text("value.order." + lower(version.order()))));
                }
                version.suites().forEach(suite -> rows.add(suite(suite)));
                sections.add(
                        new Section(text("section.suites", version.version().label()), rows));
            }
        }
        return sections;
    }

    private Row suite(Suite suite) {
        return new Row(suite.name(), parts(suite), suite.strength(), suite.openSsl());
    }

    /** Of what a suite consists. */
    public String parts(Suite suite) {
        String bits = text("value.bits", suite.bits());
        return suite.isTls13()
                ? suite.encryption() + " · " + bits
                : suite.exchange() + " · " + suite.authentication() + " · " + suite.encryption() + " · " + bits;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** What each certificate says. */
    public List<Section> certificates() {
        List<Section> sections = new ArrayList<>();
        List<CertificateDetails> all = inspection.certificates();
        for (int i = 0; i < all.size(); i++) {
            sections.add(certificate(i + 1, all.get(i)));
        }
        if (!inspection.others().isEmpty()) {
            sections.add(section(
                    "others",
                    inspection.others().stream()
                            .map(CertificateDetails::of)
                            .map(details -> row("key", details.key() + " · " + details.subject()))
                            .toList()));
        }
        return sections;
    }

    private Section certificate(int number, CertificateDetails details) {
        Instant at = inspection.at();
        boolean untimely = at.isBefore(details.from()) || at.isAfter(details.until());
        List<Row> rows = new ArrayList<>();
        rows.add(row("subject", details.subject()));
        rows.add(row("issuer", details.issuer()));
        if (!details.names().isEmpty()) {
            rows.add(row("names", String.join(", ", details.names())));
        }
        rows.add(row("from", moment.format(details.from())));
        rows.add(row("until", moment.format(details.until()), untimely ? Severity.BAD : Severity.NOTE));
        rows.add(row("key", details.key()));
        rows.add(row("signature", details.signature()));
        rows.add(row("fingerprint", details.fingerprint()));
        rows.add(row("serial", details.serial()));
        return new Section(text("section.certificate", number, details.subject()), rows);
    }

    /** What the server does besides. */
    public Section protocol() {
        Features features = inspection.protocol();
        List<Row> rows = new ArrayList<>();
        rows.add(row(
                "alpn", features.protocols().isEmpty() ? text("value.none") : String.join(", ", features.protocols())));
        rows.add(stapled(features.stapled()));
        rows.add(row("client", text("value.client." + lower(features.clientCertificates()))));
        boolean old = inspection.offered().stream().anyMatch(version -> version.version() != TlsVersion.TLS13);
        if (old) {
            rows.add(row("resumes12", resumption(features), Severity.NOTE));
        }
        if (inspection.version(TlsVersion.TLS13).offered() == Answer.YES) {
            rows.add(answer("resumes13", features.resumes13(), Severity.NOTE, Severity.NOTE));
        }
        if (old) {
            rows.add(answer("secureRenegotiation", features.secureRenegotiation(), Severity.GOOD, Severity.WEAK));
            rows.add(answer("clientRenegotiation", features.clientRenegotiation(), Severity.WEAK, Severity.GOOD));
            rows.add(answer("extendedMasterSecret", features.extendedMasterSecret(), Severity.GOOD, Severity.NOTE));
            // Neither is a question everywhere: one is about CBC, the other about several versions.
            if (features.encryptThenMac() != Answer.UNKNOWN) {
                rows.add(answer("encryptThenMac", features.encryptThenMac(), Severity.GOOD, Severity.NOTE));
            }
            if (features.fallback() != Answer.UNKNOWN) {
                rows.add(answer("fallback", features.fallback(), Severity.GOOD, Severity.NOTE));
            }
        }
        rows.add(answer("compression", features.compression(), Severity.BAD, Severity.GOOD));
        if (inspection.primeBits() > 0) {
            rows.add(row(
                    "prime",
                    text("value.bits", inspection.primeBits()),
                    inspection.primeBits() < 1024
                            ? Severity.BAD
                            : inspection.primeBits() < 2048 ? Severity.WEAK : Severity.GOOD));
        }
        return section("protocol", rows);
    }

    private Row answer(String name, Answer answer, Severity yes, Severity no) {
        return row(
                name,
                text("value." + lower(answer)),
                answer == Answer.YES ? yes : answer == Answer.NO ? no : Severity.NOTE);
    }

    private String resumption(Features features) {
        if (features.resumes12() != Answer.YES) {
            return text("value." + lower(features.resumes12()));
        }
        return features.tickets12() == Answer.YES ? text("value.byTicket") : text("value.bySession");
    }

    private Row stapled(@Nullable RevocationStatus status) {
        if (status == null) {
            return row("stapled", text("value.notStapled"));
        }
        String verdict = text("value.stapled." + lower(status.verdict()));
        Instant until = status.until();
        Severity severity = switch (status.verdict()) {
            case GOOD -> status.signed() && status.isCurrent(inspection.at()) ? Severity.GOOD : Severity.WEAK;
            case REVOKED -> Severity.BAD;
            case UNKNOWN, UNREADABLE -> Severity.WEAK;
        };
        return row(
                "stapled",
                until == null ? verdict : text("value.stapled.until", verdict, moment.format(until)),
                severity);
    }

    /** In which groups keys are exchanged. */
    public Section groups() {
        return section("groups", inspection.groups().stream().map(this::group).toList());
    }

    private Row group(Group group) {
        String where = text("value." + (!group.tls13() ? "older" : group.older() ? "both" : "tls13"));
        return new Row(
                group.group().label(),
                group.group().isPostQuantum() ? text("value.quantum", where) : where,
                group.group().strength(),
                "");
    }

    /** How long it takes. */
    public Section times() {
        Times times = inspection.times();
        List<Row> rows = new ArrayList<>();
        time(rows, "connect", times.connect());
        time(rows, "handshake", times.handshake());
        time(rows, "resumed", times.resumed());
        return section("times", rows);
    }

    private void time(List<Row> rows, String name, @Nullable Duration time) {
        if (time != null) {
            rows.add(row(name, time(time)));
        }
    }

    private String time(Duration time) {
        double millis = time.toNanos() / NANOS_PER_MILLI;
        return millis < 1000
                ? text("value.millis", String.format(locale, millis < 10 ? "%.2f" : "%.0f", millis))
                : text("value.seconds", String.format(locale, "%.1f", millis / 1000));
    }

    /** What could not be found out. */
    public Section missing() {
        return section(
                "missing",
                inspection.missing().stream()
                        .map(phrase -> row("missing", phrase.text(locale), Severity.WEAK))
                        .toList());
    }

    /** The whole as text to be pasted elsewhere. */
    public String text() {
        StringBuilder out = new StringBuilder(title()).append('\n');
        for (Section section : sections()) {
            out.append('\n').append(section.title()).append('\n');
            for (Row row : section.rows()) {
                out.append("  ").append(row.name()).append(": ").append(row.value());
                if (!row.help().isEmpty()) {
                    out.append(" (").append(row.help()).append(')');
                }
                out.append('\n');
            }
        }
        return out.toString();
    }
}
