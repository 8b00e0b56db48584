package org.netsonde.app.shell;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javafx.scene.control.ProgressBar;
import javafx.util.Subscription;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Engine;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.file.WholeFile;
import org.netsonde.engine.session.LiveSession;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.TimeRange;

/** Takes the figures away as files, in the background, with a bar and a way to cancel. JavaFX thread only. */
final class ExportActions {

    private static final int FRAMES_PER_SECOND = 15;

    private final WindowServices services;
    private final Texts texts;
    private final Notices notices;
    private final Prompts prompts;
    private final String version;

    ExportActions(WindowServices services, Texts texts, Notices notices, Prompts prompts, String version) {
        this.services = services;
        this.texts = texts;
        this.notices = notices;
        this.prompts = prompts;
        this.version = version;
    }

    /** Asks for a file and writes the run that goes on. */
    void export(String format) {
        Engine engine = services.workbench().engine();
        export(
                format,
                () -> ExportSource.of(
                        LiveSession.of(engine, version), engine.clock().instant()),
                () -> {});
    }

    /** Asks for a file and writes a part of a session; calls back at the end, whatever it is. */
    void export(Session session, TimeRange range, Runnable ended) {
        Instant now = services.workbench().engine().clock().instant();
        export("csv", () -> ExportSource.of(session, now, range, Set.of()), ended);
    }

    private void export(String format, Supplier<ExportSource> source, Runnable ended) {
        Export export = Exports.builtin().named(List.of(format)).getFirst();
        services.picker()
                .save(
                        texts.get("shell.export.title"),
                        texts.get("shell.export.kind." + format),
                        format,
                        services.preferences().get().exportFolder(),
                        export.fileName())
                .ifPresentOrElse(file -> write(export, source, file.toAbsolutePath(), ended), ended);
    }

    private void write(Export export, Supplier<ExportSource> source, Path file, Runnable ended) {
        AtomicInteger permille = new AtomicInteger();
        AtomicBoolean cancelled = new AtomicBoolean();
        ProgressBar bar = new ProgressBar(0);
        bar.setPrefWidth(360);
        bar.setAccessibleText(texts.get("shell.export.running", String.valueOf(file.getFileName())));
        // Follows at frame rate; the exporting thread only leaves the latest figure.
        Subscription follow =
                services.clock().whileShowing(bar, FRAMES_PER_SECOND, now -> bar.setProgress(permille.get() / 1000.0));
        Prompts.Handle prompt = prompts.show(
                texts.get("shell.export.running", String.valueOf(file.getFileName())),
                bar,
                List.of(new Prompts.Answer("export-cancel", texts.get("shell.cancel"), "", () -> cancelled.set(true))));
        services.exports()
                .run(
                        () -> write(export, source.get(), file, permille, cancelled),
                        written -> {
                            follow.unsubscribe();
                            prompt.close();
                            ended.run();
                            if (written) {
                                exported(file);
                            } else {
                                notices.info(texts.get("shell.export.cancelled"));
                            }
                        },
                        failure -> {
                            follow.unsubscribe();
                            prompt.close();
                            ended.run();
                            notices.problem(texts.get(failure));
                        });
    }

    private static boolean write(
            Export export, ExportSource source, Path file, AtomicInteger permille, AtomicBoolean cancelled) {
        try {
            WholeFile.replace(
                    file,
                    out -> export.write(source, out, done -> {
                        permille.set((int) (done * 1000));
                        return !cancelled.get();
                    }));
            return true;
        } catch (CancellationException e) {
            return false;
        }
    }

    private void exported(Path file) {
        Notices.Choice copy =
                new Notices.Choice("copy-path", texts.get("shell.copy-path"), () -> Clipboards.copy(file.toString()));
        String done = texts.get("shell.export.done", file.toString());
        Path folder = file.getParent();
        if (folder == null) {
            notices.done(done, copy);
            return;
        }
        services.preferences().update(p -> p.withExportFolder(folder));
        Notices.Choice show = new Notices.Choice(
                "show-folder",
                texts.get("shell.show-folder"),
                () -> services.picker().showFolder(folder));
        notices.done(done, show, copy);
    }
}
