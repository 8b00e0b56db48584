package org.netsonde.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.Axis;
import org.netsonde.engine.experiment.Comparison;
import org.netsonde.engine.experiment.ExperimentJson;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.Figure;
import org.netsonde.engine.experiment.Measure;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.RunLimits;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.experiment.stat.PairedRatio;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.session.Machine;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A workspace with a sweep whose result it keeps: a sweep by hand, since one that is measured takes minutes. Stateless. */
final class KeptSweep {

    private static final List<Integer> SIZES = List.of(16, 256, 4096, 65536, 1 << 20);
    private static final List<String> SIDES = List.of("TCP", "TLS 1.3", "WebSocket with masks");

    private KeptSweep() {}

    /** The workspace as its file has it. */
    static String workspace() {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", 1);
        root.putArray("experiments")
                .addObject()
                .put("id", "5d0c9a0e-4a53-4f0e-8f43-0d5f9c0e7a11")
                .put("name", "Sizes on my machine")
                .put("experiment", "payload-sizes")
                .set("result", ExperimentJson.write(result()));
        return root.toString();
    }

    private static ExperimentResult result() {
        List<PointResult> points = new ArrayList<>();
        for (int size : SIZES) {
            points.add(point(size));
        }
        return new ExperimentResult(
                "payload-sizes",
                JsonNodeFactory.instance.objectNode(),
                Instant.parse("2026-01-31T12:00:00Z"),
                Duration.ofMillis(58_250),
                RunLimits.standard(7),
                new Machine("Linux 6.1", "amd64", 2, "25"),
                ExperimentResult.Ending.TIME,
                List.of(
                        new Figure("rate", Measure.Unit.PER_SECOND, true),
                        new Figure("median", Measure.Unit.NANOS, false)),
                Axis.of("payloadSize", MetricSpec.Measure.BYTES, SIZES),
                points,
                List.of());
    }

    private static PointResult point(int size) {
        List<SideResult> sides = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < SIDES.size(); i++) {
            double share = 1 - 0.12 * i - (i * size / 4e6);
            double rate = share * 4e8 / (size + 8000.0);
            double median = 1e9 / rate;
            sides.add(new SideResult(
                    "side" + i,
                    Phrase.verbatim(SIDES.get(i)),
                    List.of(
                            new Estimate(rate, rate * 0.93, rate * 1.06),
                            new Estimate(median, median * 0.95, median * 1.08)),
                    new Percentiles(
                            12_000, median, (long) median, (long) (median * 1.6), (long) (median * 3), 9_000_000),
                    12_000,
                    i == 2 ? 3 : 0,
                    Map.of("client.bytes_out", 12_000L * size, "client.total", 1L, "server.requests", 12_000L),
                    List.of()));
            if (i > 0) {
                Estimate ratio = new Estimate(share, share * 0.97, share * 1.02);
                comparisons.add(
                        new Comparison("side" + i, "side0", ratio, PairedRatio.verdict(ratio, RunLimits.MATTERS)));
            }
        }
        return new PointResult((double) size, 24, sides, comparisons);
    }
}
