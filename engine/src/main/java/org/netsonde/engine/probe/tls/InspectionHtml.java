package org.netsonde.engine.probe.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import org.netsonde.engine.export.report.Html;
import org.netsonde.engine.export.report.StyleSheet;

/** Writes an inspection as a page of its own, for people: escaped throughout, without scripts, and loading nothing. Stateless. */
public final class InspectionHtml {

    private InspectionHtml() {}

    /** Writes it in UTF-8; the stream stays open. */
    public static void write(TlsInspection inspection, Locale locale, ZoneId zone, OutputStream out)
            throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try {
            write(inspection, new InspectionReport(inspection, locale, zone), locale, new Html(writer));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }

    private static void write(TlsInspection inspection, InspectionReport report, Locale locale, Html html)
            throws IOException {
        StyleSheet style = style();
        html.markup("<!DOCTYPE html>\n")
                .open("html", "lang", locale.toLanguageTag())
                .open("head")
                .markup("<meta charset=\"utf-8\">\n")
                .open("meta", "http-equiv", "Content-Security-Policy", "content", style.policy())
                .line()
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .markup("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .element("title", report.title() + " · Netsonde")
                .open("style")
                .markup(style.text())
                .close("style")
                .close("head")
                .open("body")
                .line();
        Grade.Letter letter = inspection.grade().letter();
        html.open("header")
                .element("span", letter.label(), "class", "grade " + lower(letter.severity()))
                .open("div")
                .element("h1", report.title());
        report.reasons().forEach(reason -> html.element("p", reason));
        html.close("div").close("header").line();
        report.sections().forEach(section -> write(section, report, html));
        html.close("body").close("html").line();
    }

    private static void write(InspectionReport.Section section, InspectionReport report, Html html) {
        html.open("section").element("h2", section.title()).open("table");
        for (InspectionReport.Row row : section.rows()) {
            html.open("tr", "class", lower(row.severity())).element("th", row.name(), "scope", "row");
            html.open("td").text(row.value());
            if (!row.help().isEmpty()) {
                html.element("p", row.help());
            }
            html.close("td")
                    .element("td", row.severity() == Severity.NOTE ? "" : report.mark(row.severity()), "class", "mark")
                    .close("tr")
                    .line();
        }
        html.close("table").close("section").line();
    }

    private static String lower(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static StyleSheet style() throws IOException {
        try (InputStream in = Objects.requireNonNull(InspectionHtml.class.getResourceAsStream("inspection.css"))) {
            return new StyleSheet(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
