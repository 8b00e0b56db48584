package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.export.ExportContext;
import org.netsonde.app.export.ExportPane;
import org.netsonde.app.export.ExportSubject;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.TimeRange;

/** Takes runs away as files: the one that goes on, or any that is recorded. JavaFX thread only. */
final class ExportActions implements ExportContext {

    private static final double WIDTH = 880;
    private static final double HEIGHT = 620;

    private final WindowServices services;
    private final Texts texts;
    private final SavedFiles files;
    private final Prompts prompts;
    private final Layer layer;
    private final Supplier<? extends Session> run;
    private final Supplier<Optional<TimeRange>> visible;

    /**
     * The actions.
     *
     * @param run gives the run that goes on, off the JavaFX thread
     * @param visible the time that charts show, if any do
     */
    ExportActions(
            WindowServices services,
            Texts texts,
            SavedFiles files,
            Prompts prompts,
            Supplier<? extends Session> run,
            Supplier<Optional<TimeRange>> visible) {
        this.services = services;
        this.texts = texts;
        this.files = files;
        this.prompts = prompts;
        this.run = run;
        this.visible = visible;
        layer = new Layer("export-layer", WIDTH, HEIGHT, prompts);
    }

    /** The layer to put over the window. */
    Node node() {
        return layer.node();
    }

    /** Asks how the run that goes on is exported, and does it. */
    void export() {
        show(new ExportSubject(texts.get("export.now"), run, visible.get()));
    }

    /** Asks how a run is exported, and does it. */
    void show(ExportSubject subject) {
        if (layer.free()) {
            ExportPane pane = new ExportPane(this, subject);
            layer.show(pane.node(), pane::focus);
            pane.focus();
            pane.refresh();
        }
    }

    @Override
    public Texts texts() {
        return texts;
    }

    @Override
    public FrameClock clock() {
        return services.clock();
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed) {
        files.run(work, done, failed);
    }

    @Override
    public Choice remembered() {
        return new Choice(
                services.preferences().get().exportFolder(),
                services.preferences().get().exportFormats());
    }

    @Override
    public void remember(Choice choice) {
        services.preferences().update(p -> p.withExports(choice.folder(), choice.formats()));
    }

    @Override
    public Optional<Path> chooseFolder(String title, @Nullable Path from) {
        return services.picker().folder(title, from);
    }

    @Override
    public void confirmReplacing(List<Path> existing, Runnable confirmed) {
        String names = existing.stream()
                .map(file -> String.valueOf(file.getFileName()))
                .collect(Collectors.joining(", "));
        prompts.ask(
                texts.get("export.replace.title"),
                texts.get("export.replace", names),
                List.of(
                        new Prompts.Answer("export-replace", texts.get("export.replace.yes"), Styles.DANGER, confirmed),
                        new Prompts.Answer("export-keep", texts.get("shell.cancel"), "", () -> {})));
    }

    @Override
    public void showFolder(Path folder) {
        services.picker().showFolder(folder);
    }

    @Override
    public void show(String message) {
        files.show(message);
    }

    @Override
    public void close() {
        layer.close();
    }
}
