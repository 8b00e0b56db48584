package org.netsonde.app.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.workspace.Workspace;
import org.netsonde.engine.workspace.WorkspaceFile;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps unsaved work in the state folder, so that a crash loses seconds at most. One file for each running program, named
 * after its process; those of processes that are gone are offered at the next start.
 */
public final class Autosave {

    private static final System.Logger LOG = System.getLogger(Autosave.class.getName());
    private static final Pattern NAME = Pattern.compile("unsaved-(\\d{1,18})-(\\d{1,18})\\.netsonde");
    private static final String ORIGIN = "recoveredFrom";

    private final Workbench workbench;
    private final Path folder;
    private final Path own;
    private final Executor background;
    private long written;

    /**
     * What was found.
     *
     * @param document the unsaved work
     * @param origin the file it was opened from, if any
     */
    public record Recovered(Workspace document, Optional<Path> origin) {}

    /**
     * Nothing is written yet.
     *
     * @param folder where to keep it
     * @param background writes one after another
     */
    public Autosave(Workbench workbench, Path folder, Executor background) {
        this.workbench = workbench;
        this.folder = folder;
        this.background = background;
        own = folder.resolve(nameFor(ProcessHandle.current()));
        written = workbench.revision();
    }

    static String nameFor(ProcessHandle process) {
        return "unsaved-" + process.pid() + "-" + startOf(process) + ".netsonde";
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
    }

    /** Writes if something has changed since the last call; called every few seconds on the workbench's thread. */
    public void tick() {
        if (!workbench.dirty()) {
            discard();
        } else if (written != workbench.revision()) {
            written = workbench.revision();
            Workspace document = workbench.document();
            ObjectNode rest = document.rest();
            workbench.file().ifPresent(file -> rest.put(ORIGIN, file.toString()));
            Workspace copy = document.withRest(rest);
            background.execute(() -> write(copy));
        }
    }

    /** The work is saved, or its owner does not want it. */
    public void discard() {
        if (written != -1) {
            written = -1;
            background.execute(() -> delete(own));
        }
    }

    /** Unsaved work of programs that are gone, the latest first. Reads the disk. */
    public List<Path> leftBehind() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Autosave::ownerGone)
                    .sorted((a, b) -> Long.compare(lastModified(b), lastModified(a)))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "unsaved work not looked for", e);
            return List.of();
        }
    }

    /**
     * Reads what was left behind. Off the window's thread.
     *
     * @throws FailureException if it cannot be read
     */
    public Recovered recover(Path file) {
        Workspace document = new WorkspaceFile(file).read();
        ObjectNode rest = document.rest();
        Optional<Path> origin = Optional.ofNullable(rest.remove(ORIGIN)).flatMap(node -> path(node.asString()));
        return new Recovered(document.withRest(rest), origin);
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Deletes what was left behind, in the background. */
    public void forget(Path file) {
        background.execute(() -> delete(file));
    }

    private void write(Workspace document) {
        try {
            StateFolder.create(folder);
            new WorkspaceFile(own).write(document);
        } catch (IOException | FailureException e) {
            LOG.log(Level.WARNING, "unsaved work not kept", e);
        }
    }

    private static boolean ownerGone(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return false;
        }
        // The number of a process is used again; its start tells them apart.
        return ProcessHandle.of(Long.parseLong(name.group(1)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process) == Long.parseLong(name.group(2)))
                .isEmpty();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(new WorkspaceFile(file).backup());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "unsaved work not removed", e);
        }
    }

    private static long lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
