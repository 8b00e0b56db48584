package org.netsonde.app.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.probe.connect.FamilyConnects;
import org.netsonde.engine.probe.connect.PathFacts;

/** What the system tells of the way to the target, or why it does not. JavaFX thread only. */
final class PathCard {

    private final Texts texts;
    private final ProbeCard card;
    private List<FamilyConnects> shown = List.of();

    PathCard(Texts texts) {
        this.texts = texts;
        card = new ProbeCard("probe-path-card", texts.get("probing.card.path"));
    }

    Node node() {
        return card.node();
    }

    /** Shows what is known; empty takes the card out of view. */
    void show(List<FamilyConnects> families) {
        card.visible(!families.isEmpty());
        if (families.equals(shown)) {
            return;
        }
        shown = List.copyOf(families);
        List<Node> content = new ArrayList<>();
        List<List<String>> rows = families.stream()
                .filter(family -> family.path().readable())
                .map(this::row)
                .toList();
        if (!rows.isEmpty()) {
            content.add(TextGrid.of(
                    "probe-path",
                    Stream.of(
                                    "probing.family",
                                    "probing.path.sendMss",
                                    "probing.path.receiveMss",
                                    "probing.path.mtu",
                                    "probing.path.rtt",
                                    "probing.path.deviation")
                            .map(texts::get)
                            .toList(),
                    rows,
                    1));
        }
        families.stream()
                .filter(family -> family.path().why() != null)
                .forEach(family -> content.add(ProbeCard.sentence(
                        texts.get("probing.path.why", family.family().label(), why(family.path())), "probe-note")));
        card.content(content);
    }

    private String why(PathFacts path) {
        return path.why() == null ? "" : texts.get(path.why());
    }

    private List<String> row(FamilyConnects family) {
        PathFacts path = family.path();
        return List.of(
                family.family().label(),
                bytes(path.sendMss()),
                bytes(path.receiveMss()),
                bytes(path.pathMtu()),
                Millis.text(path.roundTrip()),
                Millis.text(path.roundTripDeviation()));
    }

    /** Segments are told to the byte. */
    private String bytes(int count) {
        return count == 0 ? Unit.NO_VALUE : texts.get("probing.bytes", Integer.toString(count));
    }
}
