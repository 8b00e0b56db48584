package org.netsonde.engine.experiment;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.experiment.stat.Verdict;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.session.Machine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what {@link ExperimentJson} wrote. Stateless. */
public final class ExperimentResults {

    private ExperimentResults() {}

    /**
     * The result, equal to the one that was written.
     *
     * @return nothing where it is none, as where another version or a hand wrote it
     */
    public static Optional<ExperimentResult> read(JsonNode json) {
        try {
            ExperimentResult result = result(json);
            return sound(result) ? Optional.of(result) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whoever shows a result relies on this. */
    private static boolean sound(ExperimentResult result) {
        int figures = result.figures().size();
        return figures > 0 && result.points().stream().allMatch(point -> sound(point, result.axis() != null, figures));
    }

    private static boolean sound(PointResult point, boolean axis, int figures) {
        List<String> ids = point.sides().stream().map(SideResult::id).toList();
        return !ids.isEmpty()
                && (point.at() != null) == axis
                && point.comparisons().size() == ids.size() - 1
                && point.comparisons().stream().allMatch(c -> ids.contains(c.side()) && ids.contains(c.baseline()))
                && point.sides().stream()
                        .allMatch(side -> side.estimates().size() == figures
                                && side.blocks().stream()
                                        .allMatch(block -> block.values().size() == figures));
    }

    private static ExperimentResult result(JsonNode json) {
        return new ExperimentResult(
                text(json, "experiment"),
                object(json, "parameters"),
                Instant.parse(text(json, "at")),
                Durations.parse(text(json, "took")),
                limits(json.required("limits")),
                machine(json.required("machine")),
                word(ExperimentResult.Ending.class, json, "ending"),
                all(json, "figures", ExperimentResults::figure),
                axis(json.get("axis")),
                all(json, "points", ExperimentResults::point),
                all(json, "notes", ExperimentResults::phrase));
    }

    private static RunLimits limits(JsonNode json) {
        return new RunLimits(Durations.parse(text(json, "time")), number(json.required("width")), whole(json, "seed"));
    }

    private static Machine machine(JsonNode json) {
        return new Machine(
                text(json, "system"), text(json, "architecture"), (int) whole(json, "processors"), text(json, "java"));
    }

    private static Figure figure(JsonNode json) {
        return new Figure(
                text(json, "id"),
                word(Measure.Unit.class, json, "unit"),
                json.required("higher_is_better").booleanValue());
    }

    private static @Nullable Axis axis(@Nullable JsonNode json) {
        return json == null || json.isNull()
                ? null
                : new Axis(
                        text(json, "id"),
                        word(MetricSpec.Measure.class, json, "measure"),
                        all(json, "values", ExperimentResults::number));
    }

    private static PointResult point(JsonNode json) {
        JsonNode at = json.get("at");
        return new PointResult(
                at == null || at.isNull() ? null : at.doubleValue(),
                (int) whole(json, "rounds"),
                all(json, "sides", ExperimentResults::side),
                all(json, "comparisons", ExperimentResults::comparison));
    }

    private static Comparison comparison(JsonNode json) {
        return new Comparison(
                text(json, "side"),
                text(json, "baseline"),
                estimate(json.required("ratio")),
                word(Verdict.class, json, "verdict"));
    }

    private static SideResult side(JsonNode json) {
        TreeMap<String, Long> counters = new TreeMap<>();
        object(json, "counters").forEachEntry((name, count) -> counters.put(name, count.longValue()));
        return new SideResult(
                text(json, "id"),
                phrase(json.required("name")),
                all(json, "estimates", ExperimentResults::estimate),
                latency(json.required("latency")),
                whole(json, "units"),
                whole(json, "failed"),
                counters,
                all(json, "blocks", ExperimentResults::block));
    }

    private static Percentiles latency(JsonNode json) {
        return new Percentiles(
                whole(json, "count"),
                number(json.required("mean")),
                whole(json, "p50"),
                whole(json, "p90"),
                whole(json, "p99"),
                whole(json, "max"));
    }

    private static Block block(JsonNode json) {
        return new Block(
                (int) whole(json, "round"),
                (int) whole(json, "turn"),
                whole(json, "units"),
                whole(json, "failed"),
                whole(json, "nanos"),
                all(json, "values", ExperimentResults::number));
    }

    private static Phrase phrase(JsonNode json) {
        return new Phrase(text(json, "key"), all(json, "args", ExperimentResults::text));
    }

    private static Estimate estimate(JsonNode json) {
        return new Estimate(
                number(json.required("value")), number(json.required("low")), number(json.required("high")));
    }

    private static double number(JsonNode json) {
        return json.isNull() ? Double.NaN : json.doubleValue();
    }

    private static long whole(JsonNode json, String name) {
        return json.required(name).longValue();
    }

    private static String text(JsonNode json, String name) {
        return text(json.required(name));
    }

    private static String text(JsonNode json) {
        if (json.isString()) {
            return json.asString();
        }
        throw new IllegalArgumentException("no text: " + json);
    }

    private static ObjectNode object(JsonNode json, String name) {
        if (json.required(name) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("no object: " + name);
    }

    private static <E extends Enum<E>> E word(Class<E> type, JsonNode json, String name) {
        return Enum.valueOf(type, text(json, name).toUpperCase(Locale.ROOT));
    }

    private static <T> List<T> all(JsonNode json, String name, Function<JsonNode, T> reader) {
        List<T> all = new ArrayList<>();
        json.required(name).asArray().forEach(element -> all.add(reader.apply(element)));
        return all;
    }
}
