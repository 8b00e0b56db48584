package org.netsonde.engine.experiment;

import java.util.function.ToDoubleFunction;

/**
 * A figure by which the sides of an experiment are compared.
 *
 * @param id its label is {@code measure.<id>} in the engine's bundle
 * @param unit what its numbers are
 * @param higherIsBetter whether more of it is better
 * @param reader takes it from what a block did
 */
public record Measure(String id, Unit unit, boolean higherIsBetter, ToDoubleFunction<Tally> reader) {

    /** What numbers are. */
    public enum Unit {
        /** So many in a second. */
        PER_SECOND,
        /** Nanoseconds. */
        NANOS,
        BYTES,
        BYTES_PER_SECOND,
        /** From 0 to 1. */
        SHARE,
        COUNT
    }

    /** Units of work in a second. */
    public static final Measure RATE =
            new Measure("rate", Unit.PER_SECOND, true, tally -> tally.units() * 1e9 / tally.nanos());

    /** The time that half of the units of work do not exceed. */
    public static final Measure MEDIAN = percentile("median", 50);

    /** The time that one unit of work in a hundred exceeds. */
    public static final Measure P99 = percentile("p99", 99);

    private static Measure percentile(String id, double percentile) {
        return new Measure(id, Unit.NANOS, false, tally -> tally.latencies().getValueAtPercentile(percentile));
    }

    /** Bytes of payload in a second, as the work has counted them: {@link ClosedLoop#moving}. */
    public static final Measure THROUGHPUT = new Measure(
            "throughput", Unit.BYTES_PER_SECOND, true, tally -> tally.counter(Tally.PAYLOAD) * 1e9 / tally.nanos());

    /** One counter in parts of another, such as what was let through of what came. */
    public static Measure share(String id, boolean higherIsBetter, String part, String whole) {
        return new Measure(
                id,
                Unit.SHARE,
                higherIsBetter,
                tally -> (double) tally.counter(part) / Math.max(1, tally.counter(whole)));
    }

    /** A counter for each unit of work, such as bytes on the wire. */
    public static Measure perUnit(String id, Unit unit, boolean higherIsBetter, String counter) {
        return new Measure(
                id, unit, higherIsBetter, tally -> (double) tally.counter(counter) / Math.max(1, tally.units()));
    }
}
