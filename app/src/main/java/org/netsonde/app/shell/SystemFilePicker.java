package org.netsonde.app.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.HostServices;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The operating system's file dialogs and file manager. */
public final class SystemFilePicker implements FilePicker {

    private final Window owner;
    private final HostServices system;

    /**
     * Dialogs over a window.
     *
     * @param system opens the file manager
     */
    public SystemFilePicker(Window owner, HostServices system) {
        this.owner = owner;
        this.system = system;
    }

    @Override
    public Optional<Path> open(String title, String kind, String extension, @Nullable Path folder) {
        return path(chooser(title, kind, extension, folder).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> open(String title, @Nullable Path folder) {
        return path(chooser(title, folder).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> save(String title, String kind, String extension, @Nullable Path folder, String name) {
        FileChooser chooser = chooser(title, kind, extension, folder);
        chooser.setInitialFileName(name);
        return path(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> folder(String title, @Nullable Path folder) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        if (folder != null && Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        return path(chooser.showDialog(owner));
    }

    @Override
    public void showFolder(Path folder) {
        system.showDocument(folder.toUri().toString());
    }

    private static FileChooser chooser(String title, String kind, String extension, @Nullable Path folder) {
        FileChooser chooser = chooser(title, folder);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*." + extension));
        return chooser;
    }

    private static FileChooser chooser(String title, @Nullable Path folder) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        if (folder != null && Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        return chooser;
    }

    private static Optional<Path> path(@Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }
}
