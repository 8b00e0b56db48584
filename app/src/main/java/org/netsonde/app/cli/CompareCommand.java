package org.netsonde.app.cli;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.netsonde.app.session.DifferenceText;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.session.Moments;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.StoredSession;
import org.netsonde.engine.session.TimeRange;
import org.netsonde.engine.session.compare.Comparison;
import org.netsonde.engine.session.compare.Difference;
import org.netsonde.engine.session.compare.Pairing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code netsonde compare A B}: what became of each figure from one session to another, and whether that is chance. */
@Command(name = "compare")
final class CompareCommand implements Callable<Integer> {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Console console;
    private final UserData user;

    @Parameters(
            index = "0",
            paramLabel = "A",
            descriptionKey = "cli.param.session",
            completionCandidates = Candidates.SessionWords.class)
    private String first = "";

    @Parameters(
            index = "1",
            paramLabel = "B",
            descriptionKey = "cli.param.session",
            completionCandidates = Candidates.SessionWords.class)
    private String second = "";

    @Option(names = "--from", paramLabel = "TIME", defaultValue = "", descriptionKey = "cli.option.compareFrom")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", defaultValue = "", descriptionKey = "cli.option.compareTo")
    private String to = "";

    @Option(names = "--json", descriptionKey = "cli.option.json")
    private boolean json;

    CompareCommand(Console console, UserData user) {
        this.console = console;
        this.user = user;
    }

    @Override
    public Integer call() {
        SessionFinder finder = new SessionFinder(user.sessions().get());
        try (StoredSession a = finder.open(first);
                StoredSession b = finder.open(second)) {
            TimeRange timeA = range(a);
            TimeRange timeB = range(b);
            List<Pairing> pairs = Pairing.of(a, b);
            if (pairs.isEmpty()) {
                throw new FailureException(Failure.of(
                        Failure.Kind.INVALID_SETTINGS,
                        "sessionsUnlike",
                        a.info().id(),
                        b.info().id()));
            }
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            for (Pairing pair : pairs) {
                List<Difference> differences = Comparison.of(pair.a(), timeA, pair.b(), timeB);
                if (json) {
                    add(all.addObject(), pair, differences);
                } else {
                    print(pair, differences);
                }
            }
            if (json) {
                console.json(MAPPER.writeValueAsString(all));
            }
        }
        return ExitStatus.OK;
    }

    private TimeRange range(Session session) {
        return Moments.range(from, to, session.info(), ZoneId.systemDefault());
    }

    private void print(Pairing pair, List<Difference> differences) {
        String nameA = pair.a().info().name();
        String nameB = pair.b().info().name();
        console.plain(nameA.equals(nameB) ? nameA : nameA + " – " + nameB);
        DifferenceText words = new DifferenceText(console.texts());
        TextTable table = new TextTable(List.of(false, true, true, true, false));
        table.row(Stream.of("figure", "a", "b", "change", "verdict")
                .map(name -> console.texts().get("session.compare.column." + name))
                .toList());
        for (Difference difference : differences) {
            table.row(List.of(
                    words.figure(difference),
                    words.a(difference),
                    words.b(difference),
                    words.change(difference),
                    words.verdict(difference)));
        }
        table.lines().forEach(line -> console.plain("  " + line));
        console.line("");
    }

    /** Latencies in milliseconds; what has no value is null. */
    private static void add(ObjectNode node, Pairing pair, List<Difference> differences) {
        node.put("a", pair.a().info().name());
        node.put("b", pair.b().info().name());
        ArrayNode figures = node.putArray("figures");
        for (Difference difference : differences) {
            boolean latency = difference.figure().isLatency();
            String name = difference.figure().name().toLowerCase(Locale.ROOT) + (latency ? "_ms" : "");
            double unit = latency ? NANOS_PER_MILLI : 1;
            ObjectNode figure = figures.addObject().put("figure", name);
            put(figure, "a", difference.a() / unit);
            put(figure, "b", difference.b() / unit);
            put(figure, "change", difference.change());
            figure.put("verdict", difference.evidence().verdict().name().toLowerCase(Locale.ROOT))
                    .put("better", difference.isBetter())
                    .put("worse", difference.isWorse())
                    .put("p", difference.evidence().p())
                    .put("seconds_a", difference.evidence().secondsA())
                    .put("seconds_b", difference.evidence().secondsB());
        }
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
