package org.netsonde.engine.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart of figures of a protocol's own.
 *
 * @param id its title is {@code chart.<id>} in the message bundle
 * @param series its lines: one to three figures of the same kind, all of them among {@code Protocol.metrics()}
 * @param given a figure that is 0 while the others are not known, so that nothing is drawn then; an empty chart says why by
 *     {@code chart.<id>.none} in the message bundle. Null where they are always known
 */
public record ChartSpec(
        String id, List<MetricSpec> series, @Nullable MetricSpec given) {
    public ChartSpec {
        series = List.copyOf(series);
    }

    /** A chart of figures that are always known. */
    public ChartSpec(String id, List<MetricSpec> series) {
        this(id, series, null);
    }
}
