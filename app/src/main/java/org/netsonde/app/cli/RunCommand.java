package org.netsonde.app.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.UserData;
import org.netsonde.app.workbench.WorkspaceSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code netsonde run FILE}: a workspace without a window. */
@Command(name = "run")
final class RunCommand implements Callable<Integer> {

    private final Console console;
    private final String version;
    private final UserData user;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Parameters(
            paramLabel = "FILE",
            descriptionKey = "cli.param.runFile",
            completionCandidates = Candidates.ExampleFiles.class)
    private @Nullable String file;

    RunCommand(Console console, String version, UserData user) {
        this.console = console;
        this.version = version;
        this.user = user;
    }

    @Override
    public Integer call() {
        RunPlan plan = options.plan();
        WorkspaceSource workspace = WorkspaceSource.of(Objects.requireNonNull(file));
        return new Runner(console, version, user).run(workspace.read(), plan, new ReadyLine(console));
    }
}
