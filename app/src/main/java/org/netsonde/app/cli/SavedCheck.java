package org.netsonde.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.NearestName;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.ExperimentRegistry;
import org.netsonde.engine.experiment.LimitSettings;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.workspace.SavedExperiment;

/**
 * Checks the experiments of a workspace before anything starts.
 *
 * @param console where it says what is wrong
 * @param registry the experiments there are
 */
record SavedCheck(Console console, ExperimentRegistry registry) {

    /**
     * An experiment that can be run.
     *
     * @param saved as the workspace has it
     * @param experiment what it is
     * @param limits how long it goes on
     */
    record Checked(SavedExperiment saved, Experiment<?> experiment, LimitSettings limits) {

        /** What it is called; never empty. */
        String name() {
            return saved.name().isEmpty() ? saved.experiment() : saved.name();
        }
    }

    /**
     * The experiments, in their order. Those that are wrong are told of, every bad field of each, and left out; fields that are
     * not known are only warned of.
     */
    List<Checked> check(List<SavedExperiment> all) {
        List<Checked> good = new ArrayList<>();
        for (SavedExperiment saved : all) {
            String name = saved.name().isEmpty() ? saved.experiment() : saved.name();
            try {
                Experiment<?> experiment = find(registry, saved.experiment());
                Bound<LimitSettings> limits =
                        SettingsBinder.bind(LimitSettings.class, new LimitSettings(), saved.limits());
                boolean sound = told(name, "", parameters(experiment, saved));
                sound &= told(name, "limits.", limits);
                LimitSettings bound = limits.value();
                if (sound && bound != null) {
                    good.add(new Checked(saved, experiment, bound));
                }
            } catch (FailureException e) {
                console.failure(name, e.failure());
            }
        }
        return good;
    }

    private static <P extends Record & Settings> Bound<P> parameters(Experiment<P> experiment, SavedExperiment saved) {
        return SettingsBinder.bind(experiment.parametersType(), experiment.defaults(), saved.parameters());
    }

    private boolean told(String name, String prefix, Bound<?> bound) {
        bound.unknown().forEach(field -> console.error("cli.unknownField", name, prefix + field));
        bound.problems()
                .forEach(problem -> console.error(
                        "cli.badField",
                        name,
                        prefix + problem.field(),
                        console.texts().get(problem.text())));
        return bound.problems().isEmpty();
    }

    /**
     * The experiment of an id.
     *
     * @throws FailureException if there is none; it names one that may be meant
     */
    static Experiment<?> find(ExperimentRegistry registry, String id) {
        return registry.find(id).orElseThrow(() -> {
            String nearest = NearestName.of(id, registry.ids());
            return new FailureException(Failure.of(
                    Failure.Kind.INVALID_SETTINGS,
                    "unknownExperiment",
                    id,
                    nearest == null ? String.join(", ", registry.ids()) : nearest));
        });
    }
}
