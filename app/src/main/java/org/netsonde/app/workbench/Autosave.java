package org.netsonde.app.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FolderLock;
import org.netsonde.engine.file.NoLocksException;
import org.netsonde.engine.file.OwnerLock;
import org.netsonde.engine.workspace.Edition;
import org.netsonde.engine.workspace.Workspace;
import org.netsonde.engine.workspace.WorkspaceFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps unsaved work in the state folder, so that a crash loses seconds at most. One file for each running program, named
 * after its process and locked as long as it is there; those of programs that are gone are offered at the next start, each
 * by one program only, however many are started at a time.
 */
public final class Autosave {

    private static final System.Logger LOG = System.getLogger(Autosave.class.getName());
    private static final Pattern NAME = Pattern.compile("unsaved-(\\d{1,18})-(\\d{1,18})\\.netsonde");
    private static final String ORIGIN = "recoveredFrom";
    private static final String EDITION = "recoveredEdition";

    /** A workspace is written in a moment, but a disk may have to be woken up first. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Workbench workbench;
    private final Path folder;
    private final Path own;
    private final Executor background;

    private final Locking locking;

    /** What others keep their hands off, by its file; used where the background runs. */
    private final Map<Path, OwnerLock> locks = new HashMap<>();

    /** What this program could not use and has left to others; used where the background runs. */
    private final Set<Path> refused = new HashSet<>();

    private long written;

    /** Whether the latest work could be written; used where the background runs. */
    private boolean kept;

    /**
     * Unsaved work of a program that is gone.
     *
     * @param file where it is kept
     * @param origin the file it was opened from, if any
     */
    public record LeftBehind(Path file, Optional<Origin> origin) {}

    /**
     * What was found.
     *
     * @param document the unsaved work
     * @param origin the file it was opened from, if any
     */
    public record Recovered(Workspace document, Optional<Origin> origin) {}

    /**
     * Nothing is written yet.
     *
     * @param folder where to keep it
     * @param background writes one after another
     */
    public Autosave(Workbench workbench, Path folder, Executor background) {
        this(workbench, folder, background, OwnerLock::takeOver);
    }

    Autosave(Workbench workbench, Path folder, Executor background, Locking locking) {
        this.locking = locking;
        this.workbench = workbench;
        this.folder = folder;
        this.background = background;
        own = folder.resolve(nameFor(ProcessHandle.current()));
        written = workbench.revision();
    }

    /** Takes a lock as {@link OwnerLock#takeOver} does. */
    @FunctionalInterface
    interface Locking {
        /** Null where another has it. */
        @Nullable
        OwnerLock takeOver(Path file) throws IOException;
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
            workbench.origin().ifPresent(origin -> {
                rest.put(ORIGIN, origin.file().toString());
                if (origin.edition() != null) {
                    rest.put(EDITION, origin.edition().digest());
                }
            });
            Workspace copy = document.withRest(rest);
            background.execute(() -> kept = write(copy));
        }
    }

    /**
     * Saves while no other window of this user does, so that what it finds in a file is what it replaces. The lock is kept
     * here, as the user's folders are to have workspaces in them and nothing else. Where it cannot be had, that is done
     * without. Waits for the others and for the disk.
     *
     * @param save reads and writes workspaces
     */
    public <T> T alone(Supplier<T> save) {
        try {
            StateFolder.create(folder);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "saved without a lock", e);
        }
        return FolderLock.holdingIfPossible(folder.resolve(".saves.lock"), PATIENCE, save);
    }

    /** The work is saved, or its owner does not want it. */
    public void discard() {
        if (written != -1) {
            written = -1;
            background.execute(() -> delete(own));
        }
    }

    /**
     * The latest unsaved work of a program that is gone. It is this one's from then on: no other that is started finds it,
     * until this one gives it back or is gone too. Reads the disk; to be run in the background given to this.
     */
    public Optional<LeftBehind> claim() {
        for (Path file : leftBehind()) {
            if (!refused.contains(file) && claim(file)) {
                return Optional.of(new LeftBehind(file, originOf(file)));
            }
        }
        return Optional.empty();
    }

    private Optional<Origin> originOf(Path file) {
        try {
            return read(file).origin();
        } catch (FailureException e) {
            // Whoever wants it recovered is told.
            LOG.log(Level.DEBUG, "unsaved work not read", e);
            return Optional.empty();
        }
    }

    /** What seems to be of programs that are gone, the latest first. */
    private List<Path> leftBehind() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Autosave::ownerGone)
                    .sorted(Comparator.comparingLong(Autosave::lastModified).reversed())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "unsaved work not looked for", e);
            return List.of();
        }
    }

    /**
     * Reads what was left behind. What is no workspace is set aside under another name; what the system does not let read is
     * left to the next program that is started. Neither is found by {@link #claim} again, so that older work is. Reads the
     * disk; to be run in the background given to this.
     *
     * @throws FailureException if it cannot be read; says where it is if it was set aside
     */
    public Recovered recover(Path file) {
        try {
            return read(file);
        } catch (FailureException e) {
            Failure failure = e.failure().kind() == Failure.Kind.WORKSPACE_UNREADABLE
                    ? new WorkspaceFile(file).setAside(e.failure(), Instant.now())
                    : e.failure();
            refused.add(file);
            unlock(file);
            throw new FailureException(failure, e);
        }
    }

    private static Recovered read(Path file) {
        Workspace document = new WorkspaceFile(file).read();
        ObjectNode rest = document.rest();
        JsonNode path = rest.remove(ORIGIN);
        JsonNode edition = rest.remove(EDITION);
        return new Recovered(document.withRest(rest), origin(path, edition));
    }

    /** The workbench has what was left behind: it is kept as this program's own, and deleted once it is. */
    public void adopt(Path file) {
        tick();
        background.execute(() -> {
            if (kept) {
                delete(file);
            }
        });
    }

    /** Deletes what was left behind, in the background. */
    public void forget(Path file) {
        background.execute(() -> delete(file));
    }

    /** Leaves it to whichever program is started next. */
    public void giveBack(Path file) {
        background.execute(() -> unlock(file));
    }

    /** Gives back all that was claimed and deletes this program's own, whose window has closed. */
    public void close() {
        discard();
        background.execute(() -> List.copyOf(locks.keySet()).forEach(this::unlock));
    }

    private static Optional<Origin> origin(@Nullable JsonNode path, @Nullable JsonNode edition) {
        if (path == null || !path.isString()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Origin(
                    Path.of(path.asString()),
                    edition != null && edition.isString() ? new Edition(edition.asString()) : null));
        } catch (InvalidPathException e) {
            LOG.log(Level.DEBUG, "unsaved work of a file of another system", e);
            return Optional.empty();
        }
    }

    private boolean write(Workspace document) {
        try {
            StateFolder.create(folder);
            lockOwn();
            new WorkspaceFile(own).write(document);
            return true;
        } catch (IOException | FailureException e) {
            LOG.log(Level.WARNING, "unsaved work not kept", e);
            return false;
        }
    }

    /** Not every file system has locks; the number of the process tells most of it there. */
    private void lockOwn() {
        if (!locks.containsKey(own)) {
            try {
                OwnerLock lock = locking.takeOver(lockOf(own));
                if (lock != null) {
                    locks.put(own, lock);
                }
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "unsaved work not locked", e);
            }
        }
    }

    private boolean claim(Path file) {
        try {
            OwnerLock lock = locking.takeOver(lockOf(file));
            if (lock == null) {
                return false;
            }
            locks.put(file, lock);
            // Another may have dealt with it since it was listed.
            if (Files.exists(file)) {
                return true;
            }
            unlock(file);
            return false;
        } catch (NoLocksException e) {
            LOG.log(Level.DEBUG, "no locks here", e);
            return Files.exists(file);
        } catch (IOException e) {
            // Another may have it. It stays where it is, for the next start.
            LOG.log(Level.WARNING, "unsaved work not locked", e);
            return false;
        }
    }

    private void unlock(Path file) {
        try (OwnerLock lock = locks.remove(file)) {
            LOG.log(Level.DEBUG, "{0} given back: {1}", file, lock != null);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "unsaved work not unlocked", e);
        }
    }

    private static Path lockOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    /** Whether the process in a file's name is no more. */
    private static boolean ownerGone(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return false;
        }
        // The number of a process is used again; its start tells them apart. Where the clock was set meanwhile,
        // processes differ about that, and only the lock says that the owner is there.
        return ProcessHandle.of(Long.parseLong(name.group(1)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process) == Long.parseLong(name.group(2)))
                .isEmpty();
    }

    private void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(new WorkspaceFile(file).backup());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "unsaved work not removed", e);
        }
        unlock(file);
    }

    private static long lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (NoSuchFileException e) {
            // Another has dealt with it.
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
