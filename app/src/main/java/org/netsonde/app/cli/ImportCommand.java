package org.netsonde.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.session.SessionImports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code netsonde import FILE…}: sessions made of the files of other programs; writes the id of each. */
@Command(name = "import")
final class ImportCommand implements Callable<Integer> {

    private final Console console;
    private final UserData user;
    private final String version;

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "cli.param.import")
    private List<Path> files = List.of();

    ImportCommand(Console console, UserData user, String version) {
        this.console = console;
        this.user = user;
        this.version = version;
    }

    @Override
    public Integer call() {
        SessionImports imports = SessionImports.builtin(ProtocolRegistry.builtin(), version);
        Interruption interruption = new Interruption();
        int status = ExitStatus.FAILED;
        try {
            status = read(imports, interruption);
        } finally {
            interruption.finish(status);
        }
        return status;
    }

    /** One that is no good does not keep the others out. */
    private int read(SessionImports imports, Interruption interruption) {
        int status = ExitStatus.OK;
        for (Path file : files) {
            try {
                console.line(read(imports, file, interruption));
            } catch (CancellationException e) {
                console.error("cli.import.cancelled");
                return ExitStatus.FAILED;
            } catch (FailureException e) {
                console.failure(e.failure());
                status = ExitStatus.USAGE;
            }
        }
        return status;
    }

    private String read(SessionImports imports, Path file, Interruption interruption) {
        String what = console.texts().get("import.running", String.valueOf(file.getFileName()));
        try (ProgressLine progress = new ProgressLine(
                console,
                Console.isTerminal(),
                what,
                () -> interruption.requested().isDone())) {
            return imports.read(file, user.sessions().get(), progress).id();
        }
    }
}
