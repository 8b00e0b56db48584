package org.netsonde.engine.export.report;

import java.util.concurrent.TimeUnit;
import org.netsonde.engine.export.ExportSource;

/**
 * The time that the report is of.
 *
 * @param from its first moment, in milliseconds since the epoch
 * @param to its last, later
 */
record Stretch(long from, long to) {

    static Stretch of(ExportSource source) {
        long from =
                Math.max(source.range().fromMillis(), source.session().started().toEpochMilli());
        long to = source.endpoints().stream()
                .mapToLong(endpoint -> endpoint.last().atMillis())
                .max()
                .orElse(source.session().ended().toEpochMilli());
        return new Stretch(from, Math.max(to, from + 1));
    }

    /** How long it is, in nanoseconds. */
    long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(to - from);
    }
}
