package org.netsonde.app.shell;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.Folders;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.app.workbench.UserKeys;
import org.netsonde.app.workbench.WorkspaceSource;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.transport.TransportKind;

/** Made by JavaFX: composes the engine and the window. Its arguments are the version and, if given, a workspace. */
public final class NetsondeApplication extends Application {

    private @Nullable Engine engine;

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
        tour(new Tour(stage.getScene(), window::close));
    }

    private static void tour(Tour tour) {
        switch (System.getProperty(Tour.PROPERTY, "")) {
            case "screens" -> tour.screens();
            case "first-frame" ->
                tour.firstFrame(() -> System.err.println("netsonde: first frame at " + Instant.now()));
            default -> {}
        }
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
