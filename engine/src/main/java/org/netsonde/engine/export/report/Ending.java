package org.netsonde.engine.export.report;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.session.Annotation;

/** The end of the report: everything that was marked, and how to read the figures. */
final class Ending {

    /** More than anybody reads; the others are in {@code metrics.json}. */
    private static final int MOST_MARKS = 2_000;

    private final Html html;
    private final Words words;

    Ending(Html html, Words words) {
        this.html = html;
        this.words = words;
    }

    void write(ExportSource source, List<Row> rows, List<Mark> marks) {
        marks(source, marks);
        reading(rows);
        html.close("main")
                .open("footer")
                .text(words.get("footer", source.session().version(), words.moment(source.created())))
                .close("footer")
                .line();
    }

    private void marks(ExportSource source, List<Mark> marks) {
        html.open("section", "aria-labelledby", "marks").element("h2", words.get("marks"), "id", "marks");
        if (marks.isEmpty()) {
            html.element("p", words.get("marks.none"), "class", "hint").close("section");
            return;
        }
        Map<String, String> names = new HashMap<>();
        source.endpoints()
                .forEach(endpoint ->
                        names.put(endpoint.info().id(), endpoint.info().name()));
        Instant base = source.session().started();
        html.open("div", "class", "scroll")
                .open("table", "class", "marks")
                .open("thead")
                .open("tr");
        for (String column : List.of("number", "time", "kind", "endpoint", "text")) {
            html.element("th", words.get("mark." + column), "scope", "col");
        }
        html.close("tr").close("thead").open("tbody").line();
        for (Mark mark : marks.subList(0, Math.min(marks.size(), MOST_MARKS))) {
            Annotation annotation = mark.annotation();
            html.open("tr")
                    .element("td", Integer.toString(mark.number()), "class", "n")
                    .element("td", words.time(annotation.at(), base), "class", "when")
                    .open("td")
                    .element(
                            "span",
                            words.get("kind." + annotation.kind().name().toLowerCase(Locale.ROOT)),
                            "class",
                            "badge " + mark.style())
                    .close("td")
                    .open("td")
                    .name(names.getOrDefault(annotation.endpoint(), words.get("mark.all")))
                    .close("td")
                    .open("td")
                    .name(annotation.text())
                    .close("td")
                    .close("tr")
                    .line();
        }
        html.close("tbody").close("table").close("div");
        if (marks.size() > MOST_MARKS) {
            html.element("p", words.get("marks.more", words.count(marks.size() - MOST_MARKS)), "class", "hint");
        }
        html.close("section").line();
    }

    private void reading(List<Row> rows) {
        html.open("section", "aria-labelledby", "reading", "class", "reading")
                .element("h2", words.get("reading"), "id", "reading")
                .open("ul");
        html.element("li", words.get("reading.requests"));
        html.element("li", words.get("reading.latency"));
        html.element("li", words.get("reading.thresholds"));
        html.element("li", words.get("reading.secrets"));
        rows.stream()
                .filter(Row::thinned)
                .forEach(row -> html.open("li", "class", "warn")
                        .text(words.get(
                                "reading.thinned",
                                row.endpoint().info().name(),
                                words.moment(Instant.ofEpochMilli(row.endpoint()
                                        .metrics()
                                        .seconds()
                                        .thinned()
                                        .untilMillis()))))
                        .close("li"));
        rows.stream()
                .map(row -> row.endpoint().endpoint())
                .filter(endpoint -> endpoint.notRecorded() > 0)
                .forEach(endpoint -> html.open("li", "class", "warn")
                        .text(words.get(
                                "reading.notRecorded", endpoint.info().name(), Long.toString(endpoint.notRecorded())))
                        .close("li"));
        html.close("ul").close("section").line();
    }
}
