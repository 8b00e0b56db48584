package org.netsonde.app.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.ExperimentJson;
import org.netsonde.engine.experiment.ExperimentRegistry;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentResults;
import org.netsonde.engine.experiment.ExperimentRunner;
import org.netsonde.engine.experiment.LimitSettings;
import org.netsonde.engine.experiment.RunLimits;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.workspace.SavedExperiment;
import tools.jackson.databind.node.ObjectNode;

/**
 * The experiments of a window: what is typed for each, the one that runs, and what came of them. It outlives the screen that
 * shows it, so that neither another language nor another screen loses a run. JavaFX thread only; experiments run on a thread
 * of their own, one at a time.
 */
public final class ExperimentDesk implements AutoCloseable {

    private final ExperimentRegistry registry;
    private final ExperimentRunner runner;
    private final Workbench workbench;
    private final Executor window;
    private final Map<String, Trial> builtin = new LinkedHashMap<>();
    private final Map<String, Trial> kept = new LinkedHashMap<>();
    private final List<Runnable> observers = new ArrayList<>();
    private final Subscription changes;
    private String chosen = "";
    private @Nullable RunningTrial running;
    private @Nullable Thread thread;

    /**
     * The desk of a window.
     *
     * @param window runs what is to be done on the JavaFX thread
     */
    public ExperimentDesk(ExperimentRegistry registry, ExperimentRunner runner, Workbench workbench, Executor window) {
        this.registry = registry;
        this.runner = runner;
        this.workbench = workbench;
        this.window = window;
        registry.all().forEach(experiment -> builtin.put(experiment.id(), new Trial(experiment)));
        changes = workbench.observe(this::sync);
        sync();
    }

    /** Those that are built in, and after them those that the workspace keeps. */
    public List<Trial> trials() {
        return Stream.concat(builtin.values().stream(), kept.values().stream()).toList();
    }

    /** The one that is shown; remembered for the next screen. */
    public String chosen() {
        return chosen;
    }

    /** Remembers which one is shown. */
    public void choose(String id) {
        chosen = id;
    }

    /** What runs. */
    public Optional<RunningTrial> running() {
        return Optional.ofNullable(running);
    }

    /** Calls when one begins or ends, and when others are kept or they have other names. */
    public Subscription observe(Runnable observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    /** Takes over what is typed. */
    public void configure(Trial trial, ObjectNode parameters, ObjectNode limits) {
        if (!parameters.equals(trial.parameters()) || !limits.equals(trial.limits())) {
            trial.configure(parameters, limits);
            if (trial.saved()) {
                change(trial.id(), saved -> saved.withParameters(parameters).withLimits(limits));
            }
        }
    }

    /** Begins a run, unless one goes on or what is typed is not valid. */
    public void start(Trial trial) {
        LimitSettings limits = SettingsBinder.bind(LimitSettings.class, new LimitSettings(), trial.limits())
                .value();
        Experiment<?> experiment = trial.experiment().orElse(null);
        if (running != null || limits == null || experiment == null) {
            return;
        }
        ObjectNode parameters = trial.parameters().deepCopy();
        RunLimits until = limits.limits(RandomGenerator.getDefault().nextLong());
        RunningTrial mine = new RunningTrial(trial);
        running = mine;
        thread = Thread.ofPlatform().name("experiment").start(() -> {
            try {
                ExperimentResult result = runner.run(experiment, parameters, until, mine);
                window.execute(() -> ended(mine, result, null));
            } catch (RuntimeException e) {
                Failure failure = Failures.of(e);
                window.execute(() -> ended(mine, null, failure));
            }
        });
        tell();
    }

    /** Ends the run after the block that it is at; what was measured until then is its result. */
    public void cancel() {
        if (running != null) {
            running.cancel();
            tell();
        }
    }

    private void ended(RunningTrial run, @Nullable ExperimentResult result, @Nullable Failure failure) {
        if (run != running) {
            return;
        }
        running = null;
        thread = null;
        Trial trial = run.trial();
        trial.ended(result, failure);
        if (trial.keepsResult() && result != null) {
            storeResult(trial);
        }
        tell();
    }

    /**
     * Keeps an experiment in the workspace, with what is typed for it.
     *
     * @param withResult whether its result is kept, too
     * @return its id
     */
    public String save(Trial trial, String name, boolean withResult) {
        SavedExperiment saved = SavedExperiment.of(name, trial.experimentId(), trial.parameters())
                .withLimits(trial.limits())
                .withResult(withResult ? json(trial) : null);
        add(saved, workbench.experiments().size());
        Trial copy = kept.get(saved.id());
        if (copy != null) {
            copy.ended(trial.result().orElse(null), null);
            copy.keepResult(withResult);
        }
        return saved.id();
    }

    /** Keeps another of the same, under a name of its own; returns its id. */
    public String duplicate(Trial trial) {
        List<SavedExperiment> all = workbench.experiments();
        int index = 0;
        for (int i = 0; i < all.size(); i++) {
            index = all.get(i).id().equals(trial.id()) ? i + 1 : index;
        }
        SavedExperiment copy = SavedExperiment.of(free(trial.name()), trial.experimentId(), trial.parameters())
                .withLimits(trial.limits());
        add(copy, index);
        return copy.id();
    }

    private void add(SavedExperiment saved, int index) {
        List<SavedExperiment> all = new ArrayList<>(workbench.experiments());
        all.add(index, saved);
        workbench.saveExperiments(all);
    }

    /** A name that none of those that are kept has: this one, or with a number behind it. */
    public String free(String wanted) {
        String base = wanted.replaceFirst(" \\d{1,9}$", "");
        String name = wanted;
        for (int i = 2; taken(name); i++) {
            name = base + " " + i;
        }
        return name;
    }

    private boolean taken(String name) {
        return workbench.experiments().stream().anyMatch(saved -> saved.name().equals(name));
    }

    /** Gives one that is kept another name. */
    public void rename(Trial trial, String name) {
        change(trial.id(), saved -> saved.renamed(name));
    }

    /** Keeps it no more; if it runs, the run ends. */
    public void delete(Trial trial) {
        workbench.saveExperiments(workbench.experiments().stream()
                .filter(saved -> !saved.id().equals(trial.id()))
                .toList());
    }

    /** Whether the workspace keeps the result of one that it keeps, now and from now on. */
    public void keepResult(Trial trial, boolean keeps) {
        trial.keepResult(keeps);
        storeResult(trial);
    }

    private void storeResult(Trial trial) {
        ObjectNode result = trial.keepsResult() ? json(trial) : null;
        change(trial.id(), saved -> saved.withResult(result));
    }

    private static @Nullable ObjectNode json(Trial trial) {
        return trial.result()
                .map(result -> ExperimentJson.within(result, SavedExperiment.MAX_RESULT))
                .orElse(null);
    }

    private void change(String id, UnaryOperator<SavedExperiment> change) {
        workbench.saveExperiments(workbench.experiments().stream()
                .map(saved -> saved.id().equals(id) ? change.apply(saved) : saved)
                .toList());
    }

    /** Brings those that are kept in step with the workspace. */
    private void sync() {
        List<String> before =
                kept.values().stream().map(trial -> trial.id() + trial.name()).toList();
        Map<String, Trial> old = new LinkedHashMap<>(kept);
        kept.clear();
        for (SavedExperiment saved : workbench.experiments()) {
            Trial there = old.remove(saved.id());
            Trial trial = there != null && there.experimentId().equals(saved.experiment()) ? there : fresh(saved);
            trial.name(saved.name());
            trial.configure(saved.parameters(), saved.limits());
            kept.put(saved.id(), trial);
        }
        RunningTrial run = running;
        if (run != null && run.trial().saved() && kept.get(run.trial().id()) != run.trial()) {
            run.cancel();
        }
        List<String> now =
                kept.values().stream().map(trial -> trial.id() + trial.name()).toList();
        if (!now.equals(before)) {
            tell();
        }
    }

    private Trial fresh(SavedExperiment saved) {
        Trial trial = new Trial(
                saved.id(),
                saved.experiment(),
                registry.find(saved.experiment()).orElse(null));
        ObjectNode result = saved.result();
        trial.keepResult(result != null);
        if (result != null) {
            ExperimentResults.read(result).ifPresent(read -> trial.ended(read, null));
        }
        return trial;
    }

    private void tell() {
        List.copyOf(observers).forEach(Runnable::run);
    }

    /** Ends what runs. Its servers and clients stop a moment later, on their thread. */
    @Override
    public void close() {
        changes.close();
        observers.clear();
        RunningTrial run = running;
        running = null;
        if (run != null) {
            run.cancel();
            // What waits for an answer is not to wait for as long as one may take.
            Objects.requireNonNull(thread).interrupt();
        }
    }
}
