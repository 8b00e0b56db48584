package org.netsonde.engine.experiment;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.session.Machine;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Results as JSON, in workspaces and exports. What each field means stands in the schema, see {@link
 * org.netsonde.engine.export.Schemas}; {@link ExperimentResults} reads it back. Times are nanoseconds, durations text such as
 * {@code 20s}, numbers that are not known null. Stateless.
 */
public final class ExperimentJson {

    private ExperimentJson() {}

    /** A whole result. */
    public static ObjectNode write(ExperimentResult result) {
        return write(result, true);
    }

    /**
     * A result of at most so many characters: where it has more, its blocks are left out, and with them nothing but the way
     * to look at each.
     */
    public static ObjectNode within(ExperimentResult result, int characters) {
        ObjectNode whole = write(result, true);
        return whole.toString().length() <= characters ? whole : write(result, false);
    }

    private static ObjectNode write(ExperimentResult result, boolean blocks) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("experiment", result.experiment());
        root.set("parameters", result.parameters());
        root.put("at", result.at().toString()).put("took", Durations.format(result.took()));
        root.putObject("limits")
                .put("time", Durations.format(result.limits().time()))
                .put("width", result.limits().width())
                .put("seed", result.limits().seed());
        machine(result.machine(), root.putObject("machine"));
        root.put("ending", word(result.ending()));
        ArrayNode figures = root.putArray("figures");
        for (Figure figure : result.figures()) {
            figures.addObject()
                    .put("id", figure.id())
                    .put("unit", word(figure.unit()))
                    .put("higher_is_better", figure.higherIsBetter());
        }
        Axis axis = result.axis();
        if (axis == null) {
            root.putNull("axis");
        } else {
            ObjectNode node = root.putObject("axis").put("id", axis.id()).put("measure", word(axis.measure()));
            ArrayNode values = node.putArray("values");
            axis.values().forEach(values::add);
        }
        ArrayNode points = root.putArray("points");
        result.points().forEach(point -> point(point, blocks, points.addObject()));
        ArrayNode notes = root.putArray("notes");
        result.notes().forEach(note -> phrase(note, notes.addObject()));
        return root;
    }

    private static void machine(Machine machine, ObjectNode node) {
        node.put("system", machine.system())
                .put("architecture", machine.architecture())
                .put("processors", machine.processors())
                .put("java", machine.java());
    }

    private static void point(PointResult point, boolean blocks, ObjectNode node) {
        node.put("at", point.at()).put("rounds", point.rounds());
        ArrayNode sides = node.putArray("sides");
        point.sides().forEach(side -> side(side, blocks, sides.addObject()));
        ArrayNode comparisons = node.putArray("comparisons");
        for (Comparison comparison : point.comparisons()) {
            ObjectNode compared = comparisons
                    .addObject()
                    .put("side", comparison.side())
                    .put("baseline", comparison.baseline())
                    .put("verdict", word(comparison.verdict()));
            estimate(comparison.ratio(), compared.putObject("ratio"));
        }
    }

    private static void side(SideResult side, boolean blocks, ObjectNode node) {
        node.put("id", side.id());
        phrase(side.name(), node.putObject("name"));
        ArrayNode estimates = node.putArray("estimates");
        side.estimates().forEach(estimate -> estimate(estimate, estimates.addObject()));
        Percentiles latency = side.latency();
        node.putObject("latency")
                .put("count", latency.count())
                .put("mean", latency.mean())
                .put("p50", latency.p50())
                .put("p90", latency.p90())
                .put("p99", latency.p99())
                .put("max", latency.max());
        node.put("units", side.units()).put("failed", side.failed());
        ObjectNode counters = node.putObject("counters");
        side.counters().forEach(counters::put);
        ArrayNode all = node.putArray("blocks");
        for (Block block : blocks ? side.blocks() : List.<Block>of()) {
            ObjectNode one = all.addObject()
                    .put("round", block.round())
                    .put("turn", block.turn())
                    .put("units", block.units())
                    .put("failed", block.failed())
                    .put("nanos", block.nanos());
            ArrayNode values = one.putArray("values");
            block.values().forEach(value -> number(value, values));
        }
    }

    private static void phrase(Phrase phrase, ObjectNode node) {
        node.put("key", phrase.key());
        ArrayNode args = node.putArray("args");
        phrase.args().forEach(args::add);
        // For readers that do not have the texts of this program.
        node.put("text", phrase.text(Locale.ENGLISH));
    }

    private static void estimate(Estimate estimate, ObjectNode node) {
        node.put("value", known(estimate.value()))
                .put("low", known(estimate.low()))
                .put("high", known(estimate.high()));
    }

    /** JSON has no word for what is no number. */
    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static void number(double value, ArrayNode array) {
        if (Double.isFinite(value)) {
            array.add(value);
        } else {
            array.addNull();
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
