package org.netsonde.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.scene.control.ProgressBar;
import javafx.util.Subscription;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.SessionImports;
import org.netsonde.engine.session.SessionInfo;

/**
 * Takes in the files of other programs: makes sessions of those that hold traffic, in the background, with a bar and a way
 * to cancel, and saved messages of the others. JavaFX thread only.
 */
final class ImportActions {

    private static final int FRAMES_PER_SECOND = 15;
    private static final double WIDTH = 360;

    private final WindowServices services;
    private final Texts texts;
    private final Notices notices;
    private final Prompts prompts;
    private final MessageImport messages;
    private final String version;

    ImportActions(WindowServices services, Texts texts, Notices notices, Prompts prompts, String version) {
        this.services = services;
        this.texts = texts;
        this.notices = notices;
        this.prompts = prompts;
        this.version = version;
        messages = new MessageImport(services, texts, notices, prompts);
    }

    private SessionImports imports() {
        return SessionImports.builtin(services.workbench().engine().protocols(), version);
    }

    /**
     * Asks for a file and makes a session of it, or takes messages from it, whichever it holds.
     *
     * @param imported gets the id of a session
     */
    void choose(Consumer<String> imported) {
        if (prompts.showing()) {
            return;
        }
        services.picker()
                .open(texts.get("import.title"), null)
                .ifPresent(file -> services.exports()
                        .run(
                                () -> imports().recognises(file),
                                session -> {
                                    if (session) {
                                        read(file, imported);
                                    } else {
                                        messages.read(file);
                                    }
                                },
                                failure -> notices.problem(texts.get(failure))));
    }

    private void read(Path file, Consumer<String> imported) {
        AtomicInteger permille = new AtomicInteger();
        AtomicBoolean cancelled = new AtomicBoolean();
        String running = texts.get("import.running", String.valueOf(file.getFileName()));
        ProgressBar bar = new ProgressBar(0);
        bar.setPrefWidth(WIDTH);
        bar.setAccessibleText(running);
        // Follows at frame rate; the importing thread only leaves the latest figure.
        Subscription follow =
                services.clock().whileShowing(bar, FRAMES_PER_SECOND, now -> bar.setProgress(permille.get() / 1000.0));
        Prompts.Handle prompt = prompts.show(
                running,
                bar,
                List.of(new Prompts.Answer("import-cancel", texts.get("shell.cancel"), "", () -> cancelled.set(true))));
        SessionImports imports = imports();
        services.exports()
                .run(
                        () -> read(imports, file, permille, cancelled),
                        made -> {
                            follow.unsubscribe();
                            prompt.close();
                            made.ifPresentOrElse(
                                    info -> {
                                        notices.done(texts.get("import.done", String.valueOf(file.getFileName())));
                                        imported.accept(info.id());
                                    },
                                    () -> notices.info(texts.get("import.cancelled")));
                        },
                        failure -> {
                            follow.unsubscribe();
                            prompt.close();
                            notices.problem(texts.get(failure));
                        });
    }

    private Optional<SessionInfo> read(
            SessionImports imports, Path file, AtomicInteger permille, AtomicBoolean cancelled) {
        try {
            return Optional.of(imports.read(file, services.sessions(), fraction -> {
                permille.set((int) (fraction * 1000));
                return !cancelled.get();
            }));
        } catch (CancellationException e) {
            return Optional.empty();
        }
    }
}
