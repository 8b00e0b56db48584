package org.netsonde.app.experiment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.ExperimentWords;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares the parameters that a result was measured with to those that are typed now. Stateless. */
final class MeasuredWith {

    private MeasuredWith() {}

    /**
     * The parameters that are not the same any more, as they were, in words; none where all are, or where what is typed
     * cannot be read.
     */
    static List<String> differing(Trial trial, ObjectNode measured, ExperimentWords words) {
        return trial.experiment()
                .map(experiment -> differing(experiment, measured, trial.parameters(), words))
                .orElse(List.of());
    }

    private static <P extends Record & Settings> List<String> differing(
            Experiment<P> experiment, ObjectNode measured, ObjectNode typed, ExperimentWords words) {
        P then = bound(experiment, measured);
        P now = bound(experiment, typed);
        if (then == null || now == null || then.equals(now)) {
            return List.of();
        }
        List<OptionSpec> before = SettingsDescriber.describe(experiment.parametersType(), then);
        List<OptionSpec> after = SettingsDescriber.describe(experiment.parametersType(), now);
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            JsonNode value = before.get(i).defaultValue();
            if (value != null && !value.equals(after.get(i).defaultValue())) {
                String text = value.isString() ? value.asString() : value.toString();
                differing.add(words.parameter(before.get(i).name()) + " " + text);
            }
        }
        return differing;
    }

    private static <P extends Record & Settings> @Nullable P bound(Experiment<P> experiment, ObjectNode parameters) {
        return SettingsBinder.bind(experiment.parametersType(), experiment.defaults(), parameters)
                .value();
    }
}
