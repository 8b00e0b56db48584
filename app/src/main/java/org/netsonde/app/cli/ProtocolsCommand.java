package org.netsonde.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.SettingsDescriber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code netsonde protocols}: every protocol with its settings and the figures of its own. */
@Command(name = "protocols")
final class ProtocolsCommand implements Callable<Integer> {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Console console;
    private final ProtocolJson description;

    @Option(names = "--json", descriptionKey = "cli.option.json")
    private boolean json;

    ProtocolsCommand(Console console) {
        this.console = console;
        description = new ProtocolJson(console.texts());
    }

    @Override
    public Integer call() {
        ProtocolRegistry registry = ProtocolRegistry.builtin();
        if (json) {
            console.json(MAPPER.writeValueAsString(description.all(registry)));
        } else {
            registry.all().forEach(this::print);
        }
        return ExitStatus.OK;
    }

    private void print(Protocol<?, ?> protocol) {
        console.line(protocol.id() + "  " + console.texts().protocol(protocol.id()));
        console.texts().find("protocol." + protocol.id() + ".summary").ifPresent(text -> console.line("  " + text));
        new OptionList(console).print(SettingsDescriber.describe(protocol.settingsType(), protocol.defaults()));
        printMetrics(protocol.metrics());
        console.line("");
    }

    private void printMetrics(List<MetricSpec> metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        console.line("  " + console.texts().get("cli.protocols.metrics"));
        for (MetricSpec metric : metrics) {
            String help =
                    console.texts().find("metric." + metric.id() + ".help").orElse("");
            console.line(String.format("    %-22s %s", metric.id(), help).stripTrailing());
        }
    }
}
