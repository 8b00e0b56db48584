package org.netsonde.app.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.NearestName;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.Moments;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.StoredSession;
import org.netsonde.engine.session.TimeRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netsonde export SESSION DIR}: files of a session, or of a part of it. */
@Command(name = "export")
final class ExportCommand implements Callable<Integer> {

    private final Console console;
    private final UserData user;

    @Parameters(
            index = "0",
            paramLabel = "SESSION",
            descriptionKey = "cli.param.session",
            completionCandidates = Candidates.SessionWords.class)
    private String session = "";

    @Parameters(index = "1", paramLabel = "DIR", descriptionKey = "cli.param.exportFolder")
    private Path folder = Path.of("");

    @Mixin
    private Formats formats = new Formats();

    @Option(names = "--from", paramLabel = "TIME", defaultValue = "", descriptionKey = "cli.option.from")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", defaultValue = "", descriptionKey = "cli.option.to")
    private String to = "";

    @Option(names = "--endpoint", paramLabel = "NAME", descriptionKey = "cli.option.endpoint")
    private List<String> endpoints = List.of();

    ExportCommand(Console console, UserData user) {
        this.console = console;
        this.user = user;
    }

    @Override
    public Integer call() {
        List<Export> exports = formats.exports();
        try (StoredSession found = new SessionFinder(user.sessions().get()).open(session)) {
            TimeRange range = Moments.range(from, to, found.info(), ZoneId.systemDefault());
            ExportSource source = ExportSource.of(found, Instant.now(), range, ids(found));
            return write(exports, source);
        }
    }

    private int write(List<Export> exports, ExportSource source) {
        Interruption interruption = new Interruption();
        int status = ExitStatus.USAGE;
        try {
            write(exports, source, interruption).forEach(file -> console.plain(file.toString()));
            status = ExitStatus.OK;
        } catch (CancellationException e) {
            console.error("cli.export.cancelled");
            status = ExitStatus.FAILED;
        } finally {
            interruption.finish(status);
        }
        return status;
    }

    private List<Path> write(List<Export> exports, ExportSource source, Interruption interruption) {
        String what = console.texts().get("export.running");
        try (ProgressLine progress = new ProgressLine(
                console,
                Console.isTerminal(),
                what,
                () -> interruption.requested().isDone())) {
            return Exports.write(exports, source, folder, progress);
        }
    }

    private Set<String> ids(Session of) {
        List<EndpointInfo> known =
                of.endpoints().stream().map(SessionEndpoint::info).toList();
        Set<String> ids = new HashSet<>();
        for (String name : endpoints) {
            List<String> found = known.stream()
                    .filter(endpoint -> endpoint.name().equals(name))
                    .map(EndpointInfo::id)
                    .toList();
            if (found.isEmpty()) {
                List<String> names = known.stream().map(EndpointInfo::name).toList();
                String nearest = NearestName.of(name, names);
                throw new FailureException(Failure.of(
                        Failure.Kind.INVALID_SETTINGS,
                        "sessionEndpoint",
                        name,
                        nearest == null ? String.join(", ", names) : nearest));
            }
            ids.addAll(found);
        }
        return ids;
    }
}
