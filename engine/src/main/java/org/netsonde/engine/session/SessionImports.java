package org.netsonde.engine.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.capture.CaptureFormat;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.har.HarImport;
import org.netsonde.engine.protocol.ProtocolRegistry;

/**
 * The formats from which sessions can be made.
 *
 * @param all one of each; of two that recognise a file, the first reads it
 */
public record SessionImports(List<SessionImport> all) {

    /** How many bytes of a file are looked at to recognise it. */
    public static final int HEAD = 4_096;

    public SessionImports {
        all = List.copyOf(all);
    }

    /**
     * The formats that come with Netsonde.
     *
     * @param protocols says how traffic looks on the wire
     * @param version the version of Netsonde, for the sessions that are made
     */
    public static SessionImports builtin(ProtocolRegistry protocols, String version) {
        return new SessionImports(List.of(new CaptureFormat(protocols, version), new HarImport(version)));
    }

    /** How the names of files that can be imported end, without the dot. */
    public List<String> extensions() {
        return all.stream()
                .flatMap(each -> each.extensions().stream())
                .distinct()
                .toList();
    }

    /**
     * Whether there is a format for a file.
     *
     * @throws FailureException of kind FILE if it cannot be read
     */
    public boolean recognises(Path file) {
        return of(file).isPresent();
    }

    private Optional<SessionImport> of(Path file) {
        byte[] head = head(file);
        String name = String.valueOf(file.getFileName());
        return all.stream().filter(each -> each.recognises(head, name)).findFirst();
    }

    /**
     * Makes a session of a file, whatever its format.
     *
     * @throws FailureException of kind FILE if there is no such file or its format is not known; or why it is no good
     * @throws CancellationException if the progress says so
     */
    public SessionInfo read(Path file, SessionStore store, Progress progress) {
        return of(file).orElseThrow(() -> new FailureException(Failure.of(
                        Failure.Kind.FILE,
                        "importUnknown",
                        file.toString(),
                        extensions().stream().map(end -> "." + end).collect(Collectors.joining(", ")))))
                .read(file, store, progress);
    }

    private static byte[] head(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "fileNotRegular", file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(file, e), e);
        }
    }
}
