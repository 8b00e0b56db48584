package org.netsonde.app.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.ExperimentRegistry;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentRunner;
import org.netsonde.engine.experiment.ExperimentWords;
import org.netsonde.engine.experiment.LimitSettings;
import org.netsonde.engine.experiment.RunLimits;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.export.experiment.ExperimentDocument;
import org.netsonde.engine.export.experiment.ExperimentExport;
import org.netsonde.engine.export.experiment.ExperimentExports;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code netsonde experiment ID [name=value …]}: runs an experiment and says what it found. */
@Command(name = "experiment")
final class ExperimentCommand implements Callable<Integer> {

    private static final double HUNDREDTHS = 100;

    private final Console console;
    private final String version;
    private final UserData user;

    @Parameters(
            index = "0",
            paramLabel = "ID",
            descriptionKey = "cli.param.experiment",
            completionCandidates = Candidates.Experiments.class)
    private String id = "";

    @Parameters(index = "1..*", paramLabel = "name=value", descriptionKey = "cli.param.experimentParameters")
    private List<String> values = List.of();

    @Option(names = "--time", paramLabel = "TIME", defaultValue = "20s", descriptionKey = "cli.option.experimentTime")
    private String time = "20s";

    @Option(names = "--width", paramLabel = "PART", defaultValue = "2%", descriptionKey = "cli.option.experimentWidth")
    private String width = "2%";

    @Option(names = "--seed", paramLabel = "NUMBER", descriptionKey = "cli.option.experimentSeed")
    private @Nullable Long seed;

    @Option(names = "--export", paramLabel = "DIR", descriptionKey = "cli.option.export")
    private @Nullable Path folder;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            descriptionKey = "cli.option.experimentFormat",
            completionCandidates = Candidates.ExperimentFormats.class)
    private @Nullable List<String> formats;

    @Option(names = "--json", descriptionKey = "cli.option.json")
    private boolean json;

    ExperimentCommand(Console console, String version, UserData user) {
        this.console = console;
        this.version = version;
        this.user = user;
    }

    @Override
    public Integer call() {
        if (formats != null && folder == null) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "formatWithoutExport"));
        }
        ExperimentExports exports = exports();
        Experiment<?> experiment = SavedCheck.find(ExperimentRegistry.builtin(), id);
        ObjectNode parameters = parameters(experiment);
        RunLimits limits = limits();
        if (folder != null) {
            Exports.prepare(folder);
        }
        Interruption interruption = new Interruption();
        int status = ExitStatus.FAILED;
        try {
            status = run(experiment, parameters, limits, exports, interruption);
        } catch (FailureException e) {
            console.failure(e.failure());
        } finally {
            interruption.finish(status);
        }
        return status;
    }

    /** What is wrong with them is about the command line, so it is said before anything starts. */
    private <P extends Record & Settings> ObjectNode parameters(Experiment<P> experiment) {
        ObjectNode parameters = new Assignments(
                        SettingsDescriber.describe(experiment.parametersType(), experiment.defaults()))
                .settings(values);
        var _ = SettingsBinder.bind(experiment.parametersType(), experiment.defaults(), parameters)
                .orThrow();
        return parameters;
    }

    private RunLimits limits() {
        ObjectNode limits =
                JsonNodeFactory.instance.objectNode().put("time", time).put("width", part(width));
        return SettingsBinder.bind(LimitSettings.class, new LimitSettings(), limits)
                .orThrow()
                .limits(seed == null ? anySeed() : seed);
    }

    /** A part of the whole, in hundredths where it ends in %; what is no number stays as it is, to be refused in words. */
    private static String part(String text) {
        String number = text.strip();
        if (!number.endsWith("%")) {
            return number;
        }
        try {
            return String.valueOf(Double.parseDouble(number.substring(0, number.length() - 1)) / HUNDREDTHS);
        } catch (NumberFormatException e) {
            return number;
        }
    }

    /** A seed for who wants none of their own; results say which it was. */
    static long anySeed() {
        return ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    }

    private ExperimentExports exports() {
        ExperimentExports known = ExperimentExports.builtin(console.texts().locale());
        return formats == null
                ? known.standard()
                : known.named(formats.stream()
                        .map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList());
    }

    private int run(
            Experiment<?> experiment,
            ObjectNode parameters,
            RunLimits limits,
            ExperimentExports exports,
            Interruption interruption) {
        ExperimentRunner runner = new ExperimentRunner(user.keys().get(), InstantSource.system());
        String name = new ExperimentWords(console.texts().locale()).experiment(id);
        ExperimentResult result;
        try (ProgressLine line =
                new ProgressLine(console, Console.isTerminal(), name, interruption.requested()::isDone)) {
            result = runner.run(experiment, parameters, limits, progress -> line.done(progress.fraction()));
        }
        ExperimentDocument document = new ExperimentDocument("", result, version);
        if (json) {
            ExperimentExport export =
                    ExperimentExports.builtin().named(List.of("json")).all().getFirst();
            new JsonOutput(console).print(out -> export.write(document, out));
        } else {
            new ExperimentText(console).print(result);
        }
        Path where = folder;
        if (where != null) {
            exports.write(List.of(document), where);
        }
        return ExperimentText.failed(result) ? ExitStatus.FAILED : ExitStatus.OK;
    }
}
