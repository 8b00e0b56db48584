package org.netsonde.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.experiment.Axis;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.ExperimentRegistry;
import org.netsonde.engine.experiment.Plan;
import org.netsonde.engine.experiment.Side;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;

/** Whatever an experiment has is named and explained. */
class ExperimentTextsTest {

    private final Bundle engine = Bundle.english("engine");

    @Test
    void everythingAnExperimentHasIsNamedAndExplained() {
        Set<String> keys = new TreeSet<>();
        for (Experiment<?> experiment : ExperimentRegistry.builtin().all()) {
            collect(experiment, keys);
        }

        assertThat(keys)
                .contains(
                        "experiment.threading.help",
                        "side.new-connections-resumed",
                        "side.length-1",
                        "axis.payloadSize",
                        "measure.admitted",
                        "option.slowdown.help",
                        "choice.resumed-handshake");
        assertThat(keys).filteredOn(key -> !engine.has(key)).isEmpty();
    }

    private static <P extends Record & Settings> void collect(Experiment<P> experiment, Set<String> keys) {
        keys.add("experiment." + experiment.id());
        keys.add("experiment." + experiment.id() + ".help");
        for (OptionSpec option : SettingsDescriber.describe(experiment.parametersType(), experiment.defaults())) {
            keys.add("option." + option.name());
            keys.add("option." + option.name() + ".help");
            keys.add("group." + option.group());
            if (option.type() instanceof OptionType.Choice choice) {
                choice.values().forEach(word -> keys.add("choice." + word));
            }
        }
        for (P parameters : variants(experiment)) {
            collect(experiment.plan(parameters), keys);
        }
    }

    private static void collect(Plan plan, Set<String> keys) {
        plan.sides().stream().map(Side::name).forEach(name -> keys.add(name.key()));
        plan.notes().forEach(note -> keys.add(note.key()));
        plan.measures().forEach(measure -> keys.add("measure." + measure.id()));
        Axis axis = plan.axis();
        if (axis != null) {
            keys.add("axis." + axis.id());
        }
    }

    /** The defaults, and those with another word for each choice, as other sides belong to them. */
    private static <P extends Record & Settings> List<P> variants(Experiment<P> experiment) {
        List<P> variants = new ArrayList<>();
        variants.add(experiment.defaults());
        for (OptionSpec option : SettingsDescriber.describe(experiment.parametersType(), experiment.defaults())) {
            if (option.type() instanceof OptionType.Choice choice) {
                for (String word : choice.values()) {
                    P bound = SettingsBinder.bind(
                                    experiment.parametersType(),
                                    experiment.defaults(),
                                    Stand.json("{}").put(option.name(), word))
                            .value();
                    if (bound != null) {
                        variants.add(bound);
                    }
                }
            }
        }
        return variants;
    }
}
