package org.netsonde.app.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.probe.ProbeJson;
import org.netsonde.engine.probe.ProbeListener;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.ProbeReport;
import org.netsonde.engine.probe.ProbeRequest;
import org.netsonde.engine.probe.ProbeResult;
import org.netsonde.engine.probe.ProbeTarget;
import org.netsonde.engine.probe.connect.ConnectAttempt;
import org.netsonde.engine.probe.connect.ConnectPlan;
import org.netsonde.engine.probe.dns.DnsServer;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.transport.TransportKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netsonde probe TARGET}: whether a host is there, and what part of the time goes where. */
@Command(name = "probe")
final class ProbeCommand implements Callable<Integer> {

    private final Console console;
    private final UserData user;

    @Parameters(index = "0", paramLabel = "TARGET", descriptionKey = "cli.param.probe")
    private String target = "";

    @Option(names = "--json", paramLabel = "FILE", descriptionKey = "cli.option.probeJson")
    private @Nullable String json;

    @Option(names = "--count", paramLabel = "N", defaultValue = "10", descriptionKey = "cli.option.probeCount")
    private int count = 10;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "200ms",
            descriptionKey = "cli.option.probeInterval")
    private String interval = "200ms";

    @Option(names = "--dns", paramLabel = "SERVER", descriptionKey = "cli.option.probeDns")
    private @Nullable String dns;

    @Option(
            names = "--only",
            paramLabel = "PARTS",
            split = ",",
            descriptionKey = "cli.option.probeOnly",
            completionCandidates = Candidates.ProbeParts.class)
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            defaultValue = "3s",
            descriptionKey = "cli.option.probeConnectTimeout")
    private String connectTimeout = "3s";

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "5s", descriptionKey = "cli.option.probeTimeout")
    private String timeout = "5s";

    @Option(names = "--limit", paramLabel = "TIME", defaultValue = "10m", descriptionKey = "cli.option.probeLimit")
    private String limit = "10m";

    @Option(names = "--trust", paramLabel = "FILE", descriptionKey = "cli.option.probeTrust")
    private @Nullable String trust;

    @Option(names = "--head", descriptionKey = "cli.option.probeHead")
    private boolean head;

    @Mixin
    private ProbeLimits limits = new ProbeLimits();

    private int shown;

    ProbeCommand(Console console, UserData user) {
        this.console = console;
        this.user = user;
    }

    @Override
    public Integer call() {
        ProbeRequest request = request();
        if (!limits.check(console)) {
            return ExitStatus.USAGE;
        }
        ProbeResult result = probe(request);
        write(result);
        boolean talked = request.parts().stream().anyMatch(part -> part != ProbePart.DNS);
        if (talked && !result.reached()) {
            console.error("cli.probe.unreached", request.target().where());
            return ExitStatus.FAILED;
        } else if (!talked && (result.failure() != null || !resolved(result))) {
            console.error("cli.probe.unreached", request.target().where());
            return ExitStatus.FAILED;
        }
        return limits.kept(result, console) ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static boolean resolved(ProbeResult result) {
        return result.dns() != null && !result.dns().addresses().isEmpty();
    }

    private ProbeRequest request() {
        ProbeRequest request = ProbeRequest.of(ProbeTarget.parse(target))
                .connecting(new ConnectPlan(count, TimeArgument.parse(interval), TimeArgument.parse(connectTimeout)))
                .within(TimeArgument.parse(timeout), TimeArgument.parse(limit))
                .asking(dns == null ? null : DnsServer.parse(dns))
                .by(head ? ProbeRequest.Method.HEAD : ProbeRequest.Method.GET);
        if (trust != null) {
            request = request.trusting(new ClientTrust.Custom(trust));
        }
        if (!only.isEmpty()) {
            Set<ProbePart> parts = new LinkedHashSet<>();
            only.forEach(part -> parts.add(ProbePart.parse(part)));
            request = request.only(parts);
        }
        return request;
    }

    static String millis(Duration time) {
        return "%.2f".formatted(time.toNanos() / 1e6);
    }

    private ProbeResult probe(ProbeRequest request) {
        try (Engine engine = new Engine(
                EngineOptions.on(TransportKind.usable().getFirst()), user.keys().get())) {
            return engine.probes()
                    .start(request, Console.isTerminal() ? new Progress(request) : ProbeListener.NONE)
                    .result()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof FailureException failure ? failure : e;
        } finally {
            if (shown > 0) {
                shown = console.over(shown, "");
            }
        }
    }

    /** Shows on a terminal what is under way. */
    private final class Progress implements ProbeListener {

        private final ProbeRequest request;

        Progress(ProbeRequest request) {
            this.request = request;
        }

        @Override
        public void begun(ProbePart part) {
            show(console.texts()
                    .get(
                            "cli.probe.begun",
                            request.target().where(),
                            console.texts().get(part.title())));
        }

        @Override
        public void attempted(ConnectAttempt attempt) {
            Failure failure = attempt.failure();
            String label = attempt.family().label();
            int most = request.connects().count();
            show(
                    failure == null
                            ? console.texts()
                                    .get("cli.probe.attempt", label, attempt.number(), most, millis(attempt.took()))
                            : console.texts()
                                    .get(
                                            "cli.probe.attemptFailed",
                                            label,
                                            attempt.number(),
                                            most,
                                            console.texts().get(failure.what())));
        }

        private void show(String text) {
            shown = console.over(shown, text);
        }
    }

    private void write(ProbeResult result) {
        if (!new JsonOutput(console).write(json, out -> ProbeJson.write(result, out))) {
            print(new ProbeReport(result, console.texts().locale()));
        }
    }

    private void print(ProbeReport report) {
        console.plain(report.title());
        for (ProbeReport.Section section : report.sections()) {
            console.line("");
            console.plain(section.title());
            TextTable table = new TextTable(List.of(false, false));
            section.rows().forEach(row -> table.row(List.of(row.name(), row.value())));
            table.lines().forEach(line -> console.plain("  " + line));
        }
    }
}
