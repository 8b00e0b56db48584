package org.netsonde.engine.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.file.WholeFile;

/**
 * A workspace on disk. Nothing that a user made is lost: a save replaces the file in one move and keeps the file before
 * it as a backup; what cannot be read is set aside, not overwritten. Methods block on the disk and are not to be called
 * on the JavaFX thread or an event loop.
 *
 * @param path where it is
 */
public record WorkspaceFile(Path path) {

    /** The largest file that is read. */
    public static final int MAX_BYTES = 16 << 20;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * What {@link #restore} found.
     *
     * @param workspace the workspace, empty where there was none to read
     * @param failure what was wrong and where the unreadable file is now; null if nothing was
     */
    public record Restored(Workspace workspace, @Nullable Failure failure) {}

    /**
     * What {@link #open} found.
     *
     * @param workspace the workspace
     * @param edition what stood in the file, to be recognised when it is saved
     */
    public record Opened(Workspace workspace, Edition edition) {}

    /**
     * Reads the file.
     *
     * @throws FailureException of kind FILE if it cannot be read, WORKSPACE_UNREADABLE if it is not a workspace
     */
    public Workspace read() {
        return open().workspace();
    }

    /**
     * Reads the file, to be saved again later.
     *
     * @throws FailureException as {@link #read} does
     */
    public Opened open() {
        byte[] json = bytes(path);
        return new Opened(WorkspaceJson.read(json, path.toString()), Edition.of(json));
    }

    /**
     * Saves a workspace, whatever stands there. The file that was there becomes {@link #backup}; if it holds the same
     * already, nothing is written. A link is followed only where it leads to a workspace: the link stays and that file is
     * replaced.
     *
     * @return what stands there now
     * @throws FailureException of kind FILE if it could not be saved; then the file is as it was
     */
    public Edition write(Workspace workspace) {
        byte[] json = WorkspaceJson.write(workspace);
        write(target(), json);
        return Edition.of(json);
    }

    /**
     * Saves a workspace as {@link #write} does, unless somebody else has changed the file meanwhile. One that was deleted
     * is made again, and one that holds the same already is good.
     *
     * @param known what stood there when it was read or written last; null if that is not known, so that any other
     *     content counts as a change
     * @return what stands there now; nothing if somebody has changed it, and it stays as it is
     * @throws FailureException of kind FILE if it could not be saved; then the file is as it was
     */
    public Optional<Edition> writeOver(@Nullable Edition known, Workspace workspace) {
        byte[] json = WorkspaceJson.write(workspace);
        Path target = target();
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && !holds(target, json)
                && (known == null || edition(target).filter(known::equals).isEmpty())) {
            return Optional.empty();
        }
        write(target, json);
        return Optional.of(Edition.of(json));
    }

    private static void write(Path target, byte[] json) {
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            if (holds(target, json)) {
                return;
            }
            WholeFile.copy(target, backupOf(target));
        }
        WholeFile.replace(target, out -> out.write(json));
    }

    /** What stands there; nothing where it is too large to be a workspace. */
    private static Optional<Edition> edition(Path file) {
        try {
            return Optional.of(Edition.of(bytes(file)));
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.WORKSPACE_UNREADABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Where the file before the latest save is kept: in the same folder, and where this is a link, in that of its file. */
    public Path backup() {
        try {
            return backupOf(Files.isSymbolicLink(path) ? path.toRealPath() : path);
        } catch (IOException e) {
            // It leads nowhere, and nothing is saved through it.
            return backupOf(path);
        }
    }

    /**
     * Reads a file that belongs to the program, such as the one saved automatically. If there is none, or if it cannot
     * be read and has been set aside, the workspace is empty.
     *
     * @param now for the name under which an unreadable file is kept
     */
    public Restored restore(Instant now) {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Restored(Workspace.empty(), null);
        }
        try {
            return new Restored(read(), null);
        } catch (FailureException e) {
            Failure failure =
                    e.failure().kind() == Failure.Kind.WORKSPACE_UNREADABLE ? setAside(e.failure(), now) : e.failure();
            return new Restored(Workspace.empty(), failure);
        }
    }

    /**
     * Gives a file that could not be read a name of its own beside it, so that it is not in the way.
     *
     * @param cause why it could not be read
     * @param now for that name
     * @return what was wrong and where the file is now, or why it could not be set aside
     */
    public Failure setAside(Failure cause, Instant now) {
        Path aside = path.resolveSibling(path.getFileName() + ".unreadable-" + STAMP.format(now));
        try {
            Files.move(path, aside);
            return Failure.of(Failure.Kind.WORKSPACE_UNREADABLE, "workspaceSetAside", aside, cause.what());
        } catch (IOException e) {
            return FileFailures.of(path, e);
        }
    }

    /** A link that somebody else put there must not make a save overwrite any file it likes. */
    private Path target() {
        if (!Files.isSymbolicLink(path)) {
            return path;
        }
        try {
            Path real = path.toRealPath();
            new WorkspaceFile(real).read();
            return real;
        } catch (IOException | FailureException e) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "fileIsLink", path), e);
        }
    }

    private static Path backupOf(Path file) {
        return file.resolveSibling(file.getFileName() + "~");
    }

    private static boolean holds(Path file, byte[] content) {
        try {
            return Files.size(file) == content.length && Arrays.equals(bytes(file), content);
        } catch (IOException | FailureException e) {
            return false;
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "fileNotRegular", file));
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new FailureException(
                            Failure.of(Failure.Kind.WORKSPACE_UNREADABLE, "workspaceTooLarge", file, MAX_BYTES >> 20));
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(file, e), e);
        }
    }
}
