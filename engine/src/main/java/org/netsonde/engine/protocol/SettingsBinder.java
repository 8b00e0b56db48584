package org.netsonde.engine.protocol;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Binds JSON to settings and message records: the one path for window, file and command line. Absent fields take their
 * default; numbers, flags, durations and sizes may be written as strings; every bad field is reported, not only the first.
 * One instance binds one value; not safe for threads.
 */
public final class SettingsBinder {

    /** The deepest nesting of options; what is deeper is reported, not followed. */
    private static final int MAX_DEPTH = 16;

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    private SettingsBinder() {}

    /** Binds an object over the defaults. */
    public static <T extends Record> Bound<T> bind(Class<T> type, @Nullable T defaults, JsonNode raw) {
        SettingsBinder binder = new SettingsBinder();
        Object value = binder.record(type, defaults, raw, "", 0, Set.of());
        return new Bound<>(binder.problems.isEmpty() ? type.cast(value) : null, binder.problems, binder.unknown);
    }

    private void problem(String path, String key, Object... args) {
        problems.add(new Problem(path.isEmpty() ? "(all)" : path, Phrase.of("problem." + key, args)));
    }

    private @Nullable Object record(
            Class<?> type, @Nullable Object defaults, JsonNode raw, String path, int depth, Set<String> alsoKnown) {
        if (depth > MAX_DEPTH) {
            problem(path, "depth", MAX_DEPTH);
            return null;
        }
        JsonNode json = raw;
        Shorthand shorthand = type.getAnnotation(Shorthand.class);
        if (shorthand != null && raw.isString()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.set(shorthand.value(), raw);
            json = object;
        }
        if (!json.isObject()) {
            if (namesSecrets(type)) {
                // Not repeated: it may be the secret itself that somebody wrote.
                problem(path, "notObjectSecret");
            } else {
                problem(path, "notObject", shown(raw));
            }
            return null;
        }
        Set<String> names = new HashSet<>(alsoKnown);
        addNames(type, names);
        json.propertyNames().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> unknown.add(join(path, name)));
        return components(type, defaults, json, path, depth);
    }

    private static void addNames(Class<?> type, Set<String> names) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(Inline.class)) {
                addNames(component.getType(), names);
            } else {
                names.add(component.getName());
            }
        }
    }

    private @Nullable Object components(
            Class<?> type, @Nullable Object defaults, JsonNode json, String path, int depth) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        int before = problems.size();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            Object fallback = Records.get(component, defaults);
            String name = component.getName();
            values[i] = component.isAnnotationPresent(Inline.class)
                    ? components(
                            component.getType(),
                            fallback == null ? Records.defaults(component.getType()) : fallback,
                            json,
                            path,
                            depth)
                    : component(component, fallback, json.get(name), join(path, name), depth);
        }
        if (problems.size() > before) {
            return null;
        }
        try {
            return Records.create(type, values);
        } catch (SettingsException e) {
            e.problems().forEach(p -> problems.add(new Problem(join(path, p.field()), p.text())));
            return null;
        }
    }

    private @Nullable Object component(
            RecordComponent component, @Nullable Object fallback, @Nullable JsonNode raw, String path, int depth) {
        if (raw == null || raw.isNull()) {
            if (fallback == null) {
                problem(path, "required");
            }
            return fallback;
        }
        Option option = component.getAnnotation(Option.class);
        long min = option == null ? Long.MIN_VALUE : option.min();
        long max = option == null ? Long.MAX_VALUE : option.max();
        return value(component.getGenericType(), fallback, raw, path, min, max, depth);
    }

    private @Nullable Object value(
            Type generic, @Nullable Object fallback, JsonNode raw, String path, long min, long max, int depth) {
        if (generic instanceof ParameterizedType list) {
            return list(list.getActualTypeArguments()[0], raw, path, min, max, depth);
        }
        Class<?> type = (Class<?>) generic;
        if (type == String.class) {
            return text(raw, path, min, max);
        } else if (type == boolean.class) {
            return flag(raw, path);
        } else if (type == int.class) {
            long atLeast = Math.max(min, Integer.MIN_VALUE);
            long atMost = Math.min(max, Integer.MAX_VALUE);
            Long whole = whole(raw, path, atLeast, atMost);
            return whole == null ? null : whole.intValue();
        } else if (type == long.class) {
            return whole(raw, path, min, max);
        } else if (type == double.class) {
            return real(raw, path, min, max);
        } else if (type == Duration.class) {
            return duration(raw, path, min, max);
        } else if (type == DataSize.class) {
            return size(raw, path, min, max);
        } else if (type == Instant.class) {
            return instant(raw, path);
        } else if (type == JsonText.class) {
            return json(raw, path, min, max);
        } else if (type.isEnum()) {
            return choice(type.getEnumConstants(), raw, path);
        } else if (type.isSealed()) {
            return variant(type, fallback, raw, path, depth);
        }
        return record(type, fallback == null ? Records.defaults(type) : fallback, raw, path, depth + 1, Set.of());
    }

    private @Nullable String text(JsonNode raw, String path, long min, long max) {
        if (!raw.isString() && !raw.isNumber() && !raw.isBoolean()) {
            problem(path, "notText", shown(raw));
            return null;
        }
        String text = raw.asString();
        if (text.length() < min) {
            problem(path, text.isEmpty() ? "empty" : "tooShort", min);
            return null;
        }
        if (text.length() > max) {
            problem(path, "tooLong", max, text.length());
            return null;
        }
        return text;
    }

    private @Nullable JsonText json(JsonNode raw, String path, long min, long max) {
        String text = text(raw.isString() ? raw : JsonNodeFactory.instance.stringNode(raw.toString()), path, min, max);
        return text == null ? null : new JsonText(text);
    }

    private @Nullable Boolean flag(JsonNode raw, String path) {
        return switch (raw.isBoolean() || raw.isString() ? raw.asString() : "") {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> {
                problem(path, "notFlag", shown(raw));
                yield null;
            }
        };
    }

    private @Nullable Long whole(JsonNode raw, String path, long min, long max) {
        BigInteger number;
        try {
            String text = scalar(raw).strip();
            // A length bound first: parsing a huge number is quadratic.
            BigDecimal decimal = text.length() > 40 ? null : new BigDecimal(text);
            // And one on its size: 1e999999999 is short, but does not fit into memory.
            number = decimal == null || Math.abs((long) decimal.scale()) > 40 ? null : decimal.toBigIntegerExact();
        } catch (ArithmeticException | NumberFormatException e) {
            number = null;
        }
        if (number == null) {
            problem(path, "notWhole", shown(raw));
            return null;
        }
        if (number.compareTo(BigInteger.valueOf(min)) < 0 || number.compareTo(BigInteger.valueOf(max)) > 0) {
            range(path, min, max, number.toString(), String::valueOf);
            return null;
        }
        return number.longValue();
    }

    private @Nullable Double real(JsonNode raw, String path, long min, long max) {
        double number;
        try {
            number = Double.parseDouble(scalar(raw));
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        if (!Double.isFinite(number)) {
            problem(path, "notNumber", shown(raw));
            return null;
        }
        if ((min != Long.MIN_VALUE && number < min) || (max != Long.MAX_VALUE && number > max)) {
            range(path, min, max, Double.toString(number), String::valueOf);
            return null;
        }
        return number;
    }

    private @Nullable Duration duration(JsonNode raw, String path, long min, long max) {
        try {
            Duration duration = Durations.parse(scalar(raw));
            if (duration.toNanos() < min || duration.toNanos() > max) {
                range(path, min, max, scalar(raw), n -> Durations.format(Duration.ofNanos(n)));
                return null;
            }
            return duration;
        } catch (IllegalArgumentException e) {
            problem(path, "notDuration", shown(raw));
            return null;
        }
    }

    private @Nullable Instant instant(JsonNode raw, String path) {
        try {
            return Instant.parse(scalar(raw).strip());
        } catch (DateTimeParseException e) {
            problem(path, "notInstant", shown(raw));
            return null;
        }
    }

    private @Nullable DataSize size(JsonNode raw, String path, long min, long max) {
        try {
            DataSize size = DataSize.parse(scalar(raw));
            if (size.bytes() < min || size.bytes() > max) {
                range(path, min, max, scalar(raw), n -> new DataSize(n).toString());
                return null;
            }
            return size;
        } catch (IllegalArgumentException e) {
            problem(path, "notSize", shown(raw));
            return null;
        }
    }

    private void range(String path, long min, long max, String actual, LongFunction<String> format) {
        if (min == Long.MIN_VALUE || min == Integer.MIN_VALUE) {
            problem(path, "atMost", format.apply(max), actual);
        } else if (max == Long.MAX_VALUE || max == Integer.MAX_VALUE) {
            problem(path, "atLeast", format.apply(min), actual);
        } else {
            problem(path, "range", format.apply(min), format.apply(max), actual);
        }
    }

    private @Nullable Object choice(Object[] constants, JsonNode raw, String path) {
        List<String> words = Arrays.stream(constants)
                .map(c -> Records.word(((Enum<?>) c).name()))
                .toList();
        int index = words.indexOf(scalar(raw));
        if (index < 0) {
            problem(path, "notChoice", shown(raw), String.join(", ", words));
            return null;
        }
        return constants[index];
    }

    private @Nullable Object variant(Class<?> type, @Nullable Object fallback, JsonNode raw, String path, int depth) {
        JsonNode named = raw.isObject() ? raw.get("type") : raw;
        Class<?> chosen;
        if (named == null && fallback != null) {
            chosen = fallback.getClass();
        } else {
            List<Class<?>> cases = Records.cases(type);
            List<String> words =
                    cases.stream().map(c -> Records.word(c.getSimpleName())).toList();
            int index = named == null ? -1 : words.indexOf(scalar(named));
            if (index < 0) {
                problem(join(path, "type"), "notChoice", named == null ? "" : shown(named), String.join(", ", words));
                return null;
            }
            chosen = cases.get(index);
        }
        Object defaults = chosen.isInstance(fallback) ? fallback : Records.defaults(chosen);
        JsonNode fields = raw.isObject() ? raw : JsonNodeFactory.instance.objectNode();
        return record(chosen, defaults, fields, path, depth + 1, Set.of("type"));
    }

    private @Nullable List<Object> list(Type element, JsonNode raw, String path, long min, long max, int depth) {
        if (!raw.isArray()) {
            problem(path, "notList", shown(raw));
            return null;
        }
        if (raw.size() > max || raw.size() < min) {
            range(path, min, max, Integer.toString(raw.size()), String::valueOf);
            return null;
        }
        List<Object> out = new ArrayList<>(raw.size());
        for (int i = 0; i < raw.size(); i++) {
            Object value =
                    value(element, null, raw.get(i), path + "[" + i + "]", Long.MIN_VALUE, Long.MAX_VALUE, depth + 1);
            if (value != null) {
                out.add(value);
            }
        }
        return List.copyOf(out);
    }

    /** Whether a record holds the name of a secret, in whose place people write the secret. */
    private static boolean namesSecrets(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).anyMatch(component -> {
            Option option = component.getAnnotation(Option.class);
            return component.isAnnotationPresent(Inline.class)
                    ? namesSecrets(component.getType())
                    : option != null && option.editor().equals("secret");
        });
    }

    private static String scalar(JsonNode raw) {
        return raw.isValueNode() ? raw.asString() : "";
    }

    private static String shown(JsonNode raw) {
        String text = raw.isString() ? raw.asString() : raw.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
