package org.netsonde.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import org.netsonde.app.workbench.WorkspaceSource;

/** Where the launcher enters the window. Stateless. */
public final class WindowMain {

    private WindowMain() {}

    /**
     * Shows the window and returns when it was closed. Once in a process.
     *
     * @param workspace what to open
     * @param version the program's version, shown in the window
     * @return the exit code
     */
    public static int start(Optional<WorkspaceSource> workspace, String version) {
        List<String> arguments = new ArrayList<>(List.of(version));
        workspace.ifPresent(source -> arguments.add(source.toString()));
        Application.launch(NetsondeApplication.class, arguments.toArray(String[]::new));
        return 0;
    }
}
