package org.netsonde.engine.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.traffic.TrafficCursor;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.engine.traffic.TrafficSource;
import org.netsonde.engine.traffic.TrafficStats;
import org.netsonde.engine.traffic.WireForm;

/**
 * What crossed one endpoint, as {@link CaptureWriter} wrote it into one or more files, perhaps while it still does. Cursors
 * stream from the disk, hold little memory and no open file; they may wait for the disk and throw {@link FailureException}
 * of kind FILE where it cannot be read. What was removed with a file before a cursor came to it counts as lost, exactly, once
 * the cursor reads behind it. Safe for threads.
 */
public final class RecordedTraffic implements TrafficSource {

    private static final TrafficStats NOT_SCANNED = new TrafficStats(0, 0, 0, 0, 0, 0);
    private static final int AT_ONCE = 4096;

    private final Supplier<List<Path>> files;
    private final String endpointId;
    private final WireForm wire;
    private volatile TrafficStats stats = NOT_SCANNED;

    /**
     * The traffic of an endpoint whose records are the bytes of the wire.
     *
     * @param files the files as they are now, oldest first
     * @param endpointId the id under which the endpoint was {@linkplain CaptureWriter#declare declared}
     */
    public RecordedTraffic(Supplier<List<Path>> files, String endpointId) {
        this(files, endpointId, WireForm.BYTES);
    }

    /**
     * The traffic of an endpoint.
     *
     * @param wire how its protocol's records looked on the wire, see {@link CaptureInterface#wire}
     */
    public RecordedTraffic(Supplier<List<Path>> files, String endpointId, WireForm wire) {
        this.files = files;
        this.endpointId = endpointId;
        this.wire = wire;
    }

    @Override
    public TrafficCursor cursor(boolean fromOldest) {
        return fromOldest ? new RecordedCursor(files, endpointId, wire) : RecordedCursor.atEnd(files, endpointId, wire);
    }

    /**
     * A cursor that hands over what was recorded at a time or later. Looks for the file to begin with on the caller's
     * thread.
     *
     * @param millis since the epoch
     */
    @Override
    public TrafficCursor cursorFrom(long millis) {
        long nanos = millis > Long.MAX_VALUE / 1_000_000 ? Long.MAX_VALUE : millis * 1_000_000;
        return RecordedCursor.from(files, endpointId, wire, nanos);
    }

    /** What the latest {@link #scan} found; all 0 before there was one. */
    @Override
    public TrafficStats stats() {
        return stats;
    }

    /**
     * Reads everything to count it; takes as long as that takes. {@code bytes} are those of the files, which hold the
     * traffic of all endpoints of the session.
     */
    public TrafficStats scan() {
        RecordedCursor cursor = new RecordedCursor(files, endpointId, wire);
        long[] counts = new long[2];
        int got;
        do {
            got = cursor.poll(AT_ONCE, (TrafficEvent event) -> {
                counts[0]++;
                counts[1] += event.truncated() ? 1 : 0;
            });
        } while (got == AT_ONCE);
        long total = cursor.position();
        stats = new TrafficStats(total, counts[0], Math.max(0, total - counts[0]), 0, counts[1], bytes());
        return stats;
    }

    private long bytes() {
        long bytes = 0;
        for (Path file : files.get()) {
            try {
                bytes += Files.size(file);
            } catch (IOException e) {
                // Removed in the meantime.
                bytes += 0;
            }
        }
        return bytes;
    }
}
