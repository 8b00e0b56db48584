package org.netsonde.engine.threshold;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.NearestName;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thresholds as a workspace and a session have them: {@code [{"metric": "p99_ms", "above": 50, "for": "3s"}]}. Reads every
 * one and reports every bad field. One instance reads one list.
 */
public final class ThresholdJson {

    /** The most thresholds of an endpoint. */
    public static final int MOST = 50;

    /** More digits than any figure has. */
    private static final int MAX_DIGITS = 30;

    private static final Set<String> FIELDS = Set.of("metric", "above", "below", "for");

    private final @Nullable List<Measure> measures;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    private ThresholdJson(@Nullable List<Measure> measures) {
        this.measures = measures;
    }

    /**
     * Reads the thresholds of an endpoint.
     *
     * @param json the list; null for none
     * @param own the figures of its protocol's own
     * @return the thresholds, or every problem under its path, such as {@code thresholds[0].metric}
     */
    public static Bound<List<Threshold>> read(@Nullable JsonNode json, List<MetricSpec> own) {
        ThresholdJson reader = new ThresholdJson(Measure.all(own));
        List<Threshold> thresholds = reader.list(json);
        return new Bound<>(reader.problems.isEmpty() ? thresholds : null, reader.problems, reader.unknown);
    }

    /** Reads what was recorded, of whatever protocol; what cannot be read is left out. */
    public static List<Threshold> readRecorded(@Nullable JsonNode json) {
        return new ThresholdJson(null).list(json);
    }

    /** The JSON of thresholds, in their order. */
    public static ArrayNode write(List<Threshold> thresholds) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Threshold threshold : thresholds) {
            ObjectNode node = list.addObject()
                    .put("metric", threshold.metric())
                    .put(threshold.side().word(), threshold.limit());
            if (!threshold.holding().isZero()) {
                node.put("for", Durations.format(threshold.holding()));
            }
        }
        return list;
    }

    private List<Threshold> list(@Nullable JsonNode json) {
        List<Threshold> thresholds = new ArrayList<>();
        if (json == null || json.isNull()) {
            return thresholds;
        }
        if (!json.isArray()) {
            problem("thresholds", "notList", shown(json));
            return thresholds;
        }
        if (json.size() > MOST) {
            problem("thresholds", "atMost", MOST, json.size());
        }
        for (int i = 0; i < Math.min(MOST, json.size()); i++) {
            Threshold threshold = threshold(json.get(i), "thresholds[" + i + "]");
            if (threshold != null) {
                thresholds.add(threshold);
            }
        }
        return List.copyOf(thresholds);
    }

    private @Nullable Threshold threshold(JsonNode json, String path) {
        if (!json.isObject()) {
            problem(path, "notObject", shown(json));
            return null;
        }
        json.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .forEach(name -> unknown.add(path + "." + name));
        String metric = metric(json.get("metric"), path + ".metric");
        Duration holding = holding(json.get("for"), path + ".for");
        JsonNode above = json.get("above");
        JsonNode below = json.get("below");
        if ((above == null) == (below == null)) {
            problem(path, "thresholdSide");
            return null;
        }
        Threshold.Side side = above == null ? Threshold.Side.BELOW : Threshold.Side.ABOVE;
        BigDecimal limit = limit(above == null ? below : above, path + "." + side.word());
        return metric == null || holding == null || limit == null ? null : new Threshold(metric, side, limit, holding);
    }

    private @Nullable String metric(@Nullable JsonNode json, String path) {
        if (json == null || json.isNull()) {
            problem(path, "required");
            return null;
        } else if (!json.isString()) {
            problem(path, "notText", shown(json));
            return null;
        }
        String name = json.asString();
        if (measures == null) {
            return name;
        }
        List<String> names = measures.stream().map(Measure::name).toList();
        if (names.contains(name)) {
            return name;
        }
        String nearest = NearestName.of(name.length() > 100 ? "" : name, names);
        if (nearest == null) {
            problem(path, "metricUnknown", shown(json), String.join(", ", names));
        } else {
            problem(path, "metricNear", shown(json), nearest);
        }
        return null;
    }

    private @Nullable BigDecimal limit(@Nullable JsonNode json, String path) {
        BigDecimal number = null;
        try {
            String text = json != null && (json.isNumber() || json.isString())
                    ? json.asString().strip()
                    : "";
            number = text.length() > 2 * MAX_DIGITS ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            // Said below.
        }
        // 1e999999999 is short, but does not fit into memory.
        if (number == null || Math.abs((long) number.scale()) > MAX_DIGITS || number.precision() > MAX_DIGITS) {
            problem(path, "notNumber", json == null ? "" : shown(json));
            return null;
        }
        return number;
    }

    private @Nullable Duration holding(@Nullable JsonNode json, String path) {
        if (json == null || json.isNull()) {
            return Duration.ZERO;
        }
        try {
            Duration duration = Durations.parse(json.isValueNode() ? json.asString() : "");
            if (duration.compareTo(Threshold.MAX_HOLDING) > 0) {
                problem(path, "atMost", Durations.format(Threshold.MAX_HOLDING), shown(json));
                return null;
            }
            return duration;
        } catch (IllegalArgumentException e) {
            problem(path, "notDuration", shown(json));
            return null;
        }
    }

    private void problem(String path, String key, Object... args) {
        problems.add(new Problem(path, Phrase.of("problem." + key, args)));
    }

    private static String shown(JsonNode value) {
        String text = value.isString() ? value.asString() : value.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }
}
