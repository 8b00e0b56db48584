package org.netsonde.app.cli;

import java.util.List;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.VariantCase;

/**
 * Options in a terminal, a line each: name, type, default and bounds.
 *
 * @param console where they go
 */
record OptionList(Console console) {

    /** Prints options and those inside them. */
    void print(List<OptionSpec> options) {
        print(options, "");
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
