package org.netsonde.engine.metrics;

import java.util.List;

/**
 * A chart of figures of a protocol's own.
 *
 * @param id its title is {@code chart.<id>} in the message bundle
 * @param series its lines: one to three figures of the same kind, all of them among {@code Protocol.metrics()}
 */
public record ChartSpec(String id, List<MetricSpec> series) {
    public ChartSpec {
        series = List.copyOf(series);
    }
}
