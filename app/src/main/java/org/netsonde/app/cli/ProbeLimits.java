package org.netsonde.app.cli;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.probe.ProbeResult;
import org.netsonde.engine.probe.connect.ConnectStats;
import org.netsonde.engine.probe.connect.FamilyConnects;
import org.netsonde.engine.probe.phase.Waterfall;
import org.netsonde.engine.protocol.Durations;
import picocli.CommandLine.Option;

/** What the figures of a probe must not go beyond; a limit without a figure is broken too. */
final class ProbeLimits {

    private static final double MOST_PERCENT = 100;

    @Option(names = "--max-connect", paramLabel = "TIME", descriptionKey = "cli.option.probeMaxConnect")
    private @Nullable String maxConnect;

    @Option(names = "--max-total", paramLabel = "TIME", descriptionKey = "cli.option.probeMaxTotal")
    private @Nullable String maxTotal;

    @Option(names = "--max-loss", paramLabel = "PERCENT", descriptionKey = "cli.option.probeMaxLoss")
    private @Nullable Double maxLoss;

    /** Whether they can be limits; it is told where they cannot. */
    boolean check(Console console) {
        if (maxConnect != null) {
            TimeArgument.parse(maxConnect);
        }
        if (maxTotal != null) {
            TimeArgument.parse(maxTotal);
        }
        Double loss = maxLoss;
        // Neither is a number that is none.
        if (loss != null && !(loss >= 0 && loss <= MOST_PERCENT)) {
            console.error("cli.probe.percent", loss);
            return false;
        }
        return true;
    }

    /** Whether all of them are kept; those that are not are told. */
    boolean kept(ProbeResult result, Console console) {
        boolean kept = true;
        if (maxConnect != null) {
            kept &= connects(result, maxConnect, console);
        }
        if (maxTotal != null) {
            kept &= total(result, maxTotal, console);
        }
        if (maxLoss != null) {
            kept &= loss(result, maxLoss, console);
        }
        return kept;
    }

    private static boolean connects(ProbeResult result, String written, Console console) {
        Duration most = TimeArgument.parse(written);
        boolean measured =
                result.connects().stream().map(family -> family.stats().times()).anyMatch(Objects::nonNull);
        if (!measured) {
            console.error("cli.probe.unmeasured", "--max-connect");
            return false;
        }
        boolean kept = true;
        for (FamilyConnects family : result.connects()) {
            ConnectStats.Times times = family.stats().times();
            if (times != null && times.p50().compareTo(most) > 0) {
                console.error(
                        "cli.probe.maxConnect",
                        family.family().label(),
                        ProbeCommand.millis(times.p50()),
                        Durations.format(most));
                kept = false;
            }
        }
        return kept;
    }

    private static boolean total(ProbeResult result, String written, Console console) {
        Duration most = TimeArgument.parse(written);
        Waterfall waterfall = result.waterfall();
        if (waterfall == null || waterfall.failure() != null) {
            console.error("cli.probe.unmeasured", "--max-total");
            return false;
        }
        if (waterfall.total().compareTo(most) > 0) {
            console.error("cli.probe.maxTotal", ProbeCommand.millis(waterfall.total()), Durations.format(most));
            return false;
        }
        return true;
    }

    private static boolean loss(ProbeResult result, double most, Console console) {
        if (result.connects().isEmpty()) {
            console.error("cli.probe.unmeasured", "--max-loss");
            return false;
        }
        boolean kept = true;
        for (FamilyConnects family : result.connects()) {
            double loss = family.stats().lossPercent();
            if (loss > most) {
                console.error("cli.probe.maxLoss", family.family().label(), "%.1f".formatted(loss), most);
                kept = false;
            }
        }
        return kept;
    }
}
