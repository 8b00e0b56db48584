package org.netsonde.engine.export.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.export.ExportEndpoint;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.export.Progress;

/**
 * {@code report.html}: the run as one page to read, print and hand on: what ran where and for how long, the figures of
 * each endpoint with charts, what was marked, whether thresholds were kept to, and the settings. It needs nothing else and
 * asks for nothing: no script, no link, and a policy that lets a browser load nothing. Charts have as many columns for a
 * month as for a minute, so the page grows with the number of endpoints, not with the length of the run.
 *
 * @param locale its language
 * @param zone the time zone of its times
 */
public record HtmlExport(Locale locale, ZoneId zone) implements Export {

    @Override
    public String id() {
        return "html";
    }

    @Override
    public String fileName() {
        return "report.html";
    }

    @Override
    public void write(ExportSource source, OutputStream out, Progress progress) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try {
            write(source, new Html(writer), progress);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }

    private void write(ExportSource source, Html html, Progress progress) {
        Words words = new Words(locale, zone);
        StyleSheet style = StyleSheet.builtin();
        List<Row> rows = new ArrayList<>();
        for (ExportEndpoint endpoint : source.endpoints()) {
            rows.add(Row.of(rows.size() + 1, endpoint));
        }
        Stretch stretch = Stretch.of(source);
        List<Mark> marks = new ArrayList<>();
        source.annotations().forEach(annotation -> marks.add(new Mark(marks.size() + 1, annotation)));
        String title = Overview.title(source, words);
        html.markup("<!DOCTYPE html>\n")
                .open("html", "lang", words.locale().toLanguageTag())
                .open("head")
                .markup("<meta charset=\"utf-8\">\n")
                .open("meta", "http-equiv", "Content-Security-Policy", "content", style.policy())
                .line()
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .markup("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .open(
                        "meta",
                        "name",
                        "generator",
                        "content",
                        "Netsonde " + source.session().version())
                .line()
                .element("title", title + " · Netsonde")
                .open("style")
                .markup(style.text())
                .close("style")
                .close("head")
                .open("body")
                .line();
        new Overview(html, words).write(source, stretch, rows, title);
        EndpointSection section = new EndpointSection(html, words, stretch);
        for (int i = 0; i < rows.size(); i++) {
            progress.report((double) i / rows.size());
            section.write(rows.get(i), marks);
        }
        new Ending(html, words).write(source, rows, marks);
        html.close("body").close("html").line();
        progress.report(1);
    }
}
