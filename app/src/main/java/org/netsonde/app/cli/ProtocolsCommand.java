package org.netsonde.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.protocol.VariantCase;
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
        print(SettingsDescriber.describe(protocol.settingsType(), protocol.defaults()), "");
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

    private void print(List<OptionSpec> options, String prefix) {
        for (OptionSpec option : options) {
            String name = prefix + option.name();
            if (option.type() instanceof OptionType.Nested nested) {
                print(nested.options(), name + ".");
                continue;
            }
            console.line(String.format("    %-22s %-10s %s", name, ProtocolJson.type(option.type()), details(option))
                    .stripTrailing());
            if (option.type() instanceof OptionType.Variant variant) {
                variant.cases().forEach(one -> printCase(one, name));
            }
        }
    }

    private void printCase(VariantCase one, String name) {
        console.line("      " + one.id());
        print(one.options(), "    " + name + ".");
    }

    private String details(OptionSpec option) {
        StringBuilder text = new StringBuilder(
                option.defaultValue() == null ? console.texts().get("cli.protocols.required") : shown(option));
        ProtocolJson.bounds(option).ifPresent(bounds -> text.append("  ").append(bounds));
        if (option.type() instanceof OptionType.Choice choice) {
            text.append("  ").append(String.join(" | ", choice.values()));
        }
        if (option.live()) {
            text.append("  ").append(console.texts().get("cli.protocols.live"));
        }
        return text.toString();
    }

    private static String shown(OptionSpec option) {
        var value = option.defaultValue();
        if (value == null) {
            return "";
        }
        return value.isObject() && value.has("type") ? value.get("type").asString() : value.toString();
    }
}
