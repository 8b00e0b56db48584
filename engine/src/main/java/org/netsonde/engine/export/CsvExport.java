package org.netsonde.engine.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.netsonde.engine.metrics.Column;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sample;

/**
 * {@code metrics.csv}: one row for each endpoint and second, in the order of time. Counts are since the endpoint was
 * created, so the last row of an endpoint has its totals; rates and latencies are those of the second, 0 where there
 * was nothing. Behind the columns that every protocol has stand the protocols' own figures, empty for endpoints that do not
 * have them. UTF-8, lines end in CR LF, times are UTC. {@code metrics-exact.csv} has the same, but text as it is, for
 * programs that are no spreadsheet.
 *
 * @param text how names get into cells
 */
record CsvExport(CsvText text) implements Export {

    @Override
    public String id() {
        return text == CsvText.GUARDED ? "csv" : "csv-exact";
    }

    @Override
    public String fileName() {
        return text == CsvText.GUARDED ? "metrics.csv" : "metrics-exact.csv";
    }

    @Override
    public void write(ExportSource source, OutputStream out, Progress progress) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        List<String> own = own(source);
        writer.write(header(own));
        try {
            source.forEachSecond(progress, (endpoint, sample) -> append(writer, row(endpoint, sample, own)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }

    /** Every figure that some endpoint has, in the order in which they come up. */
    private static List<String> own(ExportSource source) {
        Set<String> ids = new LinkedHashSet<>();
        source.endpoints().forEach(e -> e.metrics().own().forEach(metric -> ids.add(metric.id())));
        return List.copyOf(ids);
    }

    private String header(List<String> own) {
        StringBuilder header = new StringBuilder("time,endpoint");
        Column.COMMON.forEach(column -> header.append(',').append(column.name()));
        own.forEach(id -> header.append(',').append(text.cell(id)));
        return header.append("\r\n").toString();
    }

    private String row(ExportEndpoint endpoint, Sample sample, List<String> own) {
        StringBuilder row = new StringBuilder(160);
        row.append(Instant.ofEpochMilli(sample.atMillis()))
                .append(',')
                .append(text.cell(endpoint.info().name()));
        Column.COMMON.forEach(
                column -> row.append(',').append(column.value().apply(sample).toPlainString()));
        List<String> has = endpoint.metrics().own().stream().map(MetricSpec::id).toList();
        for (String id : own) {
            int index = has.indexOf(id);
            row.append(',').append(index < 0 ? "" : Long.toString(sample.own()[index]));
        }
        return row.append("\r\n").toString();
    }

    private static void append(Writer writer, String row) {
        try {
            writer.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
