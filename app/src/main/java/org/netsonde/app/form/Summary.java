package org.netsonde.app.form;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an entry of a list is about, on one line: its kinds, its texts, and what else differs from the
 * default, but for flags. */
final class Summary {

    private static final int MOST_CHARACTERS = 160;

    private final Labels labels;
    private final List<String> parts = new ArrayList<>();

    private Summary(Labels labels) {
        this.labels = labels;
    }

    /** The line of an entry as it is stored. */
    static String of(List<OptionSpec> options, ObjectNode value, Labels labels) {
        Summary summary = new Summary(labels);
        summary.fields(options, value);
        String line = String.join(" · ", summary.parts);
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }

    private void fields(List<OptionSpec> options, ObjectNode value) {
        for (OptionSpec option : options) {
            field(option, value.get(option.name()));
        }
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
                    add(changed(option, value));
                }
            }
        }
    }

    private String changed(OptionSpec option, JsonNode value) {
        String text = Values.text(value);
        return option.type() instanceof OptionType.Choice ? labels.choice(option.name(), text) : text;
    }

    private void variant(OptionSpec option, OptionType.Variant type, @Nullable JsonNode value) {
        String word = VariantEditor.word(option, type, value);
        add(labels.choice(option.name(), word));
        type.cases().stream()
                .filter(c -> c.id().equals(word))
                .findFirst()
                .ifPresent(c -> fields(c.options(), Values.object(value)));
    }

    private void add(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (!line.isEmpty()) {
            parts.add(line);
        }
    }
}
