package org.netsonde.engine.relay.fault;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.Phrase;

/** Says what has changed about the faults of a relay that runs, for the marks in its charts. */
public final class FaultMarks {

    private FaultMarks() {}

    /** What ends, changes and begins; nothing about those that are off, or that only stand elsewhere in the list. */
    public static List<Phrase> between(List<FaultSetting> before, List<FaultSetting> after) {
        List<FaultSetting> old = on(before);
        List<FaultSetting> now = on(after);
        now.removeIf(old::remove);
        List<Phrase> ends = new ArrayList<>();
        List<Phrase> changes = new ArrayList<>();
        for (FaultSetting setting : old) {
            FaultSetting successor = now.stream()
                    .filter(other -> other.fault().getClass() == setting.fault().getClass())
                    .findFirst()
                    .orElse(null);
            if (successor == null) {
                ends.add(Phrase.of("faultMark.ends." + word(setting)));
            } else {
                now.remove(successor);
                changes.add(Phrase.of("faultMark.changes." + word(successor), figures(successor)));
            }
        }
        List<Phrase> all = new ArrayList<>(ends);
        all.addAll(changes);
        now.forEach(setting -> all.add(Phrase.of("faultMark.begins." + word(setting), figures(setting))));
        return all;
    }

    private static List<FaultSetting> on(List<FaultSetting> settings) {
        return new ArrayList<>(settings.stream().filter(FaultSetting::on).toList());
    }

    /** The name of the kind of fault, as its keys have it: the simple name with a small letter. */
    private static String word(FaultSetting setting) {
        String name = setting.fault().getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String figures(FaultSetting setting) {
        String figures = setting.fault().figures();
        if (setting.probability() == 1) {
            return figures;
        }
        BigDecimal percent = BigDecimal.valueOf(setting.probability()).movePointRight(2);
        return figures + " ("
                + percent.round(new MathContext(3)).stripTrailingZeros().toPlainString()
                + " %)";
    }
}
