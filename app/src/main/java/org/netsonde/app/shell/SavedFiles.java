package org.netsonde.app.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.charting.ChartDesk;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;

/** Asks where to save, writes in the background and says where the file is. JavaFX thread only. */
final class SavedFiles implements ChartDesk {

    private final WindowServices services;
    private final Texts texts;
    private final Notices notices;
    private @Nullable Path folder;

    SavedFiles(WindowServices services, Texts texts, Notices notices) {
        this.services = services;
        this.texts = texts;
        this.notices = notices;
    }

    @Override
    public Texts texts() {
        return texts;
    }

    /** {@inheritDoc} Begins in the folder of the file before. */
    @Override
    public Optional<Path> saveTo(String title, String kind, String extension, String name) {
        Optional<Path> file =
                services.picker().save(title, kind, extension, folder, name).map(Path::toAbsolutePath);
        file.ifPresent(chosen -> folder = chosen.getParent());
        return file;
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed) {
        services.exports().run(work, done, failed);
    }

    @Override
    public void written(Path file) {
        Notices.Choice copy =
                new Notices.Choice("copy-path", texts.get("shell.copy-path"), () -> Clipboards.copy(file.toString()));
        String done = texts.get("shell.saved", file.toString());
        Path parent = file.getParent();
        if (parent == null) {
            notices.done(done, copy);
            return;
        }
        Notices.Choice show = new Notices.Choice(
                "show-folder",
                texts.get("shell.show-folder"),
                () -> services.picker().showFolder(parent));
        notices.done(done, show, copy);
    }

    /** Shows a folder in the system's file manager, where there is one. */
    void showFolder(Path shown) {
        services.picker().showFolder(shown);
    }

    @Override
    public void show(String message) {
        notices.info(message);
    }

    @Override
    public void show(Failure failure) {
        notices.problem(texts.get(failure));
    }
}
