package org.netsonde.app.cli;

import java.util.concurrent.Callable;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.ExperimentRegistry;
import org.netsonde.engine.experiment.ExperimentWords;
import org.netsonde.engine.protocol.SettingsDescriber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * {@code netsonde experiments}: every experiment with what it shows and its parameters. As JSON a list of objects with
 * {@code id}, {@code name}, {@code summary} and {@code parameters}, which are written as {@link ProtocolJson} writes settings.
 */
@Command(name = "experiments")
final class ExperimentsCommand implements Callable<Integer> {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Console console;
    private final ExperimentWords words;

    @Option(names = "--json", descriptionKey = "cli.option.json")
    private boolean json;

    ExperimentsCommand(Console console) {
        this.console = console;
        words = new ExperimentWords(console.texts().locale());
    }

    @Override
    public Integer call() {
        ExperimentRegistry registry = ExperimentRegistry.builtin();
        if (json) {
            console.json(MAPPER.writeValueAsString(all(registry)));
        } else {
            registry.all().forEach(this::print);
        }
        return ExitStatus.OK;
    }

    private ArrayNode all(ExperimentRegistry registry) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Experiment<?> experiment : registry.all()) {
            all.addObject()
                    .put("id", experiment.id())
                    .put("name", words.experiment(experiment.id()))
                    .put("summary", words.help(experiment.id()))
                    .set(
                            "parameters",
                            ProtocolJson.options(
                                    SettingsDescriber.describe(experiment.parametersType(), experiment.defaults())));
        }
        return all;
    }

    private void print(Experiment<?> experiment) {
        console.line(experiment.id() + "  " + words.experiment(experiment.id()));
        console.line("  " + words.help(experiment.id()));
        new OptionList(console).print(SettingsDescriber.describe(experiment.parametersType(), experiment.defaults()));
        console.line("");
    }
}
