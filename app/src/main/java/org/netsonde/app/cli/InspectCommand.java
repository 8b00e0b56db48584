package org.netsonde.app.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.file.WholeFile;
import org.netsonde.engine.probe.tls.Grade;
import org.netsonde.engine.probe.tls.InspectionHtml;
import org.netsonde.engine.probe.tls.InspectionJson;
import org.netsonde.engine.probe.tls.InspectionReport;
import org.netsonde.engine.probe.tls.Severity;
import org.netsonde.engine.probe.tls.TlsInspection;
import org.netsonde.engine.probe.tls.TlsInspector;
import org.netsonde.engine.probe.tls.TlsRequest;
import org.netsonde.engine.probe.tls.TlsTarget;
import org.netsonde.engine.security.CertificateSource;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.security.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netsonde inspect HOST[:PORT]}: what a TLS server offers, and how good that is. */
@Command(name = "inspect")
final class InspectCommand implements Callable<Integer> {

    private static final String OWN = "own";

    private final Console console;
    private final UserData user;

    @Parameters(index = "0", paramLabel = "HOST[:PORT]", descriptionKey = "cli.param.inspect")
    private String target = "";

    @Option(names = "--json", paramLabel = "FILE", descriptionKey = "cli.option.inspectJson")
    private @Nullable String json;

    @Option(names = "--html", paramLabel = "FILE", descriptionKey = "cli.option.inspectHtml")
    private @Nullable Path html;

    @Option(names = "--server-name", paramLabel = "NAME", defaultValue = "", descriptionKey = "cli.option.inspectName")
    private String name = "";

    @Option(names = "--trust", paramLabel = "FILE", descriptionKey = "cli.option.inspectTrust")
    private @Nullable String trust;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            descriptionKey = "cli.option.inspectCertificate",
            completionCandidates = Candidates.OwnCertificate.class)
    private @Nullable String certificate;

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "5s", descriptionKey = "cli.option.inspectTimeout")
    private String timeout = "5s";

    @Option(names = "--limit", paramLabel = "TIME", defaultValue = "3m", descriptionKey = "cli.option.inspectLimit")
    private String limit = "3m";

    @Option(
            names = "--fail-below",
            paramLabel = "GRADE",
            descriptionKey = "cli.option.inspectBelow",
            completionCandidates = Candidates.Grades.class)
    private @Nullable String below;

    private int shown;

    InspectCommand(Console console, UserData user) {
        this.console = console;
        this.user = user;
    }

    @Override
    public Integer call() {
        Grade.Letter least = below == null ? null : Grade.Letter.parse(below);
        TlsInspection inspection = inspect(request());
        if (inspection == null) {
            return ExitStatus.FAILED;
        }
        write(inspection);
        Grade.Letter letter = inspection.grade().letter();
        if (least != null && letter.compareTo(least) > 0) {
            console.error("cli.inspect.below", letter.label(), least.label());
            return ExitStatus.FAILED;
        }
        return ExitStatus.OK;
    }

    private TlsRequest request() {
        TlsRequest request = TlsRequest.of(TlsTarget.parse(target))
                .named(name)
                .within(TimeArgument.parse(timeout), TimeArgument.parse(limit));
        if (trust != null) {
            request = request.trusting(new ClientTrust.Custom(trust));
        }
        if (certificate != null) {
            request = request.with(
                    certificate.equals(OWN)
                            ? new CertificateSource.Generated()
                            : new CertificateSource.Pem(certificate, "", new Secret()));
        }
        return request;
    }

    /** Null where it failed, which was told then. What is wrong with files and the command line is thrown. */
    private @Nullable TlsInspection inspect(TlsRequest request) {
        boolean terminal = Console.isTerminal();
        try (TlsInspector inspector = new TlsInspector(
                user.keys().get(), InstantSource.system(), request, phrase -> step(terminal, phrase))) {
            return inspector.run();
        } catch (FailureException e) {
            wipe();
            return switch (e.failure().kind()) {
                case INVALID_SETTINGS, FILE, SECRET_MISSING -> throw e;
                default -> {
                    console.failure(e.failure());
                    yield null;
                }
            };
        } finally {
            wipe();
        }
    }

    private synchronized void step(boolean terminal, Phrase phrase) {
        if (terminal) {
            shown = console.over(shown, console.texts().get(phrase));
        }
    }

    private synchronized void wipe() {
        if (shown > 0) {
            shown = console.over(shown, "");
        }
    }

    private void write(TlsInspection inspection) {
        Locale locale = console.texts().locale();
        Path page = html;
        if (page != null) {
            WholeFile.replace(page, out -> InspectionHtml.write(inspection, locale, ZoneId.systemDefault(), out));
        }
        if (!new JsonOutput(console).write(json, out -> InspectionJson.write(inspection, out))) {
            print(new InspectionReport(inspection, locale, ZoneId.systemDefault()));
        }
    }

    private void print(InspectionReport report) {
        console.plain(report.title());
        for (InspectionReport.Section section : report.sections()) {
            console.line("");
            console.plain(section.title());
            TextTable table = new TextTable(List.of(false, false, false));
            for (InspectionReport.Row row : section.rows()) {
                // Findings begin with their mark, and end with what it means.
                boolean marked = row.name().equals(report.mark(row.severity()));
                String value = marked ? row.value() + " " + row.help() : row.value();
                String mark = marked || row.severity() == Severity.NOTE ? "" : report.mark(row.severity());
                table.row(List.of(row.name(), value, mark));
            }
            table.lines().forEach(line -> console.plain("  " + line));
        }
    }
}
