package org.netsonde.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.NearestName;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes settings of {@code name=value} arguments. A dotted name reaches into nested options; {@code framing=lines} is
 * short for {@code framing.type=lines}. A value is JSON if it parses as such, else text.
 *
 * @param options the options of the protocol
 */
record Assignments(List<OptionSpec> options) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * The settings that the arguments describe; bounds are checked when they are bound.
     *
     * @throws FailureException of kind INVALID_SETTINGS if an argument has no {@code =} or its name is not known
     */
    ObjectNode settings(List<String> arguments) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "assignment", argument));
            }
            assign(settings, argument.substring(0, equals), argument.substring(equals + 1));
        }
        return settings;
    }

    private void assign(ObjectNode settings, String path, String value) {
        List<OptionSpec> known = options;
        ObjectNode node = settings;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length; i++) {
            OptionSpec option = find(known, names, i);
            OptionType type = option == null ? new OptionType.Text() : option.type();
            if (i == names.length - 1) {
                node.set(names[i], json(type, value));
            } else {
                known = inside(type);
                node = nested(node, names[i]);
            }
        }
    }

    /** The option, or null for the {@code type} of a variant. */
    private static @Nullable OptionSpec find(List<OptionSpec> known, String[] names, int depth) {
        String name = names[depth];
        for (OptionSpec option : known) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        boolean type = depth > 0 && depth == names.length - 1 && name.equals("type");
        if (type && !known.isEmpty()) {
            return null;
        }
        throw unknown(known, names, depth);
    }

    private static FailureException unknown(List<OptionSpec> known, String[] names, int depth) {
        String before = String.join(".", List.of(names).subList(0, depth));
        String path = String.join(".", names);
        Set<String> candidates = new LinkedHashSet<>();
        known.forEach(option -> candidates.add(option.name()));
        String nearest = NearestName.of(names[depth], candidates);
        Failure failure = nearest == null
                ? Failure.of(
                        Failure.Kind.INVALID_SETTINGS,
                        candidates.isEmpty() ? "noOptionsInside" : "unknownOption",
                        path,
                        String.join(", ", candidates),
                        before)
                : Failure.of(
                        Failure.Kind.INVALID_SETTINGS,
                        "unknownOptionNear",
                        path,
                        before.isEmpty() ? nearest : before + "." + nearest);
        return new FailureException(failure);
    }

    private static List<OptionSpec> inside(OptionType type) {
        return switch (type) {
            case OptionType.Nested nested -> nested.options();
            case OptionType.Variant variant -> {
                List<OptionSpec> all = new ArrayList<>();
                variant.cases().forEach(one -> all.addAll(one.options()));
                yield all;
            }
            default -> List.of();
        };
    }

    /** The object under a name; the short form of a variant becomes an object of that type. */
    private static ObjectNode nested(ObjectNode parent, String name) {
        JsonNode present = parent.get(name);
        if (present instanceof ObjectNode object) {
            return object;
        }
        ObjectNode object = parent.putObject(name);
        if (present != null && present.isString()) {
            object.set("type", present);
        }
        return object;
    }

    /** Text stays as typed, so that 007 and 1e5 are texts where a text is wanted. */
    private static JsonNode json(OptionType type, String value) {
        JsonNode parsed;
        try {
            parsed = MAPPER.readTree(value);
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.stringNode(value);
        }
        boolean text = type instanceof OptionType.Text && !parsed.isString();
        return text || parsed.isMissingNode() ? JsonNodeFactory.instance.stringNode(value) : parsed;
    }
}
