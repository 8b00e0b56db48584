package org.netsonde.engine.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.http.HttpSecrets;
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

/** What a probe found out, in words: for the terminal, and to copy. Immutable. */
public final class ProbeReport {

    private final ProbeResult result;
    private final Locale locale;

    /** The report in a language. */
    public ProbeReport(ProbeResult result, Locale locale) {
        this.result = result;
        this.locale = locale;
    }

    /**
     * A part of it.
     *
     * @param title what it is about
     * @param rows what was found out
     */
    public record Section(String title, List<Row> rows) {
        public Section {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A line.
     *
     * @param name what it is about; may be empty
     * @param value what was found out; written by others in part, so that control characters may stand in it
     */
    public record Row(String name, String value) {}

    /** What was probed. */
    public String title() {
        return text("probe.title", HttpSecrets.target(result.request().target().toString()));
    }

    /** Its parts, those that were done. */
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        if (result.failure() != null) {
            sections.add(new Section(text("probe.section.failure"), List.of(new Row("", text(result.failure())))));
        }
        DnsResult dns = result.dns();
        if (dns != null) {
            sections.add(new Section(text(ProbePart.DNS.title()), dns(dns)));
        }
        if (!result.connects().isEmpty()) {
            List<Row> rows = new ArrayList<>();
            result.connects().forEach(family -> rows.addAll(connects(family)));
            sections.add(new Section(text(ProbePart.CONNECT.title()), rows));
        }
        Waterfall waterfall = result.waterfall();
        if (waterfall != null) {
            sections.add(new Section(text("probe.section.conversation"), waterfall(waterfall)));
        }
        RaceResult race = result.race();
        if (race != null) {
            sections.add(new Section(text(ProbePart.RACE.title()), race(race)));
        }
        return sections;
    }

    /** All of it as lines of text. */
    public String plain() {
        Stream<String> lines = sections().stream()
                .flatMap(section -> Stream.concat(
                        Stream.of("", section.title()),
                        section.rows().stream()
                                .map(row -> "  " + (row.name().isEmpty() ? "" : row.name() + ": ") + row.value())));
        return Stream.concat(Stream.of(title()), lines).collect(Collectors.joining("\n", "", "\n"));
    }

    private List<Row> dns(DnsResult dns) {
        List<Row> rows = new ArrayList<>();
        if (dns.note() != null) {
            rows.add(new Row("", text(dns.note())));
        }
        for (DnsQuery query : dns.queries()) {
            Failure failure = query.failure();
            String what = failure != null
                    ? text(failure.what())
                    : query.status() == DnsQuery.Status.NO_DATA
                            ? text("probe.dns.noData")
                            : query.addresses().stream()
                                    .map(InetAddress::getHostAddress)
                                    .collect(Collectors.joining(", "));
            rows.add(new Row(
                    query.type().name(),
                    text(
                            query.truncated() ? "probe.dns.queryTcp" : "probe.dns.query",
                            what,
                            query.server(),
                            millis(query.took()))));
            for (DnsAnswer answer : query.answers()) {
                rows.add(new Row(
                        "", text("probe.dns.answer", answer.name(), answer.type(), answer.value(), answer.ttl())));
            }
        }
        Failure failure = dns.system().failure();
        String system = failure != null
                ? text(failure.what())
                : dns.system().addresses().stream()
                        .map(InetAddress::getHostAddress)
                        .collect(Collectors.joining(", "));
        rows.add(new Row(
                text("probe.dns.system"),
                text("probe.timed", system, millis(dns.system().took()))));
        return rows;
    }

    private List<Row> connects(FamilyConnects family) {
        List<Row> rows = new ArrayList<>();
        ConnectStats stats = family.stats();
        rows.add(new Row(
                family.family().label(),
                text(
                        "probe.connect.counts",
                        address(family.address()),
                        stats.connected(),
                        stats.sent(),
                        stats.refused(),
                        stats.lost(),
                        "%.1f".formatted(stats.lossPercent()))));
        ConnectStats.Times times = stats.times();
        if (times != null) {
            rows.add(new Row(
                    text("probe.connect.time"),
                    text(
                            "probe.connect.times",
                            millis(times.min()),
                            millis(times.p50()),
                            millis(times.p90()),
                            millis(times.max()),
                            millis(times.mean()),
                            millis(times.deviation()))));
        }
        family.attempts().stream()
                .map(attempt -> attempt.failure())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .ifPresent(failure -> rows.add(new Row("", text(failure))));
        PathFacts path = family.path();
        Duration roundTrip = path.roundTrip();
        rows.add(new Row(
                text("probe.path"),
                path.why() != null
                        ? text(path.why())
                        : text(
                                "probe.path.facts",
                                path.sendMss(),
                                path.pathMtu(),
                                roundTrip == null ? "-" : millis(roundTrip))));
        return rows;
    }

    private List<Row> waterfall(Waterfall waterfall) {
        List<Row> rows = new ArrayList<>();
        for (Waterfall.Stretch stretch : waterfall.phases()) {
            rows.add(new Row(text(stretch.phase().title()), text("probe.millis", millis(stretch.took()))));
        }
        rows.add(new Row(text("probe.phase.total"), text("probe.millis", millis(waterfall.total()))));
        TlsSeen tls = waterfall.tls();
        if (tls != null) {
            rows.add(new Row(
                    "TLS", tls.version() + ", " + tls.cipher() + (tls.alpn().isEmpty() ? "" : ", " + tls.alpn())));
            if (tls.until() != null) {
                rows.add(new Row(
                        text("probe.certificate"),
                        text("probe.certificate.until", tls.subject(), tls.issuer(), tls.until())));
            }
        }
        HttpSeen http = waterfall.http();
        if (http != null) {
            rows.add(new Row(
                    "HTTP",
                    text(
                            http.complete() ? "probe.http" : "probe.http.more",
                            http.version(),
                            http.status(),
                            http.bytes())));
            if (!http.location().isEmpty()) {
                rows.add(new Row(text("probe.redirect"), http.location()));
            }
        }
        if (waterfall.failure() != null) {
            rows.add(new Row("", text(waterfall.failure())));
        }
        return rows;
    }

    private List<Row> race(RaceResult race) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("", text(race.sentence())));
        for (RaceResult.Runner runner : race.runners()) {
            String outcome = text("probe.race." + runner.outcome().name().toLowerCase(Locale.ROOT));
            Duration started = runner.started();
            Duration ended = runner.ended();
            rows.add(new Row(
                    address(runner.address()),
                    started == null || ended == null
                            ? outcome
                            : text("probe.race.runner", outcome, millis(started), millis(ended))));
        }
        for (RaceResult.Alone alone : race.alone()) {
            Duration took = alone.took();
            Failure failure = alone.failure();
            rows.add(new Row(
                    text("probe.race.alone", alone.family().label()),
                    took == null ? failure == null ? "" : text(failure) : text("probe.millis", millis(took))));
        }
        return rows;
    }

    private static String address(@Nullable InetSocketAddress address) {
        return address == null ? "" : Addresses.text(address.getAddress().getHostAddress(), address.getPort());
    }

    private static String millis(Duration time) {
        return "%.2f".formatted(time.toNanos() / 1e6);
    }

    private String text(String key, Object... args) {
        return Phrase.of(key, args).text(locale);
    }

    private String text(Phrase phrase) {
        return phrase.text(locale);
    }

    private String text(Failure failure) {
        return text(failure.what()) + " " + text(failure.remedy());
    }
}
