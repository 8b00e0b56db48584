package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.Autosave;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.app.workbench.WorkspaceSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.workspace.Example;
import org.netsonde.engine.workspace.Workspace;
import org.netsonde.engine.workspace.WorkspaceFile;

/** New, open, save: what the user does with workspace files. Nothing is started by opening. JavaFX thread only. */
final class WorkspaceActions {

    private static final String EXTENSION = "netsonde";

    private final Workbench workbench;
    private final Selection selection;
    private final PreferencesFile preferences;
    private final Autosave autosave;
    private final FilePicker picker;
    private final Background background;
    private final Texts texts;
    private final Notices notices;
    private final Prompts prompts;
    private final Runnable startAll;
    private final Runnable flush;

    /**
     * The actions.
     *
     * @param startAll starts every endpoint
     * @param flush makes panels hand over what was typed just now
     */
    WorkspaceActions(
            WindowServices services, Texts texts, Notices notices, Prompts prompts, Runnable startAll, Runnable flush) {
        this.workbench = services.workbench();
        this.selection = services.selection();
        this.preferences = services.preferences();
        this.autosave = services.autosave();
        this.picker = services.picker();
        this.background = services.files();
        this.texts = texts;
        this.notices = notices;
        this.prompts = prompts;
        this.startAll = startAll;
        this.flush = flush;
    }

    void fresh() {
        afterUnsaved(() -> replace(Workspace.empty(), null, false));
    }

    void demo() {
        afterUnsaved(() -> background.run(Workspace::demo, workspace -> replace(workspace, null, false), this::show));
    }

    /** Opens an example, of which nothing runs until it is asked for. */
    void open(Example example) {
        afterUnsaved(() -> background.run(
                example::workspace,
                workspace -> replace(workspace, null, false).thenRun(() -> offerStart(example)),
                this::show));
    }

    private void offerStart(Example example) {
        String key = Keys.ctrl(KeyCode.F5).getDisplayText();
        notices.info(
                texts.get("shell.example.opened", texts.get(example.title())),
                new Notices.Choice(EndpointActions.START_ALL, texts.get("shell.example.start", key), startAll));
    }

    /** Opens a file or an example. */
    void open(WorkspaceSource source) {
        switch (source) {
            case WorkspaceSource.File file -> open(file.path());
            case WorkspaceSource.Ready ready -> open(ready.example());
        }
    }

    void open() {
        picker.open(texts.get("shell.open.title"), texts.get("shell.file-kind"), EXTENSION, folder())
                .ifPresent(this::open);
    }

    /** Opens the first of some files; a window has one workspace. */
    void open(List<Path> files) {
        Path first = files.getFirst();
        open(first);
        if (files.size() > 1) {
            notices.info(texts.get("systems.open.first", String.valueOf(first.getFileName()), files.size() - 1));
        }
    }

    void open(Path file) {
        afterUnsaved(() -> read(file));
    }

    void save() {
        save(() -> {});
    }

    void saveAs() {
        saveAs(() -> {});
    }

    /** Does it at once, or after the user has said what to do with unsaved changes. */
    void afterUnsaved(Runnable next) {
        flush.run();
        if (!workbench.dirty()
                || (workbench.items().isEmpty()
                        && workbench.savedMessages().isEmpty()
                        && workbench.file().isEmpty())) {
            next.run();
        } else if (!prompts.showing()) {
            prompts.ask(
                    texts.get("shell.unsaved.title", name()),
                    texts.get("shell.unsaved.text"),
                    List.of(
                            new Prompts.Answer(
                                    "unsaved-save", texts.get("shell.unsaved.save"), Styles.ACCENT, () -> save(next)),
                            new Prompts.Answer("unsaved-drop", texts.get("shell.unsaved.drop"), Styles.DANGER, next),
                            new Prompts.Answer("unsaved-cancel", texts.get("shell.cancel"), "", () -> {})));
        }
    }

    /** Offers what a crash left behind. */
    void offerRecovery(List<Path> leftBehind) {
        if (leftBehind.isEmpty() || prompts.showing()) {
            return;
        }
        Path latest = leftBehind.getFirst();
        prompts.ask(
                texts.get("shell.recover.title"),
                texts.get("shell.recover.text"),
                List.of(
                        new Prompts.Answer(
                                "recover", texts.get("shell.recover.yes"), Styles.ACCENT, () -> recover(latest)),
                        new Prompts.Answer(
                                "recover-drop",
                                texts.get("shell.recover.drop"),
                                Styles.DANGER,
                                () -> autosave.forget(latest)),
                        new Prompts.Answer("recover-later", texts.get("shell.recover.later"), "", () -> {})));
    }

    /** The name of the workspace as people say it. */
    String name() {
        return workbench
                .file()
                .map(file -> String.valueOf(file.getFileName()))
                .orElseGet(() -> texts.get("shell.untitled"));
    }

    private void recover(Path file) {
        background.run(
                () -> autosave.recover(file),
                found -> workbench
                        .replace(found.document(), found.origin().orElse(null), true)
                        .thenRun(() -> {
                            chooseFirst();
                            autosave.tick();
                            autosave.forget(file);
                        }),
                this::show);
    }

    private void read(Path file) {
        background.run(
                () -> new WorkspaceFile(file).read(),
                workspace -> {
                    preferences.update(p -> p.withRecent(file.toAbsolutePath()));
                    replace(workspace, file.toAbsolutePath(), false);
                },
                failure -> {
                    show(failure);
                    if (Files.notExists(file)) {
                        preferences.update(p -> p.withoutRecent(file));
                    }
                });
    }

    private CompletionStage<Void> replace(Workspace workspace, @Nullable Path file, boolean unsaved) {
        selection.choose(null);
        return workbench.replace(workspace, file, unsaved).thenRun(this::chooseFirst);
    }

    private void chooseFirst() {
        workbench.items().stream().findFirst().ifPresent(item -> selection.choose(item.id()));
    }

    private void save(Runnable next) {
        workbench.file().ifPresentOrElse(file -> write(file, next), () -> saveAs(next));
    }

    private void saveAs(Runnable next) {
        String proposed =
                workbench.file().map(file -> String.valueOf(file.getFileName())).orElse("bench." + EXTENSION);
        picker.save(texts.get("shell.save.title"), texts.get("shell.file-kind"), EXTENSION, folder(), proposed)
                .ifPresent(file -> write(withExtension(file), next));
    }

    private void write(Path file, Runnable next) {
        flush.run();
        Workspace workspace = workbench.document();
        long revision = workbench.revision();
        background.run(
                () -> {
                    new WorkspaceFile(file).write(workspace);
                    return file.toAbsolutePath();
                },
                saved -> {
                    preferences.update(p -> p.withRecent(saved));
                    workbench.saved(saved, revision);
                    notices.done(texts.get("shell.saved", String.valueOf(saved.getFileName())));
                    next.run();
                },
                this::show);
    }

    private static Path withExtension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.contains(".") ? file : file.resolveSibling(name + "." + EXTENSION);
    }

    private @Nullable Path folder() {
        return workbench.file().map(Path::getParent).orElse(null);
    }

    private void show(Failure failure) {
        notices.problem(texts.get(failure));
    }
}
