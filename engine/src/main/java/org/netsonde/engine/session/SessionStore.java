package org.netsonde.engine.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.file.OwnerLock;
import org.netsonde.engine.file.PrivateFiles;
import org.netsonde.engine.protocol.ProtocolRegistry;

/**
 * The sessions in a folder, one folder each. Methods wait for the disk, may be called from any thread, and throw {@link
 * FailureException} of kind FILE. Several processes may use the same folder.
 */
public final class SessionStore {

    private static final System.Logger LOG = System.getLogger(SessionStore.class.getName());
    private static final DateTimeFormatter BEGIN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final ProtocolRegistry protocols;
    private final SecureRandom random = new SecureRandom();

    /** Held while something that the user says of a session is read and written again. */
    private final Object words = new Object();

    /**
     * The sessions in a folder, which is made with the first of them.
     *
     * @param protocols says how traffic looks on the wire
     */
    public SessionStore(Path folder, ProtocolRegistry protocols) {
        this.folder = folder;
        this.protocols = protocols;
    }

    /** Where the sessions are. */
    public Path folder() {
        return folder;
    }

    /** The folder of a session, which need not be there. */
    public Path folder(String id) {
        Path of = folder.resolve(id).normalize();
        if (id.isEmpty() || !folder.normalize().equals(of.getParent())) {
            throw unknown(id);
        }
        return of;
    }

    /** All sessions, the newest first. One that cannot be read is passed over, and logged. */
    public List<SessionSummary> list() {
        List<SessionSummary> all = new ArrayList<>();
        for (Path of : folders()) {
            try {
                all.add(summary(of));
            } catch (FailureException e) {
                LOG.log(System.Logger.Level.WARNING, "{0} is not listed: {1}", of.getFileName(), e.getMessage());
            }
        }
        all.sort(Comparator.comparing((SessionSummary summary) -> summary.info().started())
                .thenComparing(summary -> summary.info().id())
                .reversed());
        return all;
    }

    /** One session as in the list. */
    public SessionSummary summary(String id) {
        return summary(existing(id));
    }

    private static SessionSummary summary(Path of) {
        SessionDocument document = SessionFile.read(of);
        return new SessionSummary(
                document.info(),
                document.endpoints().stream().map(entry -> entry.info().name()).toList(),
                document.totals(),
                size(of));
    }

    private List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                        && Files.isRegularFile(entry.resolve(SessionFile.NAME), LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(entry);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(folder, e), e);
        }
        return folders;
    }

    /** Opens a session to read. */
    public StoredSession open(String id) {
        return StoredSession.open(existing(id), protocols);
    }

    /**
     * Begins a session in a new folder.
     *
     * @param origin the file that it is made from; empty where it is recorded
     * @param started when it began
     * @param mostBytes what it may take on disk, about
     */
    public SessionWriter create(
            String origin, Instant started, String version, Machine machine, String transport, long mostBytes) {
        PrivateFiles.folder(folder);
        byte[] mark = new byte[3];
        random.nextBytes(mark);
        String id = BEGIN.format(started) + "-" + HexFormat.of().formatHex(mark);
        Path of = folder.resolve(id);
        PrivateFiles.folder(of);
        SessionInfo info = new SessionInfo(
                id, SessionInfo.State.RECORDING, "", "", origin, started, started, version, machine, transport);
        try {
            return SessionWriter.create(of, info, mostBytes, protocols);
        } catch (FailureException e) {
            deleteFolder(of);
            throw e;
        }
    }

    /** Calls a session something else; empty for nothing. */
    public void rename(String id, String name) {
        Path of = existing(id);
        synchronized (words) {
            new SessionWords(name, SessionWords.read(of).notes()).write(of);
        }
    }

    /** Replaces what was written about a session; empty for nothing. */
    public void notes(String id, String text) {
        Path of = existing(id);
        synchronized (words) {
            new SessionWords(SessionWords.read(of).name(), text).write(of);
        }
    }

    /**
     * Marks a moment of a session that is no longer recorded.
     *
     * @param endpointId the endpoint concerned; empty for the whole session
     */
    public Annotation annotate(String id, Instant at, String endpointId, String text) {
        Path of = ended(id);
        try {
            synchronized (words) {
                return annotate(of, at, endpointId, text);
            }
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(of, e), e);
        }
    }

    private Annotation annotate(Path of, Instant at, String endpointId, String text) throws IOException {
        List<Annotation> all = new ArrayList<>(AnnotationLines.read(of));
        if (all.size() >= Annotations.MOST) {
            throw new FailureException(
                    Failure.of(Failure.Kind.FILE, "sessionMarksFull", of.getFileName(), Annotations.MOST));
        }
        byte[] mark = new byte[6];
        random.nextBytes(mark);
        Annotation annotation =
                new Annotation("n" + HexFormat.of().formatHex(mark), at, Annotation.Kind.NOTE, endpointId, text);
        all.add(annotation);
        write(of, all);
        return annotation;
    }

    /** Takes a mark out of a session that is no longer recorded. */
    public void removeAnnotation(String id, String annotationId) {
        Path of = ended(id);
        try {
            write(
                    of,
                    AnnotationLines.read(of).stream()
                            .filter(annotation -> !annotation.id().equals(annotationId))
                            .toList());
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(of, e), e);
        }
    }

    private static void write(Path of, List<Annotation> all) {
        AnnotationLines.write(of, all);
        SessionDocument document = SessionFile.read(of);
        SessionTotals totals = document.totals();
        SessionFile.write(
                of,
                new SessionDocument(
                        document.info(),
                        document.endpoints(),
                        new SessionTotals(
                                totals.bytesIn(), totals.bytesOut(), totals.requests(), totals.errors(), all.size())));
    }

    /** Deletes a session that is no longer recorded. */
    public void delete(String id) {
        deleteFolder(ended(id));
    }

    /** What all sessions take on disk, in bytes. */
    public long used() {
        return folders().stream().mapToLong(SessionStore::size).sum();
    }

    /**
     * Looks for sessions whose recording was cut off, and closes them as they stand.
     *
     * @return what was found
     */
    public List<SessionSummary> recover() {
        List<SessionSummary> recovered = new ArrayList<>();
        for (Path of : folders()) {
            try {
                if (SessionFile.read(of).info().state() == SessionInfo.State.RECORDING && recover(of)) {
                    recovered.add(summary(of));
                }
            } catch (IOException | FailureException e) {
                LOG.log(System.Logger.Level.WARNING, "{0} is not recovered: {1}", of.getFileName(), e.getMessage());
            }
        }
        return recovered;
    }

    private boolean recover(Path of) throws IOException {
        try (OwnerLock lock = OwnerLock.takeOver(of.resolve(SessionWriter.LOCK))) {
            // Whoever recorded it may have ended it, and unlocked it, since it was looked at.
            if (lock == null || SessionFile.read(of).info().state() != SessionInfo.State.RECORDING) {
                return false;
            }
            try (StoredSession session = StoredSession.open(of, protocols)) {
                SessionFile.write(of, SessionFile.read(of).recovered(session));
            }
            return true;
        }
    }

    /**
     * Deletes what is older or more than is to be kept; of what is deleted, the oldest first. What the user has named or
     * written notes on stays, and does not count.
     *
     * @param except the id of a session that stays in any case, such as the one that has just ended; empty for none
     */
    public void prune(Retention retention, Instant now, String except) {
        List<SessionSummary> oldestFirst = list().reversed().stream()
                .filter(summary -> !summary.kept() && summary.info().state() != SessionInfo.State.RECORDING)
                .toList();
        long used = oldestFirst.stream().mapToLong(SessionSummary::size).sum();
        for (SessionSummary summary : oldestFirst) {
            boolean old = summary.info().ended().isBefore(now.minus(retention.age()));
            if ((old || used > retention.totalBytes()) && !summary.info().id().equals(except)) {
                deleteFolder(folder(summary.info().id()));
                used -= summary.size();
            }
        }
    }

    private Path existing(String id) {
        Path of = folder(id);
        if (!Files.isRegularFile(of.resolve(SessionFile.NAME), LinkOption.NOFOLLOW_LINKS)) {
            throw unknown(id);
        }
        return of;
    }

    /** The folder of a session that nobody records any more. */
    private Path ended(String id) {
        Path of = existing(id);
        if (SessionFile.read(of).info().state() == SessionInfo.State.RECORDING) {
            try (OwnerLock lock = OwnerLock.takeOver(of.resolve(SessionWriter.LOCK))) {
                if (lock == null) {
                    throw new FailureException(Failure.of(Failure.Kind.FILE, "sessionRunning", id));
                }
            } catch (IOException e) {
                throw new FailureException(FileFailures.of(of, e), e);
            }
        }
        return of;
    }

    private static FailureException unknown(String id) {
        return new FailureException(Failure.of(Failure.Kind.FILE, "sessionUnknown", id));
    }

    private static long size(Path of) {
        long size = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(of)) {
            for (Path file : files) {
                size += size(file, Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "size of a session", e);
        }
        return size;
    }

    private static long size(Path file, boolean regular) throws IOException {
        try {
            return regular ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            // It has given way to newer ones.
            return 0;
        }
    }

    /**
     * Deletes a folder of files; the main file first, so that what is left is no session. Another process may be at it at
     * the same time.
     */
    private static void deleteFolder(Path of) {
        try {
            Files.deleteIfExists(of.resolve(SessionFile.NAME));
            List<Path> files;
            try (Stream<Path> entries = Files.list(of)) {
                files = entries.toList();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(of);
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> of + " was deleted by another process", e);
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(of, e), e);
        }
    }
}
