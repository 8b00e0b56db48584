package org.netsonde.engine.probe.race;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.probe.race.RaceResult.Alone;
import org.netsonde.engine.probe.race.RaceResult.Runner;

/** Says what a race showed. Stateless. */
final class RaceSentence {

    private RaceSentence() {}

    static Phrase of(List<Runner> runners, int winner, Duration took, List<Alone> alone) {
        if (runners.isEmpty()) {
            return Phrase.of("probe.race.nobody");
        } else if (winner < 0) {
            return alone.size() > 1
                    ? Phrase.of("probe.race.noneOfBoth")
                    : Phrase.of(
                            "probe.race.noneOfOne", runners.getFirst().family().label());
        }
        Runner first = runners.get(winner);
        String family = first.family().label();
        Optional<Alone> other =
                alone.stream().filter(each -> each.family() != first.family()).findFirst();
        Duration own = alone.stream()
                .filter(each -> each.family() == first.family())
                .map(Alone::took)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(took);
        if (other.isEmpty()) {
            return Phrase.of("probe.race.single", family, millis(took));
        }
        String label = other.get().family().label();
        Duration others = other.get().took();
        return others == null
                ? Phrase.of("probe.race.otherFails", family, millis(took), label)
                : Phrase.of("probe.race.both", family, millis(took), millis(own), label, millis(others));
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e6);
    }
}
