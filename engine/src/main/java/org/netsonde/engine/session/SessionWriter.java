package org.netsonde.engine.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.file.OwnerLock;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.traffic.TrafficEvent;

/**
 * Writes the folder of one session: {@code session.json}, {@code metrics.jsonl}, {@code latency.hlog}, {@code
 * annotations.jsonl} and {@code traffic.pcapng}. Whatever is handed over is in the files when the call returns, or not at
 * all, except traffic, which waits for {@link #flush}. A process that dies at any moment leaves a folder that opens.
 *
 * <p>One thread. Failures of the disk are {@link FailureException}s of kind FILE; the writer can be used on when there is
 * room again.
 */
public final class SessionWriter implements AutoCloseable {

    /** Is locked in the folder of a session as long as it is recorded. */
    static final String LOCK = "lock";

    private static final int RESERVED_FOR_NOTES = 1_000;

    private final Path folder;
    private final OwnerLock lock;
    private final RotatingFile metrics;
    private final RotatingFile latencies;
    private final RotatingFile annotations;
    private final TrafficFile traffic;
    private final Map<String, Written> endpoints = new LinkedHashMap<>();
    private SessionInfo info;
    private long annotated;
    private long marksNotRecorded;
    private boolean forgetting;
    private boolean changed;
    private boolean declared;

    /** What is known of an endpoint that is being written. */
    private static final class Written {
        private final String key;
        private final List<MetricSpec> own;
        private EndpointInfo info;
        private Sample last;
        private long notRecorded;

        Written(String key, EndpointInfo info, List<MetricSpec> own) {
            this.key = key;
            this.info = info;
            this.own = own;
            this.last = Sample.zero(own.size());
        }
    }

    private SessionWriter(Path folder, SessionInfo info, long mostBytes, ProtocolRegistry protocols, OwnerLock lock)
            throws IOException {
        this.folder = folder;
        this.info = info;
        this.lock = lock;
        List<Closeable> open = new ArrayList<>();
        boolean done = false;
        try {
            metrics = opened(open, log("metrics", ".jsonl", mostBytes / 4, new byte[0]));
            latencies = opened(open, log("latency", ".hlog", mostBytes / 8, LatencyLog.BEGINNING));
            annotations = opened(open, log("annotations", ".jsonl", mostBytes / 8, new byte[0]));
            traffic = new TrafficFile(
                    folder, RotatingFile.Limits.of(mostBytes / 2), info.version(), info.machine(), protocols);
            done = true;
        } finally {
            if (!done) {
                for (Closeable each : open) {
                    each.close();
                }
            }
        }
    }

    private RotatingFile log(String name, String suffix, long mostBytes, byte[] beginning) throws IOException {
        return new RotatingFile(folder, name, suffix, RotatingFile.Limits.of(mostBytes), beginning);
    }

    private static RotatingFile opened(List<Closeable> open, RotatingFile log) {
        open.add(log);
        return log;
    }

    /**
     * Begins a session in a folder that is there and empty.
     *
     * @param info what is known of it so far
     * @param mostBytes what the session may take on disk, about; the oldest gives way. At least 1 MiB
     * @param protocols says how traffic looks on the wire
     * @throws FailureException of kind FILE if it cannot be written
     */
    public static SessionWriter create(Path folder, SessionInfo info, long mostBytes, ProtocolRegistry protocols) {
        try {
            OwnerLock lock = OwnerLock.take(folder.resolve(LOCK));
            try {
                // First, since a folder without one is no session.
                SessionFile.write(folder, new SessionDocument(info, List.of(), SessionTotals.NONE));
                return new SessionWriter(folder, info, Math.max(1 << 20, mostBytes), protocols, lock);
            } catch (IOException | FailureException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(folder, e), e);
        }
    }

    /** Where it writes. */
    public Path folder() {
        return folder;
    }

    /** What it says of the session as a whole. */
    public SessionInfo info() {
        return info;
    }

    /**
     * Says what an endpoint is, before anything else is said of it, and again when that has changed.
     *
     * @param own the protocol's own figures; the same each time
     */
    public void endpoint(EndpointInfo endpoint, List<MetricSpec> own) {
        Written known = endpoints.get(endpoint.id());
        if (known == null) {
            endpoints.put(endpoint.id(), new Written("e" + (endpoints.size() + 1), endpoint, own));
        } else if (known.info.equals(endpoint)) {
            return;
        } else {
            known.info = endpoint;
        }
        traffic.endpoint(endpoint);
        changed = true;
        declared = true;
    }

    /**
     * Writes a second of an endpoint.
     *
     * @param sample its counts since the session began
     * @param errors failures since then, by kind
     * @param latencies those of the second, or null for none
     */
    public void sample(
            String endpointId, Sample sample, Map<Failure.Kind, Long> errors, @Nullable Histogram latencies) {
        byte[] encoded = latencies == null ? null : LatencyLog.encode(latencies);
        sample(endpointId, sample, errors, encoded);
    }

    void sample(String endpointId, Sample sample, Map<Failure.Kind, Long> errors, byte @Nullable [] encodedLatencies) {
        Written endpoint = known(endpointId);
        if (declared) {
            // First, since the line says nothing without it.
            save();
        }
        try {
            metrics.rotate();
            metrics.append(SampleLine.write(endpoint.key, sample, endpoint.own, errors));
            if (encodedLatencies != null) {
                latencies.rotate();
                long to = sample.atMillis();
                long from = to - sample.intervalNanos() / 1_000_000;
                long max = sample.latency().max();
                latencies.append(LatencyLog.line(endpoint.key, from, to, max, encodedLatencies));
            }
        } catch (IOException e) {
            throw failure(e);
        }
        endpoint.last = sample;
        changed = true;
        if (metrics.deleted() > 0 && !forgetting) {
            forgetting = true;
            String text = Phrase.of("session.figuresGiveWay").toString();
            annotation(new Annotation(
                    "forgetting", Instant.ofEpochMilli(sample.atMillis()), Annotation.Kind.NOTE, "", text));
        }
    }

    /** Writes a record of traffic; it is in the file after {@link #flush}. */
    public void traffic(String endpointId, TrafficEvent event) {
        try {
            traffic.write(known(endpointId).info.id(), event);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Says how many records of an endpoint's traffic could not be recorded. */
    public void notRecorded(String endpointId, long records) {
        Written endpoint = known(endpointId);
        changed |= endpoint.notRecorded != records;
        endpoint.notRecorded = records;
    }

    /** Writes a marked moment. */
    public void annotation(Annotation annotation) {
        // What marks itself leaves room for the user's notes.
        boolean note = annotation.kind() == Annotation.Kind.NOTE;
        if (annotated >= (note ? Annotations.MOST : Annotations.MOST - RESERVED_FOR_NOTES)) {
            marksNotRecorded++;
            return;
        }
        try {
            annotations.append(AnnotationLines.line(annotation));
            traffic.annotate(annotation);
        } catch (IOException e) {
            throw failure(e);
        }
        annotated++;
        changed = true;
    }

    /** How many marks were more than a session may have. */
    long marksNotRecorded() {
        return marksNotRecorded;
    }

    /** Hands the traffic so far to the system: a process that is killed no longer takes it along. */
    public void flush() {
        try {
            traffic.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Makes everything so far survive a loss of power. */
    public void force() {
        try {
            traffic.flush();
            traffic.force();
            metrics.force();
            latencies.force();
            annotations.force();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Writes what the session came to so far into its main file, if that has changed. */
    public void save() {
        if (changed) {
            SessionFile.write(folder, document());
            changed = false;
            declared = false;
        }
    }

    private SessionDocument document() {
        List<SessionDocument.Entry> entries = new ArrayList<>();
        long bytesIn = 0;
        long bytesOut = 0;
        long requests = 0;
        long errors = 0;
        long newest = info.ended().toEpochMilli();
        for (Written endpoint : endpoints.values()) {
            entries.add(new SessionDocument.Entry(endpoint.key, endpoint.info, endpoint.own, endpoint.notRecorded));
            bytesIn += endpoint.last.bytesIn();
            bytesOut += endpoint.last.bytesOut();
            requests += endpoint.last.requests();
            errors += endpoint.last.errors();
            newest = Math.max(newest, endpoint.last.atMillis());
        }
        SessionInfo until = info.state() == SessionInfo.State.RECORDING
                ? info.with(info.state(), Instant.ofEpochMilli(newest))
                : info;
        return new SessionDocument(until, entries, new SessionTotals(bytesIn, bytesOut, requests, errors, annotated));
    }

    /** Bytes on disk so far. */
    public long size() {
        return metrics.size() + latencies.size() + annotations.size() + traffic.size();
    }

    /**
     * Ends the session.
     *
     * @param state how it ended
     */
    public void end(SessionInfo.State state, Instant ended) {
        end(state, info.started(), ended);
    }

    /**
     * Ends a session of which it was not known before when it began.
     *
     * @param state how it ended
     */
    public void end(SessionInfo.State state, Instant started, Instant ended) {
        try {
            traffic.end();
        } catch (IOException e) {
            throw failure(e);
        }
        force();
        info = info.with(state, started, ended);
        changed = true;
        save();
        close();
    }

    /** Lets go of the files; a session that was not {@linkplain #end ended} counts as cut off. */
    @Override
    public void close() {
        try (lock;
                traffic;
                annotations;
                latencies;
                metrics) {
            return;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Written known(String id) {
        Written endpoint = endpoints.get(id);
        if (endpoint == null) {
            throw new IllegalArgumentException("an endpoint that was not declared: " + id);
        }
        return endpoint;
    }

    private FailureException failure(IOException e) {
        return new FailureException(FileFailures.of(folder, e), e);
    }
}
