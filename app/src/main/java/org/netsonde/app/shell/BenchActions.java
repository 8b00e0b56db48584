package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.BenchContext;
import org.netsonde.app.bench.BenchPane;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.Failure;

/** A bench in the middle of the window. Its screen is made when it is first shown. JavaFX thread only. */
abstract class BenchActions implements BenchContext {

    private final WindowServices services;
    private final Texts texts;
    private final SavedFiles files;
    private final Prompts prompts;
    private final Screen screen;
    private @Nullable BenchPane pane;

    BenchActions(WindowServices services, Texts texts, SavedFiles files, Prompts prompts, Screen screen) {
        this.services = services;
        this.texts = texts;
        this.files = files;
        this.prompts = prompts;
        this.screen = screen;
    }

    /** Makes the bench with its pages. */
    abstract BenchPane make();

    /** The bench. */
    final BenchPane pane() {
        BenchPane there = pane;
        if (there == null) {
            there = make();
            pane = there;
        }
        return there;
    }

    /** The bench, unless it has never been shown. */
    final Optional<BenchPane> made() {
        return Optional.ofNullable(pane);
    }

    /** The screen, as it comes into view. */
    final Node screen() {
        BenchPane shown = pane();
        shown.showing();
        return shown.node();
    }

    /** Shows the bench. */
    final void open() {
        services.selection().show(screen);
    }

    /** Shows a page of it. */
    final void open(String page) {
        open();
        pane().choose(page);
    }

    void dispose() {
        made().ifPresent(BenchPane::dispose);
    }

    final WindowServices services() {
        return services;
    }

    final Prompts prompts() {
        return prompts;
    }

    @Override
    public final Texts texts() {
        return texts;
    }

    @Override
    public final FrameClock clock() {
        return services.clock();
    }

    @Override
    public final Engine engine() {
        return services.workbench().engine();
    }

    @Override
    public final List<Endpoint> endpoints() {
        return services.workbench().endpoints();
    }

    @Override
    public final <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed) {
        files.run(work, done, failed);
    }

    @Override
    public final Optional<Path> saveTo(String title, String kind, String extension, String name) {
        return files.saveTo(title, kind, extension, name);
    }

    @Override
    public final Optional<Path> open(String title, @Nullable Path folder) {
        return services.picker().open(title, folder);
    }

    @Override
    public final void confirmReplacing(Path file, Runnable confirmed) {
        confirm(
                texts.get("certificates.replace.title"),
                texts.get("certificates.replace", file.toString()),
                texts.get("certificates.replace.yes"),
                confirmed);
    }

    @Override
    public final void confirm(String title, String question, String yes, Runnable confirmed) {
        prompts.ask(
                title,
                question,
                List.of(
                        new Prompts.Answer("bench-yes", yes, Styles.DANGER, confirmed),
                        new Prompts.Answer("bench-no", texts.get("shell.cancel"), "", () -> {})));
    }

    @Override
    public final void written(Path file) {
        files.written(file);
    }

    @Override
    public final void show(String message) {
        files.show(message);
    }

    @Override
    public final void show(Failure failure) {
        files.show(failure);
    }

    @Override
    public final void show(Endpoint endpoint) {
        services.selection().choose(endpoint.id());
    }
}
