package org.netsonde.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.WorkspaceSource;
import org.netsonde.engine.NearestName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code netsonde [FILE]}: the window; where there is no display, the demo, or word of how to run the file without. */
@Command(name = "netsonde")
final class RootCommand implements Callable<Integer> {

    private static final List<String> COMMANDS = List.of(
            "run",
            "start",
            "demo",
            "protocols",
            "experiments",
            "experiment",
            "examples",
            "sessions",
            "export",
            "import",
            "compare",
            "inspect",
            "probe",
            "ports",
            "schema");

    private final Console console;
    private final BooleanSupplier display;
    private final Window window;
    private final DemoCommand demo;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            descriptionKey = "cli.param.file",
            completionCandidates = Candidates.ExampleFiles.class)
    private @Nullable String file;

    RootCommand(Console console, BooleanSupplier display, Window window, DemoCommand demo) {
        this.console = console;
        this.display = display;
        this.window = window;
        this.demo = demo;
    }

    @Override
    public Integer call() {
        WorkspaceSource workspace = file == null ? null : WorkspaceSource.of(file);
        boolean shows = display.getAsBoolean();
        if (workspace instanceof WorkspaceSource.File named
                && Files.notExists(named.path())
                && !(shows && meantAsFile(named.path()))) {
            return absent(named.toString());
        }
        if (shows) {
            OptionalInt status = shown(workspace);
            if (status.isPresent()) {
                return status.getAsInt();
            }
        }
        if (workspace != null) {
            console.error("cli.noDisplayFile", workspace);
            return ExitStatus.USAGE;
        }
        console.error("cli.noDisplay");
        return demo.call();
    }

    /** Whoever started it from a list of recent files sees no terminal: the window says that the file is gone. */
    private static boolean meantAsFile(Path path) {
        return path.getNameCount() > 1 || path.toString().endsWith(".netsonde");
    }

    private int absent(String word) {
        String nearest = NearestName.of(word, COMMANDS);
        if (nearest == null) {
            console.error("cli.absent", word);
        } else {
            console.error("cli.absentCommand", word, nearest);
        }
        return ExitStatus.USAGE;
    }

    /** A display variable may be set and the server gone, which only opening it tells. */
    private OptionalInt shown(@Nullable WorkspaceSource workspace) {
        try {
            return OptionalInt.of(window.show(workspace));
        } catch (RuntimeException | LinkageError e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                String message = String.valueOf(cause.getMessage());
                if (message.contains("Unable to open DISPLAY")) {
                    return OptionalInt.empty();
                }
                // Libraries of the system that are there and do not fit; any other error of linking is a bug.
                if (cause instanceof UnsatisfiedLinkError || message.contains("Unable to load glass")) {
                    console.error("cli.noWindow", cause.getMessage() == null ? cause.toString() : message);
                    return OptionalInt.of(ExitStatus.USAGE);
                }
            }
            throw e;
        }
    }
}
