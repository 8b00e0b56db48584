package org.netsonde.engine.capture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.traffic.TrafficCursor;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.engine.traffic.WireForm;

/** A place in the traffic of one endpoint that is read from files. */
final class RecordedCursor implements TrafficCursor {

    /** Event loops' records are merged as they are collected, so that some in a file are older than its first. */
    private static final long SLACK_NANOS = 10_000_000_000L;

    private final RecordedFiles files;
    private final String endpointId;
    private final EventRestorer restorer;
    private final Queue<TrafficEvent> ready = new ArrayDeque<>();

    private long file = RecordedFiles.NONE;
    private @Nullable CaptureReader reader;
    private @Nullable CapturedInterface latest;
    private boolean started;
    /** What stands before this in this file is not handed over. */
    private long seekFile = RecordedFiles.NONE;

    private long seekTo;
    private long fromNanos = Long.MIN_VALUE;
    /** The number among the endpoint's records of the next one. */
    private long position;

    private long lost;

    /** A cursor that begins with the oldest record. */
    RecordedCursor(Supplier<List<Path>> files, String endpointId, WireForm wire) {
        this.files = new RecordedFiles(files);
        this.endpointId = endpointId;
        this.restorer = new EventRestorer(wire);
    }

    /** A cursor that begins behind what there is. */
    static RecordedCursor atEnd(Supplier<List<Path>> files, String endpointId, WireForm wire) {
        RecordedCursor cursor = new RecordedCursor(files, endpointId, wire);
        cursor.seekEnd();
        return cursor;
    }

    /** A cursor that begins with what was recorded at a time or later. */
    static RecordedCursor from(Supplier<List<Path>> files, String endpointId, WireForm wire, long nanos) {
        RecordedCursor cursor = new RecordedCursor(files, endpointId, wire);
        cursor.seek(nanos);
        return cursor;
    }

    private void seekEnd() {
        try {
            long newest = files.newest();
            if (newest != RecordedFiles.NONE) {
                try (FileChannel channel = files.opener(newest).open()) {
                    seekTo = channel.size();
                }
                seekFile = newest;
                // What went before is told by the section again; reading begins with the next file, which is this one.
                file = newest - 1;
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Passes over the files that end before the time. */
    private void seek(long nanos) {
        fromNanos = nanos;
        try {
            for (long number : files.all().reversed()) {
                if (firstNanos(number) <= nanos - SLACK_NANOS) {
                    file = number - 1;
                    return;
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** When a file begins; the furthest moment where it has nothing yet, or is gone. */
    private long firstNanos(long number) throws IOException {
        try {
            CapturedPacket first = new CaptureReader(files.opener(number), any -> true, (on, comment) -> {}).next();
            return first == null ? Long.MAX_VALUE : first.nanos();
        } catch (NoSuchFileException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public int poll(int max, Consumer<? super TrafficEvent> sink) {
        int count = 0;
        while (count < max) {
            TrafficEvent event = ready.poll();
            if (event != null) {
                count++;
                sink.accept(event);
            } else if (!read()) {
                break;
            }
        }
        return count;
    }

    /** Reads one packet; false if there is none for now. */
    private boolean read() {
        try {
            while (true) {
                if (take(nextHere())) {
                    return true;
                }
                long next = files.following(file);
                if (next == RecordedFiles.NONE) {
                    return false;
                }
                // More may have come before the next file was begun.
                if (take(nextHere())) {
                    return true;
                }
                go(next);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private @Nullable CapturedPacket nextHere() throws IOException {
        CaptureReader here = reader;
        try {
            return here == null ? null : here.next();
        } catch (NoSuchFileException e) {
            // It gave way to newer ones; the next one tells how much is missing.
            return null;
        }
    }

    private void go(long next) {
        file = next;
        reader = new CaptureReader(files.opener(next), this::isOurs, (on, comment) -> {});
        restorer.reset();
        latest = null;
    }

    private boolean isOurs(CapturedInterface on) {
        return on.facts() != null && on.facts().about().id().equals(endpointId);
    }

    private boolean take(@Nullable CapturedPacket packet) {
        CaptureReader here = reader;
        if (packet == null || here == null) {
            return false;
        }
        CapturedInterface on = packet.on();
        if (!on.equals(latest) && on.facts() != null) {
            latest = on;
            long before = on.facts().records();
            if (started) {
                lost += Math.max(0, before - position);
            }
            started = true;
            position = Math.max(position, before);
        }
        boolean seeking = file == seekFile && here.position() <= seekTo;
        restorer.accept(packet, event -> {
            position++;
            if (!seeking && event.nanos() >= fromNanos) {
                ready.add(event);
            }
        });
        return true;
    }

    private FailureException failure(IOException e) {
        return new FailureException(FileFailures.of(files.any(), e), e);
    }

    /** How many records of the endpoint there were up to here. */
    long position() {
        return position;
    }

    @Override
    public long lost() {
        return lost;
    }

    @Override
    public long lostOnLane() {
        return lost;
    }
}
