package org.netsonde.engine.har;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.session.Machine;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionImport;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Makes a session of a HAR file: an endpoint for each origin, its requests and answers as HTTP/1.1 would have them on the
 * wire, the time to the first byte as latency, statuses from 400 on and requests without an answer as errors. Secrets in
 * header fields, parameters of addresses, forms, JSON and reasons of failure are masked by their names; bodies of other kinds
 * are as they were, which a mark of the session says. It is called as the file is, and so kept however old its traffic is.
 *
 * @param version the version of Netsonde, for the sessions that are made
 */
public record HarImport(String version) implements SessionImport {

    /** The largest file that is read. */
    static final long MAX_BYTES = 512L << 20;

    @Override
    public String id() {
        return "har";
    }

    @Override
    public List<String> extensions() {
        return List.of("har");
    }

    @Override
    public boolean recognises(byte[] head, String name) {
        String text = new String(head, StandardCharsets.UTF_8)
                .replaceFirst("^\ufeff", "")
                .stripLeading();
        return name.toLowerCase(Locale.ROOT).endsWith(".har") || text.matches("(?s)\\{\\s*\"log\"\\s*:\\s*\\{.*");
    }

    /** What the first reading finds out. */
    private static final class Overview {
        private double first = Double.POSITIVE_INFINITY;
        private boolean isHar;
        private String creator = "";
    }

    @Override
    public SessionInfo read(Path file, SessionStore store, Progress progress) {
        Overview overview = overview(file, progress);
        if (!overview.isHar) {
            throw none(file, "-");
        } else if (Double.isInfinite(overview.first)) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "harEmpty", file));
        }
        String fileName = String.valueOf(file.getFileName());
        SessionWriter writer = store.create(
                fileName,
                Instant.ofEpochMilli((long) Math.floor(overview.first)),
                version,
                new Machine("", "", 0, ""),
                "HTTP",
                Retention.STANDARD.sessionBytes());
        boolean done = false;
        try (writer) {
            HarSession session = new HarSession(writer, fileName);
            HarReader reader = new HarReader(session::entry, session::page);
            read(file, reader, fraction -> progress.done(0.5 + fraction / 2));
            session.end(overview.creator, reader.leftOut());
            String id = writer.info().id();
            // It is as old as its traffic, and would be cleared away were it not named.
            store.rename(id, fileName);
            SessionInfo info = store.summary(id).info();
            done = true;
            return info;
        } finally {
            if (!done) {
                writer.close();
                store.delete(writer.info().id());
            }
        }
    }

    private static Overview overview(Path file, Progress progress) {
        Overview overview = new Overview();
        HarReader reader = new HarReader(
                entry -> {
                    if (Origin.of(entry.request().url()) != null) {
                        overview.first = Math.min(overview.first, entry.startedMillis());
                    }
                },
                page -> {});
        overview.isHar = read(file, reader, fraction -> progress.done(fraction / 2));
        overview.creator = reader.creator();
        return overview;
    }

    private static boolean read(Path file, HarReader reader, Progress progress) {
        try {
            if (!Files.isRegularFile(file) && Files.exists(file)) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "fileNotRegular", file));
            }
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "fileTooLarge", file, MAX_BYTES >> 10));
            }
            try (InputStream in = new Reported(Files.newInputStream(file), size, progress)) {
                return reader.read(in);
            }
        } catch (JacksonIOException e) {
            IOException cause = e.getCause();
            throw new FailureException(FileFailures.of(file, cause == null ? new IOException(e) : cause), e);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : at.getLineNr() + ":" + at.getColumnNr() + " ";
            throw none(file, where + e.getOriginalMessage());
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(file, e), e);
        }
    }

    private static FailureException none(Path file, String why) {
        return new FailureException(Failure.of(Failure.Kind.FILE, "harNone", file, why));
    }

    /** Tells how far a file was read, and ends the reading where nobody wants it any more. */
    private static final class Reported extends FilterInputStream {
        private final long size;
        private final Progress progress;
        private long read;

        Reported(InputStream in, long size, Progress progress) {
            super(in);
            this.size = size;
            this.progress = progress;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            read += Math.max(0, count);
            if (read > MAX_BYTES) {
                throw new IOException("the file grows while it is read");
            }
            if (!progress.done(size == 0 ? 1 : Math.min(1, (double) read / size))) {
                throw new CancellationException("the import was cancelled");
            }
            return count;
        }
    }
}
