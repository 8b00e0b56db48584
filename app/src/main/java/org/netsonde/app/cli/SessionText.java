package org.netsonde.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionSummary;

/**
 * Sessions as people read them in a terminal, times as on the wall.
 *
 * @param texts the language
 */
record SessionText(Texts texts) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter FINE = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** A line for each, under headings. */
    List<String> list(List<SessionSummary> sessions) {
        TextTable table = new TextTable(List.of(false, false, true, false, true, true, true, true, true, false, false));
        table.row(
                Stream.of("id", "began", "lasted", "state", "in", "out", "errors", "marks", "size", "endpoints", "name")
                        .map(this::heading)
                        .toList());
        for (SessionSummary session : sessions) {
            SessionInfo info = session.info();
            table.row(List.of(
                    info.id(),
                    time(info.started()),
                    lasted(info),
                    state(info),
                    bytes(session.totals().bytesIn()),
                    bytes(session.totals().bytesOut()),
                    Long.toString(session.totals().errors()),
                    Long.toString(session.totals().annotations()),
                    bytes(session.size()),
                    String.join(", ", session.endpoints()),
                    info.name()));
        }
        return table.lines();
    }

    private String heading(String name) {
        return texts.get("cli.sessions." + name);
    }

    /** All there is to say of one. */
    List<String> details(Session session) {
        List<String> lines = new ArrayList<>();
        TextTable facts = new TextTable(List.of(false, false));
        SessionInfo info = session.info();
        fact(facts, "id", info.id());
        fact(facts, "name", info.name());
        fact(facts, "notes", info.notes().replaceAll("\\s*\\R\\s*", " / "));
        fact(facts, "origin", info.origin());
        fact(facts, "state", state(info));
        fact(facts, "began", time(info.started()));
        fact(facts, "lasted", lasted(info));
        fact(facts, "version", info.version());
        fact(facts, "machine", info.machine().system() + ", " + info.machine().architecture());
        fact(facts, "transport", info.transport());
        lines.addAll(facts.lines());
        lines.add("");
        TextTable endpoints = new TextTable(List.of(false, false, false, true, true, true, true, true, true, true));
        endpoints.row(
                Stream.of("endpoint", "protocol", "address", "requests", "in", "out", "errors", "p50", "p99", "max")
                        .map(this::heading)
                        .toList());
        session.endpoints().forEach(endpoint -> endpoints.row(endpoint(endpoint)));
        lines.addAll(endpoints.lines());
        if (!session.annotations().isEmpty()) {
            lines.add("");
            session.annotations().forEach(annotation -> lines.add(mark(annotation)));
        }
        return lines;
    }

    private void fact(TextTable table, String name, String value) {
        if (!value.isEmpty()) {
            table.row(List.of(heading(name), value));
        }
    }

    private static List<String> endpoint(SessionEndpoint endpoint) {
        Sample last = endpoint.metrics().latest();
        Percentiles latency = endpoint.metrics().lifeLatency();
        boolean timed = latency.count() > 0;
        return List.of(
                endpoint.info().name(),
                endpoint.info().protocol(),
                endpoint.info().address(),
                Long.toString(last.requests()),
                bytes(last.bytesIn()),
                bytes(last.bytesOut()),
                Long.toString(last.errors()),
                latency(timed, latency.p50()),
                latency(timed, latency.p99()),
                latency(timed, latency.max()));
    }

    private static String bytes(long count) {
        return Unit.BYTES.format((double) count);
    }

    private static String latency(boolean timed, long nanos) {
        return timed ? Unit.MILLISECONDS.format(nanos / NANOS_PER_MILLI) : Unit.NO_VALUE;
    }

    private String mark(Annotation annotation) {
        String kind = texts.get("mark.kind." + annotation.kind().name().toLowerCase(Locale.ROOT));
        return FINE.format(annotation.at().atZone(ZoneId.systemDefault())) + "  "
                + texts.get("mark.said", kind, annotation.text());
    }

    private String state(SessionInfo info) {
        return texts.get("cli.sessions.state." + info.state().name().toLowerCase(Locale.ROOT));
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(ZoneId.systemDefault()));
    }

    private static String lasted(SessionInfo info) {
        Duration lasted = Duration.between(info.started(), info.ended());
        return lasted.compareTo(Duration.ofSeconds(1)) < 0
                ? Unit.MILLISECONDS.format((double) lasted.toMillis())
                : Durations.format(Duration.ofSeconds(lasted.toSeconds()));
    }
}
