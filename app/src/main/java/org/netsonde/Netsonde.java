package org.netsonde;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.shell.OpenRequests;
import org.netsonde.app.shell.SystemFilePicker;
import org.netsonde.app.shell.Tour;
import org.netsonde.app.workbench.Folders;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.app.workbench.UserKeys;
import org.netsonde.app.workbench.WorkspaceSource;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.OperatingSystem;
import org.netsonde.engine.transport.TransportKind;

/**
 * The program with a window: where the launcher enters it. Made by JavaFX, composes the engine and the window; its
 * arguments are the version and, if given, a workspace.
 *
 * <p>JavaFX gives all windows the name of this class as their own class (WM_CLASS under X11), and there is no other way to
 * set it. Desktops find by it which program a window belongs to, and with that its icon and name. So this is called what
 * the desktop entry is called, {@code org.netsonde.Netsonde}, and is not to be moved.
 */
public final class Netsonde extends Application {

    private @Nullable Engine engine;

    /**
     * Shows the window and returns when it was closed. Once in a process.
     *
     * @param workspace what to open
     * @param version the program's version, shown in the window
     * @return the exit code
     */
    public static int show(Optional<WorkspaceSource> workspace, String version) {
        List<String> arguments = new ArrayList<>(List.of(version));
        workspace.ifPresent(source -> arguments.add(source.toString()));
        launch(Netsonde.class, arguments.toArray(String[]::new));
        return 0;
    }

    @Override
    public void start(Stage stage) {
        List<String> arguments = getParameters().getRaw();
        Folders folders = Folders.ofThisUser();
        Engine started = new Engine(
                EngineOptions.on(transport(folders)), UserKeys.in(folders).keys());
        engine = started;
        MainWindow window = new MainWindow(
                stage, started, folders, owner -> new SystemFilePicker(owner, getHostServices()), arguments.getFirst());
        window.show(arguments.size() > 1 ? Optional.of(WorkspaceSource.of(arguments.get(1))) : Optional.empty());
        if (OpenRequests.areEvents(OperatingSystem.here())) {
            OpenRequests.listen(window::open);
        }
        Tour.ifAskedFor(stage.getScene(), window::close);
    }

    /** The transport that was chosen, or the preferred one where none was or it does not work any more. */
    private static TransportKind transport(Folders folders) {
        String chosen =
                new PreferencesFile(folders.config(), Runnable::run).get().transport();
        return TransportKind.usable().stream()
                .filter(kind -> kind.label().equals(chosen))
                .findFirst()
                .orElseGet(() -> TransportKind.usable().getFirst());
    }

    @Override
    public void stop() {
        if (engine != null) {
            engine.close();
        }
    }
}
