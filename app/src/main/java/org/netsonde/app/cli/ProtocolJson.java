package org.netsonde.app.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Protocols as JSON: a list of objects with {@code id}, {@code name}, {@code summary}, {@code role}, {@code
 * counterpart}, {@code settings} and {@code metrics}. A setting has {@code name}, {@code type}, {@code default} (absent
 * where it must be given), {@code min} and {@code max} (absent where there is none; of a text or list its length),
 * {@code unit}, {@code group} and {@code live}; a choice has its {@code values}, a variant its {@code cases}, a group its
 * {@code options}, a list the {@code element}'s type.
 */
final class ProtocolJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Texts texts;

    ProtocolJson(Texts texts) {
        this.texts = texts;
    }

    ArrayNode all(ProtocolRegistry registry) {
        ArrayNode all = JSON.arrayNode();
        registry.all().forEach(protocol -> all.add(protocol(protocol)));
        return all;
    }

    private ObjectNode protocol(Protocol<?, ?> protocol) {
        ObjectNode out = JSON.objectNode()
                .put("id", protocol.id())
                .put("name", texts.protocol(protocol.id()))
                .put(
                        "summary",
                        texts.find("protocol." + protocol.id() + ".summary").orElse(""))
                .put("role", protocol.role().name().toLowerCase(Locale.ROOT))
                .put("counterpart", protocol.counterpart());
        out.set("settings", options(SettingsDescriber.describe(protocol.settingsType(), protocol.defaults())));
        ArrayNode metrics = out.putArray("metrics");
        protocol.metrics().stream().map(MetricSpec::id).forEach(metrics::add);
        return out;
    }

    /** Options, each as an object. */
    static ArrayNode options(List<OptionSpec> options) {
        ArrayNode out = JSON.arrayNode();
        options.forEach(option -> out.add(option(option)));
        return out;
    }

    private static ObjectNode option(OptionSpec option) {
        ObjectNode out = JSON.objectNode().put("name", option.name()).put("type", type(option.type()));
        if (option.defaultValue() != null) {
            out.set("default", option.defaultValue());
        }
        if (option.min() != Long.MIN_VALUE) {
            bound(out, "min", option.type(), option.min());
        }
        if (option.max() != Long.MAX_VALUE) {
            bound(out, "max", option.type(), option.max());
        }
        out.put("unit", option.unit()).put("group", option.group()).put("live", option.live());
        addParts(out, option.type());
        return out;
    }

    private static void addParts(ObjectNode out, OptionType type) {
        switch (type) {
            case OptionType.Choice choice -> choice.values().forEach(out.withArray("values")::add);
            case OptionType.Nested nested -> out.set("options", options(nested.options()));
            case OptionType.Variant variant -> {
                ArrayNode cases = out.putArray("cases");
                variant.cases()
                        .forEach(one -> cases.addObject().put("type", one.id()).set("options", options(one.options())));
            }
            case OptionType.Many many -> {
                ObjectNode element = out.putObject("element").put("type", type(many.element()));
                addParts(element, many.element());
            }
            default -> {
                // The others have no parts.
            }
        }
    }

    /** The word for a type. */
    static String type(OptionType type) {
        return switch (type) {
            case OptionType.Text text -> "text";
            case OptionType.Json json -> "json";
            case OptionType.Flag flag -> "flag";
            case OptionType.Whole whole -> "integer";
            case OptionType.Real real -> "number";
            case OptionType.Time time -> "duration";
            case OptionType.Size size -> "size";
            case OptionType.Choice choice -> "choice";
            case OptionType.Variant variant -> "variant";
            case OptionType.Nested nested -> "group";
            case OptionType.Many many -> "list";
        };
    }

    /** The bounds as people write them, such as {@code 1..65535}; nothing where there are none. */
    static Optional<String> bounds(OptionSpec option) {
        boolean least = option.min() != Long.MIN_VALUE;
        boolean most = option.max() != Long.MAX_VALUE;
        return least || most
                ? Optional.of((least ? written(option.type(), option.min()) : "") + ".."
                        + (most ? written(option.type(), option.max()) : ""))
                : Optional.empty();
    }

    private static void bound(ObjectNode out, String name, OptionType type, long value) {
        if (type instanceof OptionType.Time || type instanceof OptionType.Size) {
            out.put(name, written(type, value));
        } else {
            out.put(name, value);
        }
    }

    private static String written(OptionType type, long value) {
        return switch (type) {
            case OptionType.Time time -> Durations.format(Duration.ofNanos(value));
            case OptionType.Size size -> new DataSize(value).toString();
            default -> Long.toString(value);
        };
    }
}
