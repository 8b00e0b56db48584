package org.netsonde.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.stage.Stage;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.workbench.Folders;
import org.netsonde.app.workbench.Preferences;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.app.workbench.WorkspaceSource;
import org.netsonde.engine.Engine;

/** The window in English and light, in its own size at the corner of the screen. On the JavaFX thread. */
final class EnglishWindow {

    private EnglishWindow() {}

    /** Opens it on a workspace of that JSON, which is written to a file in the folder. */
    static MainWindow open(Stage stage, Engine engine, Path folder, AnsweringPicker picker, String workspace)
            throws IOException {
        return open(
                stage,
                engine,
                folder,
                picker,
                Optional.of(Files.writeString(folder.resolve("bench.netsonde"), workspace)));
    }

    /** Opens it with preferences and state of its own under a folder. */
    static MainWindow open(Stage stage, Engine engine, Path folder, AnsweringPicker picker, Optional<Path> workspace) {
        return open(stage, engine, folder, picker, workspace, UnaryOperator.identity());
    }

    /** Opens it as well, with other preferences on top. */
    static MainWindow open(
            Stage stage,
            Engine engine,
            Path folder,
            AnsweringPicker picker,
            Optional<Path> workspace,
            UnaryOperator<Preferences> preferences) {
        Folders folders = new Folders(folder.resolve("config"), folder.resolve("state"));
        new PreferencesFile(folders.config(), Runnable::run)
                .update(p -> preferences.apply(p.withLanguage("en").withTheme(Preferences.Theme.LIGHT)));
        MainWindow window = new MainWindow(stage, engine, folders, owner -> picker, "test");
        window.show(workspace.map(WorkspaceSource.File::new));
        stage.setX(0);
        stage.setY(0);
        // The stage is that of the tests before, in their size.
        stage.sizeToScene();
        return window;
    }
}
