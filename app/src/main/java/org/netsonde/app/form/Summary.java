package org.netsonde.app.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.chart.Unit;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an entry of a list is about, on one line: its kinds, its texts, where it is, and what else differs from the default,
 * but for flags. How much the chosen kind is about, such as the delay of a latency, is said in any case. Stateless.
 */
public final class Summary {

    private static final int MOST_CHARACTERS = 160;
    private static final Set<String> PLACE = Set.of("target", "host", "port");

    private final Labels labels;
    private final List<String> parts = new ArrayList<>();

    private Summary(Labels labels) {
        this.labels = labels;
    }

    /** The line of an entry as it is stored. */
    public static String of(List<OptionSpec> options, ObjectNode value, Labels labels) {
        Summary summary = new Summary(labels);
        summary.fields(options, value);
        String line = String.join(" · ", summary.parts);
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }

    private void fields(List<OptionSpec> options, ObjectNode value) {
        Optional<String> place = place(options, value);
        place.ifPresent(this::add);
        for (OptionSpec option : options) {
            if (place.isEmpty() || !PLACE.contains(option.name())) {
                field(option, value.get(option.name()));
            }
        }
    }

    /** The endpoint that is named, or host and port; empty where the entry is nowhere. */
    private static Optional<String> place(List<OptionSpec> options, ObjectNode value) {
        Map<String, String> values = new HashMap<>();
        options.stream().filter(option -> PLACE.contains(option.name())).forEach(option -> {
            JsonNode given = value.get(option.name());
            values.put(option.name(), Values.text(given == null ? option.defaultValue() : given));
        });
        if (!values.keySet().containsAll(PLACE)) {
            return Optional.empty();
        }
        String target = values.getOrDefault("target", "");
        String host = values.getOrDefault("host", "");
        String place = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + values.get("port");
        return Optional.of(target.isEmpty() ? place : target);
    }

    private void field(OptionSpec option, @Nullable JsonNode value) {
        switch (option.type()) {
            case OptionType.Variant variant -> variant(option, variant, value);
            case OptionType.Nested nested -> fields(nested.options(), NestedEditor.expand(nested, value));
            case OptionType.Text text -> add(Values.text(value == null ? option.defaultValue() : value));
            case OptionType.Many many -> {}
            case OptionType.Flag flag -> {}
            default -> {
                if (value != null && !Values.same(value, option.defaultValue())) {
                    add(said(option, value));
                }
            }
        }
    }

    /** A value; some options have words around it. */
    private String said(OptionSpec option, JsonNode value) {
        String text = Values.text(value);
        if (option.type() instanceof OptionType.Size && text.matches("\\d{1,15}")) {
            text = Unit.BYTES.format((double) Long.parseLong(text));
        }
        String word = option.type() instanceof OptionType.Choice ? labels.choice(option.name(), text) : text;
        return labels.summary(option.name(), word);
    }

    private void variant(OptionSpec option, OptionType.Variant type, @Nullable JsonNode value) {
        String word = VariantEditor.word(option, type, value);
        add(labels.choice(option.name(), word));
        type.cases().stream().filter(c -> c.id().equals(word)).findFirst().ifPresent(c -> {
            ObjectNode fields = Values.object(value);
            amount(c.options(), fields);
            fields(c.options(), fields);
        });
    }

    /** What a kind is about is its first option; where it is an amount, and not none, it is said also when it is the default. */
    private void amount(List<OptionSpec> options, ObjectNode value) {
        if (!options.isEmpty() && isAmount(options.getFirst().type())) {
            OptionSpec first = options.getFirst();
            JsonNode given = value.get(first.name());
            JsonNode fallback = first.defaultValue();
            boolean none = Values.text(fallback).matches("0[A-Za-z]*");
            if (fallback != null && !none && (given == null || Values.same(given, fallback))) {
                add(said(first, fallback));
            }
        }
    }

    private static boolean isAmount(OptionType type) {
        return type instanceof OptionType.Time
                || type instanceof OptionType.Size
                || type instanceof OptionType.Whole
                || type instanceof OptionType.Real;
    }

    private void add(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (!line.isEmpty()) {
            parts.add(line);
        }
    }
}
