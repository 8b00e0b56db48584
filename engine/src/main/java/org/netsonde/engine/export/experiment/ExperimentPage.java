package org.netsonde.engine.export.experiment;

import java.util.List;
import java.util.Map;
import org.netsonde.engine.experiment.Axis;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentWords;
import org.netsonde.engine.experiment.Figure;
import org.netsonde.engine.experiment.Findings;
import org.netsonde.engine.experiment.RunLimits;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.export.report.Html;
import org.netsonde.engine.export.report.Words;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.session.Machine;
import tools.jackson.databind.JsonNode;

/** The body of the report of a result: what was found, charts, figures, and how it was measured. */
final class ExperimentPage {

    private final Html html;
    private final Words texts;
    private final ExperimentWords words;
    private final ExperimentDocument document;
    private final ExperimentResult result;
    private final Findings findings;

    ExperimentPage(Html html, Words texts, ExperimentDocument document) {
        this.html = html;
        this.texts = texts;
        this.words = new ExperimentWords(texts.locale());
        this.document = document;
        this.result = document.result();
        this.findings = Findings.of(result, texts.locale());
    }

    /** What the report is called. */
    String title() {
        return document.name().isBlank() ? words.experiment(result.experiment()) : document.name();
    }

    void write() {
        head();
        html.open("main").line();
        if (!result.points().isEmpty()) {
            charts();
            section("table", new ExperimentTables(html, texts, words, result)::figures);
            if (result.points().stream()
                    .flatMap(point -> point.sides().stream())
                    .anyMatch(side -> !side.counters().isEmpty())) {
                section("counters", new ExperimentTables(html, texts, words, result)::counters);
            }
        }
        section("conditions", this::conditions);
        section("how", this::how);
        html.close("main")
                .line()
                .element("footer", "Netsonde " + document.version())
                .line();
    }

    private void head() {
        html.open("header")
                .element("p", "Netsonde", "class", "product")
                .open("h1")
                .name(title())
                .close("h1")
                .element(
                        "p",
                        texts.get(
                                "experiment.lead",
                                words.experiment(result.experiment()),
                                texts.moment(result.at()),
                                texts.duration(result.took().toNanos())),
                        "class",
                        "lead")
                .element("p", findings.headline(), "class", "headline")
                .line();
        list("sentences", findings.sentences());
        findings.warnings().forEach(warning -> html.element("p", "⚠ " + warning, "class", "warning"));
        findings.notes().forEach(note -> html.element("p", note, "class", "hint"));
        html.close("header").line();
    }

    private void list(String style, List<String> texts) {
        if (!texts.isEmpty()) {
            html.open("ul", "class", style);
            texts.forEach(text -> html.element("li", text));
            html.close("ul").line();
        }
    }

    private void charts() {
        ExperimentCharts charts = new ExperimentCharts(html, words);
        Axis axis = result.axis();
        html.open("section").open("div", "class", "charts").line();
        for (int i = 0; i < result.figures().size(); i++) {
            Figure figure = result.figures().get(i);
            html.open("figure").open("figcaption").element("span", caption(figure), "class", "chart-title");
            if (axis == null) {
                html.close("figcaption").line();
                charts.bars(result.points().getFirst(), figure, i);
            } else {
                legend();
                html.close("figcaption").line();
                charts.lines(result, axis, figure, i);
            }
            html.close("figure").line();
        }
        html.close("div")
                .element("p", texts.get("experiment.intervals", words.percent(RunLimits.LEVEL)), "class", "hint")
                .close("section")
                .line();
    }

    private String caption(Figure figure) {
        return words.figure(figure)
                + " · "
                + texts.get(figure.higherIsBetter() ? "experiment.higher" : "experiment.lower");
    }

    private void legend() {
        List<SideResult> sides = result.points().getFirst().sides();
        html.open("span", "class", "legend");
        for (int i = 0; i < sides.size(); i++) {
            html.open("span", "class", "key " + ExperimentCharts.tone(i))
                    .markup("<i></i>")
                    .text(words.text(sides.get(i).name()))
                    .close("span");
        }
        html.close("span");
    }

    private void section(String name, Runnable content) {
        html.open("section", "aria-labelledby", name)
                .element("h2", texts.get("experiment." + name), "id", name)
                .line();
        content.run();
        html.close("section").line();
    }

    private void conditions() {
        Machine machine = result.machine();
        html.open("dl", "class", "facts");
        for (Map.Entry<String, JsonNode> parameter : result.parameters().properties()) {
            fact(words.parameter(parameter.getKey()), value(parameter.getValue()));
        }
        fact(texts.get("experiment.time"), Durations.format(result.limits().time()));
        fact(texts.get("experiment.width"), words.percent(result.limits().width()));
        fact(texts.get("experiment.seed"), Long.toString(result.limits().seed()));
        fact(texts.get("experiment.rounds"), rounds());
        fact(texts.get("fact.system"), machine.system() + " " + machine.architecture());
        fact(texts.get("fact.processors"), texts.count(machine.processors()));
        fact(texts.get("fact.java"), machine.java());
        html.close("dl").line();
    }

    private static String value(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private String rounds() {
        return String.join(
                ", ",
                result.points().stream()
                        .map(point -> texts.count(point.rounds()))
                        .toList());
    }

    private void fact(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close("div").line();
    }

    private void how() {
        html.element("p", words.help(result.experiment()))
                .element(
                        "p",
                        texts.get(
                                "experiment.method", words.percent(RunLimits.LEVEL), words.percent(RunLimits.MATTERS)))
                .line();
    }
}
