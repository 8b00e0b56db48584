package org.netsonde.engine.export.experiment;

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
import org.netsonde.engine.export.report.Words;

/**
 * The result as one page to read, print and hand on. It needs nothing else and asks for nothing: no script, no link, and a
 * policy that lets a browser load nothing.
 *
 * @param locale its language
 * @param zone the time zone of its times
 */
record ExperimentHtml(Locale locale, ZoneId zone) implements ExperimentExport {

    @Override
    public String id() {
        return "html";
    }

    @Override
    public String ending() {
        return ".html";
    }

    @Override
    public void write(ExperimentDocument document, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try {
            write(document, new Html(writer), style());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }

    private void write(ExperimentDocument document, Html html, StyleSheet style) {
        Words words = new Words(locale, zone);
        ExperimentPage page = new ExperimentPage(html, words, document);
        html.markup("<!DOCTYPE html>\n")
                .open("html", "lang", words.locale().toLanguageTag())
                .open("head")
                .markup("<meta charset=\"utf-8\">\n")
                .open("meta", "http-equiv", "Content-Security-Policy", "content", style.policy())
                .line()
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .markup("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .open("meta", "name", "generator", "content", "Netsonde " + document.version())
                .line()
                .element("title", page.title() + " · Netsonde")
                .open("style")
                .markup(style.text())
                .close("style")
                .close("head")
                .open("body")
                .line();
        page.write();
        html.close("body").close("html").line();
    }

    private static StyleSheet style() throws IOException {
        try (InputStream in = Objects.requireNonNull(ExperimentHtml.class.getResourceAsStream("experiment.css"))) {
            return StyleSheet.builtin().with(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
