package org.netsonde.app.probe;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.chart.AttemptChart;
import org.netsonde.app.chart.AttemptChart.Dot;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.probe.connect.AddressFamily;
import org.netsonde.engine.probe.connect.ConnectAttempt;
import org.netsonde.engine.probe.connect.ConnectStats;

/** The attempts to connect, one by one as they end, and their figures. JavaFX thread only. */
final class ConnectCard {

    private static final double DOT = 4;
    private static final double PERCENT = 100;

    private final Texts texts;
    private final ProbeCard card;
    private final AttemptChart chart = new AttemptChart("probe-connects");
    private final FlowPane legend = new FlowPane();
    private final VBox figures = new VBox();
    private final Verdict verdict = new Verdict("probe-connect-failure");
    private List<ConnectAttempt> shown = List.of();

    ConnectCard(Texts texts) {
        this.texts = texts;
        card = new ProbeCard("probe-connect-card", texts.get("probing.card.connect"));
        legend.getStyleClass().add("probe-legend");
        card.content(List.of(legend, chart, figures, verdict.node()));
    }

    Node node() {
        return card.node();
    }

    /** Draws what is new. */
    void render() {
        if (card.node().isVisible()) {
            chart.render();
        }
    }

    /** Shows the attempts so far, of as many as there will be for each family; none take the card out of view. */
    void show(List<ConnectAttempt> attempts, int most) {
        card.visible(!attempts.isEmpty());
        if (attempts.equals(shown)) {
            return;
        }
        shown = List.copyOf(attempts);
        List<AddressFamily> families = Arrays.stream(AddressFamily.values())
                .filter(family -> attempts.stream().anyMatch(attempt -> attempt.family() == family))
                .toList();
        List<List<String>> rows =
                families.stream().map(family -> row(family, of(family))).toList();
        legend.getChildren().setAll(legend(families).toList());
        figures.getChildren().setAll(TextGrid.of("probe-connect-figures", heads(), rows, 2));
        chart.show(attempts.stream().map(this::dot).toList(), most, spoken(rows));
        List<Failure> failures = attempts.stream()
                .map(ConnectAttempt::failure)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (failures.isEmpty()) {
            verdict.clear();
        } else {
            // All of one series go to the same place, so the latest says what is to be done.
            verdict.bad(texts.get(failures.getLast()));
        }
    }

    private List<ConnectAttempt> of(AddressFamily family) {
        return shown.stream().filter(attempt -> attempt.family() == family).toList();
    }

    private Dot dot(ConnectAttempt attempt) {
        String took = Millis.text(attempt.took());
        AttemptChart.Outcome outcome = switch (attempt.outcome()) {
            case CONNECTED -> AttemptChart.Outcome.DONE;
            case REFUSED -> AttemptChart.Outcome.REFUSED;
            case TIMED_OUT, FAILED -> AttemptChart.Outcome.LOST;
        };
        String words = switch (attempt.outcome()) {
            case CONNECTED -> took;
            case REFUSED -> texts.get("probing.connect.refusedAfter", took);
            case TIMED_OUT -> texts.get("probing.connect.silent", took);
            case FAILED -> texts.get("probing.connect.failedAfter", took);
        };
        return new Dot(
                attempt.number(),
                attempt.family().label(),
                tone(attempt.family()),
                Millis.of(attempt.took()),
                outcome,
                words);
    }

    private static Tone tone(AddressFamily family) {
        return family == AddressFamily.IPV6 ? Tone.ACCENT : Tone.SUCCESS;
    }

    private Stream<Label> legend(List<AddressFamily> families) {
        Stream<Label> lines = families.stream()
                .map(family -> entry(family.label(), "probe-" + family.label().toLowerCase(java.util.Locale.ROOT)));
        Stream<Label> refused = any(ConnectAttempt.Outcome.REFUSED)
                ? Stream.of(entry(texts.get("probing.connect.refused"), "probe-refused"))
                : Stream.empty();
        Stream<Label> lost = any(ConnectAttempt.Outcome.TIMED_OUT) || any(ConnectAttempt.Outcome.FAILED)
                ? Stream.of(entry(texts.get("probing.connect.lost"), "probe-lost"))
                : Stream.empty();
        return Stream.of(lines, refused, lost).flatMap(stream -> stream);
    }

    private boolean any(ConnectAttempt.Outcome outcome) {
        return shown.stream().anyMatch(attempt -> attempt.outcome() == outcome);
    }

    private static Label entry(String text, String style) {
        Circle dot = new Circle(DOT);
        dot.getStyleClass().addAll("probe-dot", style);
        return new Label(text, dot);
    }

    private List<String> heads() {
        return Stream.of(
                        "probing.family",
                        "probing.address",
                        "probing.connect.sent",
                        "probing.connect.min",
                        "probing.connect.median",
                        "probing.connect.p90",
                        "probing.connect.max",
                        "probing.connect.deviation",
                        "probing.connect.refused",
                        "probing.connect.loss")
                .map(texts::get)
                .toList();
    }

    private List<String> row(AddressFamily family, List<ConnectAttempt> attempts) {
        ConnectStats stats = ConnectStats.of(attempts);
        ConnectStats.Times times = stats.times();
        InetSocketAddress address = attempts.getLast().address();
        return List.of(
                family.label(),
                Where.text(address),
                Integer.toString(stats.sent()),
                Millis.text(times == null ? null : times.min()),
                Millis.text(times == null ? null : times.p50()),
                Millis.text(times == null ? null : times.p90()),
                Millis.text(times == null ? null : times.max()),
                Millis.text(times == null ? null : times.deviation()),
                Integer.toString(stats.refused()),
                Unit.PERCENT.format(stats.lossPercent() / PERCENT));
    }

    private String spoken(List<List<String>> rows) {
        List<String> heads = heads();
        return rows.stream()
                .map(row -> {
                    StringBuilder words = new StringBuilder(row.getFirst());
                    for (int i = 2; i < row.size(); i++) {
                        words.append(", ").append(heads.get(i)).append(' ').append(row.get(i));
                    }
                    return words.toString();
                })
                .collect(Collectors.joining("; "));
    }
}
