package org.netsonde.engine.export.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.Machine;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.threshold.ThresholdVerdict;

/** The head of the report: what it is of, the verdict, the figures in large, and all endpoints in one table. */
final class Overview {

    private static final long MOST_DIGITS = 10_000_000;

    private final Html html;
    private final Words words;

    Overview(Html html, Words words) {
        this.html = html;
        this.words = words;
    }

    /** What the report is called. */
    static String title(ExportSource source, Words words) {
        String name = source.session().name().strip();
        return name.isEmpty() ? words.get("title") : name;
    }

    void write(ExportSource source, Stretch stretch, List<Row> rows, String title) {
        SessionInfo session = source.session();
        html.open("header").open("div", "class", "head");
        html.open("div")
                .element("p", "Netsonde", "class", "product")
                .open("h1")
                .name(title)
                .close("h1")
                .element(
                        "p",
                        words.get(
                                "lead",
                                words.moment(Instant.ofEpochMilli(stretch.from())),
                                words.duration(stretch.nanos())),
                        "class",
                        "lead")
                .close("div");
        verdict(rows);
        html.close("div");
        if (!session.notes().isBlank()) {
            html.element("p", session.notes().strip(), "class", "notes");
        }
        html.close("header").line().open("main").line();
        tiles(rows);
        endpoints(rows);
        facts(source, stretch);
    }

    private void verdict(List<Row> rows) {
        long all = rows.stream().mapToLong(row -> row.verdicts().size()).sum();
        long broken = rows.stream().mapToLong(Row::broken).sum();
        long judged = rows.stream()
                .flatMap(row -> row.verdicts().stream())
                .filter(verdict -> verdict.outcome() != ThresholdVerdict.Outcome.NOT_JUDGED)
                .count();
        if (all == 0) {
            html.element("p", words.get("verdict.none"), "class", "verdict plain");
        } else if (broken > 0) {
            html.element(
                    "p",
                    "✗ " + words.get("verdict.broken", words.count(broken), words.count(all)),
                    "class",
                    "verdict bad");
        } else if (judged == 0) {
            html.element("p", words.get("verdict.notJudged"), "class", "verdict plain");
        } else {
            html.element("p", "✓ " + words.get("verdict.kept", judged), "class", "verdict good");
        }
    }

    private void tiles(List<Row> rows) {
        long errors = sum(rows, Sample::errors);
        long worst = rows.stream().mapToLong(row -> row.latency().p99()).max().orElse(0);
        html.open("ul", "class", "tiles");
        tile("tile.endpoints", words.count(rows.size()), "");
        tile("tile.connections", large(sum(rows, Sample::total)), "");
        tile("tile.requests", large(sum(rows, Sample::requests)), "");
        tile("tile.errors", large(errors), errors > 0 ? "bad" : "");
        tile("tile.in", words.bytes(sum(rows, Sample::bytesIn)), "");
        tile("tile.out", words.bytes(sum(rows, Sample::bytesOut)), "");
        tile("tile.p99", worst == 0 ? "–" : words.millis(worst), "");
        html.close("ul").line();
    }

    /** To the last digit as long as it fits; the table below has all of them. */
    private String large(long count) {
        return count < MOST_DIGITS ? words.count(count) : words.brief((double) count);
    }

    private static long sum(List<Row> rows, ToLongFunction<Sample> figure) {
        return rows.stream().mapToLong(row -> figure.applyAsLong(row.totals())).sum();
    }

    private void tile(String key, String value, String style) {
        html.open("li", "class", style)
                .element("span", words.get(key), "class", "label")
                .element("span", value, "class", "big")
                .close("li");
    }

    private void endpoints(List<Row> rows) {
        html.open("section", "aria-labelledby", "endpoints")
                .element("h2", words.get("endpoints"), "id", "endpoints")
                .open("div", "class", "scroll")
                .open("table", "class", "overview")
                .open("thead")
                .open("tr");
        for (String column : List.of("endpoint", "protocol")) {
            html.element("th", words.get("column." + column), "scope", "col");
        }
        for (String column : List.of("connections", "requests", "errors", "in", "out")) {
            html.element("th", words.get("column." + column), "scope", "col", "class", "n");
        }
        for (String column : List.of("p50", "p99", "max")) {
            html.element("th", column.equals("max") ? words.get("line.max") : column, "scope", "col", "class", "n");
        }
        html.element("th", words.get("thresholds"), "scope", "col")
                .close("tr")
                .close("thead")
                .open("tbody")
                .line();
        rows.forEach(this::endpoint);
        html.close("tbody").close("table").close("div").close("section").line();
    }

    private void endpoint(Row row) {
        Sample totals = row.totals();
        Percentiles latency = row.latency();
        html.open("tr").open("th", "scope", "row").open("a", "href", "#" + row.id());
        html.name(row.endpoint().info().name())
                .close("a")
                .close("th")
                .open("td")
                .text(words.protocol(row.endpoint().info().protocol()))
                .open("span", "class", "address")
                .text(" " + row.endpoint().info().address())
                .close("span")
                .close("td");
        number(words.count(totals.total()));
        number(words.count(totals.requests()));
        html.element("td", words.count(totals.errors()), "class", totals.errors() > 0 ? "n bad" : "n");
        number(words.bytes(totals.bytesIn()));
        number(words.bytes(totals.bytesOut()));
        number(latency.count() == 0 ? "–" : words.millis(latency.p50()));
        number(latency.count() == 0 ? "–" : words.millis(latency.p99()));
        number(latency.count() == 0 ? "–" : words.millis(latency.max()));
        html.open("td");
        if (row.verdicts().isEmpty()) {
            html.text("–");
        } else if (row.broken() > 0) {
            html.element(
                    "span",
                    "✗ "
                            + words.get(
                                    "brokenOf",
                                    words.count(row.broken()),
                                    words.count(row.verdicts().size())),
                    "class",
                    "badge bad");
        } else {
            boolean judged =
                    row.verdicts().stream().anyMatch(verdict -> verdict.outcome() == ThresholdVerdict.Outcome.KEPT);
            Verdicts.badge(judged ? ThresholdVerdict.Outcome.KEPT : ThresholdVerdict.Outcome.NOT_JUDGED, html, words);
        }
        html.close("td").close("tr").line();
    }

    private void number(String text) {
        html.element("td", text, "class", "n");
    }

    private void facts(ExportSource source, Stretch stretch) {
        SessionInfo session = source.session();
        Machine machine = session.machine();
        html.open("section", "aria-labelledby", "conditions")
                .element("h2", words.get("conditions"), "id", "conditions")
                .open("dl", "class", "facts");
        fact("fact.from", words.moment(Instant.ofEpochMilli(stretch.from())));
        fact("fact.to", words.moment(Instant.ofEpochMilli(stretch.to())));
        fact("fact.state", words.get("state." + session.state().name().toLowerCase(Locale.ROOT)));
        fact("fact.system", machine.system() + ", " + machine.architecture());
        fact("fact.processors", words.count(machine.processors()));
        fact("fact.java", machine.java());
        fact("fact.transport", session.transport());
        fact("fact.version", "Netsonde " + session.version());
        fact("fact.created", words.moment(source.created()));
        if (!session.id().equals(SessionInfo.NOW)) {
            fact("fact.session", session.id());
        }
        if (!session.origin().isEmpty()) {
            fact("fact.origin", session.origin());
        }
        html.close("dl").close("section").line();
    }

    private void fact(String key, String value) {
        html.open("div")
                .element("dt", words.get(key))
                .open("dd")
                .name(value)
                .close("dd")
                .close("div");
    }
}
