package org.netsonde.app.chart;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What an {@link IntervalChart} shows.
 *
 * @param title stands above
 * @param series in their order; the first is what the others are compared with
 * @param axis what is varied; empty for bars
 * @param places its values, rising; none for bars
 * @param values how figures are written
 * @param ofAxis how values of the axis are written
 */
public record IntervalData(
        String title,
        List<IntervalSeries> series,
        String axis,
        List<Double> places,
        DoubleFunction<String> values,
        DoubleFunction<String> ofAxis) {

    /** Nothing. */
    public static final IntervalData NONE =
            new IntervalData("", List.of(), "", List.of(), Double::toString, Double::toString);

    public IntervalData {
        series = List.copyOf(series);
        places = List.copyOf(places);
    }

    /** Whether its series are bars, not lines. */
    boolean bars() {
        return places.isEmpty();
    }

    /** How many things can be pointed at: bars, or places. */
    int count() {
        return bars() ? series.size() : places.size();
    }

    /** The figures of a series as text, each with its interval. */
    String text(Interval interval) {
        if (!interval.known()) {
            return Unit.NO_VALUE;
        }
        String value = values.apply(interval.value());
        return interval.bounded()
                ? value + " (" + values.apply(interval.low()) + " – " + values.apply(interval.high()) + ")"
                : value;
    }

    /** The figure of a series at a place; one that is not known where it has none there. */
    Interval at(IntervalSeries one, int place) {
        return place < one.intervals().size()
                ? one.intervals().get(place)
                : new Interval(Double.NaN, Double.NaN, Double.NaN, "");
    }

    /** The lowest ends of all that is known. */
    DoubleStream bottoms() {
        return known().mapToDouble(Interval::bottom);
    }

    /** The highest ends of all that is known. */
    DoubleStream tops() {
        return known().mapToDouble(Interval::top);
    }

    private Stream<Interval> known() {
        return series.stream().flatMap(one -> one.intervals().stream()).filter(Interval::known);
    }
}
