package org.netsonde.ui;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.shell.FilePicker;

/** Answers every question for a file with the one it was told. */
final class AnsweringPicker implements FilePicker {

    private volatile Path answer;
    private @Nullable Path shown;
    private volatile @Nullable String proposed;

    void answer(Path file) {
        answer = file;
    }

    @Override
    public Optional<Path> open(String title, String kind, String extension, @Nullable Path folder) {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> open(String title, @Nullable Path folder) {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> save(String title, String kind, String extension, @Nullable Path folder, String name) {
        proposed = name;
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> folder(String title, @Nullable Path folder) {
        return Optional.ofNullable(answer);
    }

    @Override
    public void showFolder(Path folder) {
        shown = folder;
    }

    /** The name proposed last for a file to save; null if none was. */
    @Nullable
    String proposed() {
        return proposed;
    }

    /** The folder shown last; null if none was. */
    @Nullable
    Path shown() {
        return shown;
    }
}
