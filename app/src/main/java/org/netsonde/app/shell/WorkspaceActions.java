package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.Autosave;
import org.netsonde.app.workbench.Origin;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.app.workbench.WorkspaceSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.workspace.Edition;
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

    /** What the latest save wrote, which the workbench learns of a little later; used where files are read and written. */
    private @Nullable Origin written;

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
            case WorkspaceSource.Unusable unusable ->
                background.run(unusable::read, workspace -> {}, failure -> tell(new Unseen.Unreadable(failure)));
            case WorkspaceSource.Ready ready -> open(ready.example());
        }
    }

    void open() {
        picker.open(texts.get("shell.open.title"), texts.get("shell.file-kind"), EXTENSION, folder())
                .ifPresent(this::open);
    }

    /** Opens the first of some files; a window has one workspace. */
    void open(List<Path> files) {
        open(files.getFirst(), files.size() - 1);
    }

    void open(Path file) {
        open(file, 0);
    }

    /**
     * Opens a file.
     *
     * @param others how many more were asked for with it, of which the user is told once it is open
     */
    private void open(Path file, int others) {
        afterUnsaved(
                () -> read(file, () -> tellOfOthers(file, others)), () -> tell(new Unseen.NotOpened(file, others)));
    }

    private void tellOfOthers(Path opened, int others) {
        if (others > 0) {
            notices.info(texts.get("systems.open.first", String.valueOf(opened.getFileName()), others));
        }
    }

    void save() {
        save(() -> {});
    }

    void saveAs() {
        saveAs(() -> {});
    }

    /** Does it at once, or after the user has said what to do with unsaved changes. */
    void afterUnsaved(Runnable next) {
        afterUnsaved(next, () -> {});
    }

    /**
     * Does it as above.
     *
     * @param busy what to do instead where another question is to be answered first
     */
    private void afterUnsaved(Runnable next, Runnable busy) {
        flush.run();
        if (!workbench.dirty()
                || (workbench.items().isEmpty()
                        && workbench.savedMessages().isEmpty()
                        && workbench.file().isEmpty())) {
            next.run();
        } else if (prompts.showing()) {
            busy.run();
        } else {
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

    /** Offers what a crash left behind, if there is some that no other window offers. */
    void offerRecovery() {
        background.run(autosave::claim, latest -> latest.ifPresent(this::offerRecovery), this::show);
    }

    private void offerRecovery(Autosave.LeftBehind latest) {
        Path file = latest.file();
        if (prompts.showing()) {
            autosave.giveBack(file);
            return;
        }
        prompts.ask(
                texts.get("shell.recover.title"),
                latest.origin()
                        .map(origin -> texts.get(
                                "shell.recover.text-of",
                                String.valueOf(origin.file().getFileName())))
                        .orElseGet(() -> texts.get("shell.recover.text")),
                List.of(
                        new Prompts.Answer(
                                "recover", texts.get("shell.recover.yes"), Styles.ACCENT, () -> recover(file)),
                        new Prompts.Answer(
                                "recover-drop",
                                texts.get("shell.recover.drop"),
                                Styles.DANGER,
                                () -> autosave.forget(file)),
                        new Prompts.Answer(
                                "recover-later", texts.get("shell.recover.later"), "", () -> autosave.giveBack(file))));
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
                            autosave.adopt(file);
                        }),
                failure -> {
                    showUntilSeen(failure);
                    // There may be older work behind it.
                    offerRecovery();
                });
    }

    private record Found(Workspace workspace, Origin origin) {}

    /**
     * Reads a file.
     *
     * @param opened what to do when its workspace is there
     */
    private void read(Path file, Runnable opened) {
        background.run(
                () -> {
                    written = null;
                    WorkspaceFile.Opened read = new WorkspaceFile(file).open();
                    return new Found(read.workspace(), new Origin(plain(file), read.edition()));
                },
                found -> {
                    preferences.update(p -> p.withRecent(found.origin().file()));
                    replace(found.workspace(), found.origin(), false).thenRun(opened);
                },
                failure -> {
                    tell(new Unseen.Unreadable(failure));
                    forgetWhereGone(file);
                });
    }

    /** A recent file is named without dots, unless two of them lead elsewhere. */
    private void forgetWhereGone(Path file) {
        Path whole = file.toAbsolutePath();
        Stream.of(whole, whole.normalize())
                .distinct()
                .filter(Files::notExists)
                .forEach(gone -> preferences.update(p -> p.withoutRecent(gone)));
    }

    /** One name for a file however it was written on a command line, such as with a dot before it. */
    private static Path plain(Path file) {
        Path whole = file.toAbsolutePath();
        Path plain = whole.normalize();
        try {
            // Two dots behind a link may lead elsewhere.
            return Files.isSameFile(plain, whole) ? plain : whole;
        } catch (IOException e) {
            return whole;
        }
    }

    private CompletionStage<Void> replace(Workspace workspace, @Nullable Origin origin, boolean unsaved) {
        selection.choose(null);
        return workbench.replace(workspace, origin, unsaved).thenRun(this::chooseFirst);
    }

    private void chooseFirst() {
        workbench.items().stream().findFirst().ifPresent(item -> selection.choose(item.id()));
    }

    private void save(Runnable next) {
        workbench.file().ifPresentOrElse(file -> write(file, false, next), () -> saveAs(next));
    }

    private void saveAs(Runnable next) {
        saveAs(workbench.file().map(file -> String.valueOf(file.getFileName())).orElse("bench." + EXTENSION), next);
    }

    private void saveAs(String proposed, Runnable next) {
        picker.save(texts.get("shell.save.title"), texts.get("shell.file-kind"), EXTENSION, folder(), proposed)
                .ifPresent(file -> saveCompleted(file, withExtension(file), next));
    }

    /** The system's dialog has asked about the name that was typed, not about the one that it becomes. */
    private void saveCompleted(Path typed, Path file, Runnable next) {
        if (file.equals(typed)) {
            write(file, false, next);
            return;
        }
        background.run(
                () -> Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                        ? Optional.of(new WorkspaceFile(file).backup())
                        : Optional.<Path>empty(),
                backup ->
                        backup.ifPresentOrElse(kept -> askToReplace(file, kept, next), () -> write(file, false, next)),
                this::show);
    }

    private void askToReplace(Path file, Path backup, Runnable next) {
        String name = String.valueOf(file.getFileName());
        if (prompts.showing()) {
            tell(new Unseen.NotReplaced(name));
            return;
        }
        prompts.ask(
                texts.get("shell.replace.title", name),
                texts.get("shell.replace.text", EXTENSION, seenFrom(file, backup)),
                List.of(
                        new Prompts.Answer(
                                "replace-save-as",
                                texts.get("shell.changed.save-as"),
                                Styles.ACCENT,
                                () -> saveAs(beside(name), next)),
                        new Prompts.Answer(
                                "replace-save",
                                texts.get("shell.replace.save"),
                                Styles.DANGER,
                                () -> write(file, false, next)),
                        new Prompts.Answer("replace-cancel", texts.get("shell.cancel"), "", () -> {})));
    }

    /** The name alone where it is in the same folder. */
    private static String seenFrom(Path file, Path other) {
        return Objects.equals(
                        file.toAbsolutePath().getParent(),
                        other.toAbsolutePath().getParent())
                ? String.valueOf(other.getFileName())
                : other.toString();
    }

    /** What came of writing. */
    private sealed interface Outcome {

        /** The workspace stands there. */
        record Saved(Origin origin) implements Outcome {}

        /** Somebody else's stands there; if it were replaced, it would be kept as that file. */
        record Changed(Path backup) implements Outcome {}
    }

    /**
     * Writes the workspace, but not over what somebody else has made of its own file.
     *
     * @param anyway over that too
     */
    private void write(Path file, boolean anyway, Runnable next) {
        flush.run();
        Workspace workspace = workbench.document();
        long revision = workbench.revision();
        Path whole = file.toAbsolutePath();
        // Another file than its own is one that the user has just agreed to replace.
        Optional<Origin> own = workbench.origin().filter(origin -> origin.file().equals(whole) && !anyway);
        background.run(
                () -> {
                    WorkspaceFile target = new WorkspaceFile(whole);
                    Optional<Edition> edition = autosave.alone(() -> own.isPresent()
                            ? target.writeOver(latest(own.get()), workspace)
                            : Optional.of(target.write(workspace)));
                    if (edition.isEmpty()) {
                        return new Outcome.Changed(target.backup());
                    }
                    Origin now = new Origin(whole, edition.get());
                    written = now;
                    return new Outcome.Saved(now);
                },
                (Outcome outcome) -> {
                    switch (outcome) {
                        case Outcome.Saved now -> saved(now.origin(), revision, next);
                        case Outcome.Changed now -> askAboutChange(whole, now.backup(), next);
                    }
                },
                this::show);
    }

    private @Nullable Edition latest(Origin own) {
        Origin latest = written;
        return latest != null && latest.file().equals(own.file()) ? latest.edition() : own.edition();
    }

    private void saved(Origin origin, long revision, Runnable next) {
        preferences.update(p -> p.withRecent(origin.file()));
        workbench.saved(origin, revision);
        notices.done(texts.get("shell.saved", String.valueOf(origin.file().getFileName())));
        next.run();
    }

    /** Somebody else has written the file, perhaps another window: neither side's work is to be lost unasked. */
    private void askAboutChange(Path file, Path backup, Runnable next) {
        String name = String.valueOf(file.getFileName());
        if (prompts.showing()) {
            tell(new Unseen.Changed(name));
            return;
        }
        prompts.ask(
                texts.get("shell.changed.title", name),
                texts.get("shell.changed.text", seenFrom(file, backup)),
                List.of(
                        new Prompts.Answer(
                                "changed-save-as",
                                texts.get("shell.changed.save-as"),
                                Styles.ACCENT,
                                () -> saveAs(beside(name), next)),
                        new Prompts.Answer(
                                "changed-save",
                                texts.get("shell.changed.save"),
                                Styles.DANGER,
                                () -> write(file, true, next)),
                        new Prompts.Answer("changed-cancel", texts.get("shell.cancel"), "", () -> {})));
    }

    /** Another name, so that saving under what is proposed replaces nothing: "bench 2.netsonde" for "bench.netsonde". */
    private static String beside(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 1 ? name + " 2" : name.substring(0, dot) + " 2" + name.substring(dot);
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

    /** Says it until it is seen: a double-click in a file manager has nothing else that says what became of it. */
    private void tell(Unseen what) {
        switch (what) {
            case Unseen.Unreadable unreadable ->
                notices.lasting(
                        what,
                        texts.get(unreadable.failure()),
                        new Notices.Choice("notice-open-other", texts.get("shell.open.other"), this::open));
            case Unseen.NotOpened(Path file, int others) ->
                notices.lasting(
                        what,
                        texts.get("shell.open.waiting", String.valueOf(file.getFileName())),
                        new Notices.Choice("notice-open-now", texts.get("shell.open.now"), () -> open(file, others)));
            case Unseen.Changed(String name) -> notices.lasting(what, texts.get("shell.changed.not-saved", name));
            case Unseen.NotReplaced(String name) -> notices.lasting(what, texts.get("shell.replace.not-saved", name));
        }
    }

    /** What is still to be seen, for the window in another language. */
    List<Unseen> unseen() {
        return notices.lasting();
    }

    /** Says again what a window in another language had still to say. */
    void tell(List<Unseen> unseen) {
        unseen.forEach(this::tell);
    }
}
