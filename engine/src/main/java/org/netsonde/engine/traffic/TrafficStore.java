package org.netsonde.engine.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory that all traffic logs of an engine share.
 *
 * <p>Logs fill chunks. A lane's first chunk is small and the next ones are larger, so that an endpoint that says little
 * holds little. When the budget is used up, whoever needs a chunk gets that of the log that holds most: its oldest that
 * is full. So a flood on one endpoint drives out its own past and not what a quiet endpoint recorded. Chunks that are
 * being written stay; a lane that needs a chunk when there are only such starts its own anew. The budget is kept except
 * that a lane always gets its first chunk of {@value #SMALLEST_CHUNK} bytes.
 *
 * <p>Safe for threads.
 */
public final class TrafficStore {

    /** The default budget: 64 MiB. */
    public static final long DEFAULT_BUDGET = 64L << 20;

    /** The default for how much of one read is kept: 64 KiB. */
    public static final int DEFAULT_SNAP_LENGTH = 64 << 10;

    static final int SMALLEST_CHUNK = 4 << 10;
    private static final int LARGEST_CHUNK = 256 << 10;
    private static final int GROWTH = 4;

    private final Object lock = new Object();
    private final long budget;
    private final int snapLength;
    private final int largestChunk;
    private final List<TrafficLog> logs = new ArrayList<>();
    private long held;

    /** A store with the default budget and snap length. */
    public TrafficStore() {
        this(DEFAULT_BUDGET, DEFAULT_SNAP_LENGTH);
    }

    /**
     * A store.
     *
     * @param budgetBytes the memory for all logs together, at least 8 KiB
     * @param snapLength how many bytes of one read are kept at most, at least 0. A read that is longer than the largest
     *     chunk, which is 256 KiB or less if that is more than an eighth of the budget, is cut to that too
     * @throws IllegalArgumentException if one is out of range
     */
    public TrafficStore(long budgetBytes, int snapLength) {
        if (budgetBytes < 2 * SMALLEST_CHUNK || snapLength < 0) {
            throw new IllegalArgumentException("budget " + budgetBytes + ", snap length " + snapLength);
        }
        this.budget = budgetBytes;
        this.snapLength = snapLength;
        int largest = SMALLEST_CHUNK;
        while (largest < LARGEST_CHUNK && (long) largest * GROWTH <= budgetBytes / 8) {
            largest *= GROWTH;
        }
        this.largestChunk = largest;
    }

    /** A new log; its times are wall clock now, and monotone from here. */
    public TrafficLog open() {
        Instant wall = Instant.now();
        long epochNanos = wall.getEpochSecond() * 1_000_000_000L + wall.getNano();
        TrafficLog log = new TrafficLog(this, epochNanos - System.nanoTime());
        synchronized (lock) {
            logs.add(log);
        }
        return log;
    }

    /** The memory that all logs may hold together, in bytes. */
    public long budget() {
        return budget;
    }

    /** The memory that all logs hold, in bytes. */
    public long held() {
        synchronized (lock) {
            return held;
        }
    }

    int snapLength() {
        return snapLength;
    }

    /** Guards the lists of lanes and chunks of all logs. Taken once per chunk, never per record. */
    Object lock() {
        return lock;
    }

    /**
     * A new chunk at the end of a lane; only called by the lane's writer.
     *
     * @param atLeast how large it should be, which it may not be
     * @param first the number of its first record
     * @return null if the log was closed
     */
    @Nullable
    Chunk grow(Lane lane, int atLeast, long first, long now) {
        synchronized (lock) {
            if (lane.isClosed()) {
                return null;
            }
            byte[] last = lane.tail().data();
            int size = last.length == 0 ? SMALLEST_CHUNK : Math.min(last.length * GROWTH, largestChunk);
            while (size < atLeast && size < largestChunk) {
                size *= GROWTH;
            }
            byte[] data = claim(lane, size);
            Chunk chunk = new Chunk(data != null ? data : last, first, now);
            lane.link(chunk);
            if (data == null || last.length == 0) {
                lane.evictOldest();
            }
            return chunk;
        }
    }

    /** An array for a lane's next chunk; null if the lane must use that of its last. */
    private byte @Nullable [] claim(Lane lane, int size) {
        byte[] spare = null;
        while (held + size > budget) {
            Lane victim = victim();
            if (victim == null) {
                return lane.tail().data().length > 0 ? null : allocate(lane, SMALLEST_CHUNK);
            }
            byte[] freed = victim.evictOldest();
            account(victim.log(), -freed.length);
            if (freed.length == size) {
                spare = freed;
            }
        }
        if (spare == null) {
            return allocate(lane, size);
        }
        account(lane.log(), size);
        return spare;
    }

    private byte[] allocate(Lane lane, int size) {
        account(lane.log(), size);
        return new byte[size];
    }

    /** The lane with the oldest full chunk of the log that holds most of those that have one. */
    private @Nullable Lane victim() {
        TrafficLog largest = null;
        for (TrafficLog log : logs) {
            if ((largest == null || log.held() > largest.held()) && log.oldest() != null) {
                largest = log;
            }
        }
        return largest == null ? null : largest.oldest();
    }

    /** Adds to what a log holds. Under the lock. */
    void account(TrafficLog log, long bytes) {
        held += bytes;
        log.addHeld(bytes);
    }

    /** Forgets a log. Under the lock. */
    void remove(TrafficLog log) {
        logs.remove(log);
    }
}
