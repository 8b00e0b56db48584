package org.netsonde.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.prometheus.ScrapeAddress;
import org.netsonde.engine.transport.TransportKind;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that {@code run} and {@code start} share. */
final class RunOptions {

    @Option(names = "--duration", paramLabel = "TIME", descriptionKey = "cli.option.duration")
    private @Nullable String duration;

    @Option(names = "--export", paramLabel = "DIR", descriptionKey = "cli.option.export")
    private @Nullable Path folder;

    @Mixin
    private Formats formats = new Formats();

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            defaultValue = "auto",
            descriptionKey = "cli.option.transport",
            completionCandidates = Candidates.Transports.class)
    private String transport = "auto";

    @Option(names = "--no-record", descriptionKey = "cli.option.noRecord")
    private boolean unrecorded;

    @Option(names = "--prometheus", paramLabel = "[HOST:]PORT", descriptionKey = "cli.option.prometheus")
    private @Nullable String prometheus;

    RunOptions() {}

    /**
     * What the options ask for.
     *
     * @throws FailureException if one of them is not what it may be
     */
    RunPlan plan() {
        if (formats.given() && folder == null) {
            throw invalid("formatWithoutExport");
        }
        List<Export> exports = formats.exports();
        return new RunPlan(
                TransportKind.named(transport), parsedDuration(), folder, exports, !unrecorded, scrapeAddress());
    }

    private @Nullable ScrapeAddress scrapeAddress() {
        return prometheus == null ? null : ScrapeAddress.parse(prometheus);
    }

    private @Nullable Duration parsedDuration() {
        if (duration == null) {
            return null;
        }
        Duration parsed = TimeArgument.parse(duration);
        if (parsed.isPositive()) {
            return parsed;
        }
        throw invalid("duration", duration);
    }

    private static FailureException invalid(String name, Object... args) {
        return new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, name, args));
    }
}
