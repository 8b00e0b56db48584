package org.netsonde.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.prometheus.ScrapeAddress;
import org.netsonde.engine.transport.TransportKind;

/**
 * How a workspace is run.
 *
 * @param transport what the engine runs on
 * @param duration how long from the moment that everything runs; null until nothing is left to do
 * @param exportFolder where exports go; null for none
 * @param exports the formats
 * @param record whether the run is recorded as a session
 * @param prometheus where figures are served for Prometheus; null for nowhere
 */
record RunPlan(
        TransportKind transport,
        @Nullable Duration duration,
        @Nullable Path exportFolder,
        List<Export> exports,
        boolean record,
        @Nullable ScrapeAddress prometheus) {

    RunPlan {
        exports = List.copyOf(exports);
    }
}
