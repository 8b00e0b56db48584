package org.netsonde.engine.export.report;

import java.util.List;
import java.util.Map;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.threshold.ThresholdVerdict;
import tools.jackson.databind.json.JsonMapper;

/** What the report has of one endpoint: charts, tables of figures, thresholds, settings. */
final class EndpointSection {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Settings longer than that are cut, and it is said. */
    private static final int MAX_SETTINGS = 64 << 10;

    private final Html html;
    private final Words words;
    private final SvgChart svg;

    EndpointSection(Html html, Words words, Stretch stretch) {
        this.html = html;
        this.words = words;
        svg = new SvgChart(html, words, stretch.from(), stretch.to());
    }

    void write(Row row, List<Mark> marks) {
        EndpointInfo info = row.endpoint().info();
        html.open("section", "class", "endpoint", "aria-labelledby", row.id())
                .open("div", "class", "endpoint-head")
                .open("h2", "id", row.id())
                .name(info.name())
                .close("h2")
                .open("p", "class", "what")
                .text(words.protocol(info.protocol()))
                .text(info.address().isEmpty() ? " · " + words.get("neverRan") : " · " + info.address())
                .close("p")
                .close("div")
                .line();
        charts(row, marks);
        html.open("div", "class", "tables");
        totals(row);
        latency(row);
        errors(row);
        own(row);
        html.close("div").line();
        List<ThresholdVerdict> verdicts = row.verdicts();
        if (!verdicts.isEmpty()) {
            Verdicts.table(verdicts, html, words);
        }
        settings(info);
        html.close("section").line();
    }

    private void charts(Row row, List<Mark> all) {
        List<Mark> marks = all.stream()
                .filter(mark -> mark.annotation().concerns(row.endpoint().info().id()))
                .toList();
        List<Chart> charts = EndpointCharts.of(svg, row, words);
        if (charts.getFirst().empty()) {
            html.element("p", words.get("chart.empty"), "class", "hint");
            return;
        }
        html.open("div", "class", "charts").line();
        for (Chart chart : charts) {
            html.open("figure", "class", chart.wide() ? "wide" : "half")
                    .open("figcaption")
                    .element("span", chart.title(), "class", "chart-title");
            if (chart.series().size() > 1) {
                html.open("span", "class", "legend");
                chart.series()
                        .forEach(line -> html.open("span", "class", "key t" + line.tone())
                                .open("i", "aria-hidden", "true")
                                .close("i")
                                .text(line.name())
                                .close("span"));
                html.close("span");
            }
            html.close("figcaption").line();
            svg.draw(chart, marks, description(chart));
            html.close("figure").line();
        }
        html.close("div").line();
        if (charts.stream().anyMatch(Chart::folded)) {
            html.element("p", words.get("chart.folded"), "class", "hint");
        }
    }

    /** What somebody who cannot see the chart is told of it. */
    private String description(Chart chart) {
        StringBuilder text = new StringBuilder(words.get("chart.describe", chart.title()));
        chart.series()
                .forEach(line -> text.append(' ')
                        .append(words.get(
                                "chart.describeLine",
                                line.name(),
                                chart.label().apply(line.fold().peak()))));
        return text.toString();
    }

    private void totals(Row row) {
        Sample totals = row.totals();
        begin("totals");
        line(words.figure("total"), words.count(totals.total()));
        line(words.figure("open"), words.count(totals.open()));
        line(words.figure("requests"), words.count(totals.requests()));
        line(words.get("messagesIn"), words.count(totals.messagesIn()));
        line(words.get("messagesOut"), words.count(totals.messagesOut()));
        line(words.figure("bytes_in"), words.count(totals.bytesIn()));
        line(words.figure("bytes_out"), words.count(totals.bytesOut()));
        line(words.figure("errors"), words.count(totals.errors()));
        line(words.figure("error_rate"), words.number(totals.errorRate() * 100) + " %");
        line(words.figure("uptime_s"), words.duration(totals.uptimeNanos()));
        end();
    }

    private void latency(Row row) {
        Percentiles latency = row.latency();
        begin("latency");
        if (latency.count() == 0) {
            html.open("tr")
                    .element("td", words.get("latency.none"), "colspan", "2", "class", "none")
                    .close("tr");
        } else {
            line(words.get("latency.count"), words.count(latency.count()));
            line(words.get("latency.mean"), words.millis(latency.mean()));
            line("p50", words.millis(latency.p50()));
            line("p90", words.millis(latency.p90()));
            line("p99", words.millis(latency.p99()));
            line("p99.9", words.millis(row.p999()));
            line(words.get("line.max"), words.millis(latency.max()));
        }
        end();
        if (row.latencyBeyond()) {
            html.element("p", words.get("latency.beyond"), "class", "hint");
        }
    }

    private void errors(Row row) {
        Map<Failure.Kind, Long> errors = row.endpoint().metrics().errorsByKind();
        if (errors.isEmpty()) {
            return;
        }
        begin(row.endpoint().whole() ? "errorsByKind" : "errorsByKindOfAll");
        errors.forEach((kind, count) -> line(words.failure(kind), words.count(count)));
        end();
    }

    private void own(Row row) {
        List<MetricSpec> own = row.endpoint().metrics().own();
        if (own.isEmpty()) {
            return;
        }
        begin("own");
        for (int i = 0; i < own.size(); i++) {
            long value = row.totals().own()[i];
            boolean nanos =
                    own.get(i).kind() == MetricSpec.Kind.TIME || own.get(i).measure() == MetricSpec.Measure.NANOS;
            line(words.metric(own.get(i)), nanos ? words.duration(value) : words.count(value));
        }
        end();
    }

    private void begin(String caption) {
        html.open("table", "class", "figures")
                .element("caption", words.get(caption))
                .open("tbody");
    }

    private void line(String label, String value) {
        html.open("tr")
                .element("th", label, "scope", "row")
                .element("td", value, "class", "n")
                .close("tr");
    }

    private void end() {
        html.close("tbody").close("table").line();
    }

    private void settings(EndpointInfo info) {
        String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(info.settings());
        boolean cut = json.length() > MAX_SETTINGS;
        html.element("h3", words.get("settings"));
        if (info.settings().isEmpty()) {
            html.element("p", words.get("settings.none"), "class", "hint");
            return;
        }
        html.element("pre", cut ? json.substring(0, MAX_SETTINGS) : json, "tabindex", "0");
        if (cut) {
            html.element("p", words.get("settings.cut", words.count(json.length())), "class", "hint");
        }
    }
}
