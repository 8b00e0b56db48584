package org.netsonde.engine.protocol;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes settings and message records as {@link OptionSpec}s, and writes them as JSON. Stateless. */
public final class SettingsDescriber {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SettingsDescriber() {}

    /** The options of a record, with the components of {@code defaults} as defaults. */
    public static List<OptionSpec> describe(Class<?> type, @Nullable Object defaults) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(c -> c.isAnnotationPresent(Inline.class)
                        ? describe(c.getType(), Records.get(c, defaults)).stream()
                        : Stream.of(option(c, Records.get(c, defaults))))
                .toList();
    }

    private static OptionSpec option(RecordComponent component, @Nullable Object value) {
        Option option = component.getAnnotation(Option.class);
        OptionType type = type(component.getGenericType(), value);
        JsonNode json = value == null ? null : toJson(value);
        return option == null
                ? new OptionSpec(
                        component.getName(), type, json, "basic", Long.MIN_VALUE, Long.MAX_VALUE, "", false, "", "")
                : new OptionSpec(
                        component.getName(),
                        type,
                        json,
                        option.group(),
                        option.min(),
                        option.max(),
                        option.unit(),
                        option.live(),
                        option.editor(),
                        option.replacedBy());
    }

    private static OptionType type(Type generic, @Nullable Object value) {
        if (generic instanceof ParameterizedType p && p.getRawType() == List.class) {
            return new OptionType.Many(type(p.getActualTypeArguments()[0], null));
        }
        if (!(generic instanceof Class<?> type)) {
            throw new IllegalStateException("no option can be a " + generic);
        }
        if (type == String.class || type == Instant.class) {
            return new OptionType.Text();
        } else if (type == boolean.class) {
            return new OptionType.Flag();
        } else if (type == int.class || type == long.class) {
            return new OptionType.Whole();
        } else if (type == double.class) {
            return new OptionType.Real();
        } else if (type == Duration.class) {
            return new OptionType.Time();
        } else if (type == DataSize.class) {
            return new OptionType.Size();
        } else if (type == JsonText.class) {
            return new OptionType.Json();
        } else if (type.isEnum()) {
            return new OptionType.Choice(Arrays.stream(type.getEnumConstants())
                    .map(c -> Records.word(((Enum<?>) c).name()))
                    .toList());
        } else if (type.isSealed()) {
            return new OptionType.Variant(Records.cases(type).stream()
                    .map(c -> new VariantCase(
                            Records.word(c.getSimpleName()),
                            describe(c, c.isInstance(value) ? value : Records.defaults(c))))
                    .toList());
        } else if (type.isRecord()) {
            Shorthand shorthand = type.getAnnotation(Shorthand.class);
            return new OptionType.Nested(
                    describe(type, value == null ? Records.defaults(type) : value),
                    shorthand == null ? null : shorthand.value());
        }
        throw new IllegalStateException("no option can be a " + type);
    }

    /** A record as JSON, every component written. */
    public static ObjectNode toJson(Record settings) {
        ObjectNode out = JSON.objectNode();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = Records.get(component, settings);
            if (component.isAnnotationPresent(Inline.class) && value instanceof Record inline) {
                out.setAll(toJson(inline));
            } else if (value != null) {
                out.set(component.getName(), toJson(value));
            }
        }
        return out;
    }

    private static JsonNode toJson(Object value) {
        return switch (value) {
            case String s -> JSON.stringNode(s);
            case Boolean b -> JSON.booleanNode(b);
            case Integer i -> JSON.numberNode(i);
            case Long l -> JSON.numberNode(l);
            case Double d -> JSON.numberNode(d);
            case Duration d -> JSON.stringNode(Durations.format(d));
            case Instant i -> JSON.stringNode(i.toString());
            case DataSize s -> JSON.stringNode(s.toString());
            case JsonText text -> json(text);
            case Enum<?> e -> JSON.stringNode(Records.word(e.name()));
            case List<?> list -> {
                ArrayNode out = JSON.arrayNode();
                list.forEach(element -> out.add(toJson(element)));
                yield out;
            }
            case Record record
            when isCase(record.getClass()) -> {
                ObjectNode out = JSON.objectNode();
                out.put("type", Records.word(record.getClass().getSimpleName()));
                out.setAll(toJson(record));
                yield out;
            }
            case Record record -> toJson(record);
            default -> throw new IllegalStateException("no option can be a " + value.getClass());
        };
    }

    /** Objects and arrays as such, so that a file reads well; everything else as the text that it is. */
    private static JsonNode json(JsonText text) {
        try {
            JsonNode tree = JsonMapper.shared().readTree(text.source());
            if (tree.isContainer() && tree.toString().equals(text.source())) {
                return tree;
            }
        } catch (JacksonException e) {
            // No JSON, or none that would stay the same: a string keeps it.
        }
        return JSON.stringNode(text.source());
    }

    private static boolean isCase(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
    }
}
