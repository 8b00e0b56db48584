package org.netsonde.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.Folders;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;

/** Made by JavaFX: composes the engine and the window. Its arguments are the version and, if given, a workspace. */
public final class NetsondeApplication extends Application {

    private @Nullable Engine engine;

    @Override
    public void start(Stage stage) {
        List<String> arguments = getParameters().getRaw();
        Engine started = new Engine(EngineOptions.standard());
        engine = started;
        MainWindow window = new MainWindow(
                stage,
                started,
                Folders.ofThisUser(),
                owner -> new SystemFilePicker(owner, getHostServices()),
                arguments.getFirst());
        window.show(arguments.size() > 1 ? Optional.of(Path.of(arguments.get(1))) : Optional.empty());
    }

    @Override
    public void stop() {
        if (engine != null) {
            engine.close();
        }
    }
}
