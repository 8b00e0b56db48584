package org.netsonde.app.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.fact.TimeLanes;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.probe.race.RaceResult;
import org.netsonde.engine.probe.race.RaceResult.Runner;

/** The race of both address families: a sentence, who ran when, and each family alone. JavaFX thread only. */
final class RaceCard {

    private final Texts texts;
    private final ProbeCard card;
    private final TimeLanes lanes = new TimeLanes("probe-race");
    private @Nullable RaceResult shown;

    RaceCard(Texts texts) {
        this.texts = texts;
        card = new ProbeCard("probe-race-card", texts.get("probing.card.race"));
    }

    Node node() {
        return card.node();
    }

    /** Shows a race; null for none yet. */
    void show(@Nullable RaceResult race) {
        card.visible(race != null);
        if (race == null || race.equals(shown)) {
            shown = race;
            return;
        }
        shown = race;
        List<Node> content = new ArrayList<>();
        Node sentence = ProbeCard.sentence(texts.get(race.sentence()), "probe-sentence");
        sentence.setId("probe-race-sentence");
        content.add(sentence);
        if (!race.runners().isEmpty()) {
            lanes.show(race.runners().stream().map(this::lane).toList());
            content.add(lanes.node());
        }
        if (!race.alone().isEmpty()) {
            content.add(TextGrid.of(
                    "probe-alone",
                    List.of(texts.get("probing.race.alone"), texts.get("probing.address"), texts.get("probing.time")),
                    race.alone().stream().map(this::alone).toList(),
                    2));
        }
        card.content(content);
    }

    private TimeLanes.Lane lane(Runner runner) {
        Duration start = runner.started() == null ? Duration.ZERO : runner.started();
        Duration took = runner.ended() == null ? Duration.ZERO : runner.ended().minus(start);
        int part = switch (runner.outcome()) {
            case WON -> 3;
            case FAILED -> 2;
            case OVERTAKEN, NOT_STARTED -> 0;
        };
        String outcome = texts.get("probing.race." + runner.outcome().name().toLowerCase(Locale.ROOT));
        return new TimeLanes.Lane(
                Where.text(runner.address()),
                start,
                took,
                part,
                runner.ended() == null ? outcome : texts.get("probing.race.after", outcome, Millis.text(took)));
    }

    private List<String> alone(RaceResult.Alone alone) {
        return List.of(
                alone.family().label(),
                Where.text(alone.address()),
                alone.failure() == null ? Millis.text(alone.took()) : texts.get("probing.race.failed"));
    }
}
