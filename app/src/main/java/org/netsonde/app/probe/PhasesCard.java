package org.netsonde.app.probe;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.fact.TimeLanes;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.probe.phase.HttpSeen;
import org.netsonde.engine.probe.phase.Phase;
import org.netsonde.engine.probe.phase.TlsSeen;
import org.netsonde.engine.probe.phase.Waterfall;

/** One conversation as a waterfall of its phases, with what was agreed on and replied. JavaFX thread only. */
final class PhasesCard {

    private final Texts texts;
    private final ProbeCard card;
    private final Button inspect;
    private final TimeLanes lanes = new TimeLanes("probe-phases");
    private final DateTimeFormatter days;
    private @Nullable Waterfall shown;

    /**
     * A card.
     *
     * @param inspector shows the inspector for the same server
     */
    PhasesCard(Texts texts, Runnable inspector) {
        this.texts = texts;
        days = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(texts.locale())
                .withZone(ZoneId.systemDefault());
        inspect = new Button(texts.get("probing.inspect"), new FontIcon(Feather.SEARCH));
        inspect.setId("probe-inspect");
        inspect.setMinWidth(Region.USE_PREF_SIZE);
        inspect.managedProperty().bind(inspect.visibleProperty());
        inspect.setOnAction(e -> inspector.run());
        card = new ProbeCard("probe-phases-card", texts.get("probing.card.phases"), inspect);
    }

    Node node() {
        return card.node();
    }

    /**
     * Shows a conversation; null for none yet.
     *
     * @param secure whether TLS was to be spoken
     */
    void show(@Nullable Waterfall waterfall, boolean secure) {
        card.visible(waterfall != null);
        inspect.setVisible(secure);
        if (waterfall == null || waterfall.equals(shown)) {
            shown = waterfall;
            return;
        }
        shown = waterfall;
        String where = waterfall.address() == null ? "" : Where.text(waterfall.address());
        card.aside(waterfall.phases().isEmpty() ? where : where + " · " + Millis.text(waterfall.total()));
        lanes.show(waterfall.phases().stream().map(this::lane).toList());
        List<Node> content = new ArrayList<>();
        if (!waterfall.phases().isEmpty()) {
            content.add(lanes.node());
        }
        if (waterfall.failure() != null) {
            Verdict verdict = new Verdict("probe-phases-failure");
            verdict.bad(texts.get(waterfall.failure()));
            content.add(verdict.node());
        }
        List<List<String>> facts = new ArrayList<>();
        if (waterfall.http() != null) {
            http(facts, waterfall.http());
        }
        if (waterfall.tls() != null) {
            tls(facts, waterfall.tls());
        }
        if (!facts.isEmpty()) {
            content.add(facts(facts));
        }
        card.content(content);
    }

    private TimeLanes.Lane lane(Waterfall.Stretch stretch) {
        Duration took = stretch.took();
        return new TimeLanes.Lane(
                texts.get(stretch.phase().title()), stretch.start(), took, part(stretch.phase()), Millis.text(took));
    }

    /** In the colours of the bar that the connections of an HTTP client have. */
    private static int part(Phase phase) {
        return switch (phase) {
            case LOOKUP -> 0;
            case CONNECT -> 1;
            case TLS -> 2;
            case REQUEST -> 5;
            case FIRST_BYTE -> 3;
            case DOWNLOAD -> 4;
        };
    }

    private void http(List<List<String>> facts, HttpSeen http) {
        facts.add(List.of(
                texts.get("probing.http.reply"),
                texts.get("probing.http.status", http.version(), Integer.toString(http.status()), http.method())));
        String size = Unit.BYTES.format((double) http.bytes());
        facts.add(
                List.of(texts.get("probing.http.size"), http.complete() ? size : texts.get("probing.http.more", size)));
        if (!http.location().isEmpty()) {
            facts.add(List.of(texts.get("probing.http.location"), http.location()));
        }
    }

    private void tls(List<List<String>> facts, TlsSeen tls) {
        facts.add(List.of(texts.get("probing.tls.agreed"), tls.version() + " · " + tls.cipher()));
        facts.add(List.of(
                texts.get("probing.tls.alpn"), tls.alpn().isEmpty() ? texts.get("probing.tls.alpn.none") : tls.alpn()));
        if (!tls.subject().isEmpty()) {
            facts.add(List.of(texts.get("probing.tls.subject"), tls.subject()));
            facts.add(List.of(texts.get("probing.tls.issuer"), tls.issuer()));
        }
        if (tls.until() != null) {
            facts.add(List.of(texts.get("probing.tls.until"), days.format(tls.until())));
        }
    }

    private static GridPane facts(List<List<String>> facts) {
        GridPane grid = new GridPane();
        grid.setId("probe-facts");
        grid.getStyleClass().add("probe-grid");
        for (int row = 0; row < facts.size(); row++) {
            grid.add(ProbeCard.sentence(facts.get(row).getFirst(), "probe-head"), 0, row);
            grid.add(ProbeCard.sentence(facts.get(row).getLast(), "probe-word"), 1, row);
        }
        return grid;
    }
}
