package org.netsonde.engine.traffic;

import io.netty.util.concurrent.OrderedEventExecutor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bounded record of what crossed one endpoint. Event loops write through taps, readers hold cursors; memory comes
 * from the {@link TrafficStore} and the oldest records give way. Safe for threads.
 */
public final class TrafficLog implements TrafficSource, AutoCloseable {

    /** How many event loops get a lane of their own; later ones share one. */
    static final int MAX_OWN_LANES = 256;

    private final TrafficStore store;
    private final long epochOffset;
    private final IdentityHashMap<OrderedEventExecutor, TrafficTap> own = new IdentityHashMap<>();
    private final Lock sharedLock = new ReentrantLock();

    // Written under the store's lock.
    private volatile List<Lane> lanes = List.of();
    private @Nullable Lane shared;
    private boolean closed;
    private long held;

    TrafficLog(TrafficStore store, long epochOffset) {
        this.store = store;
        this.epochOffset = epochOffset;
    }

    /**
     * Where one owner writes. An event loop (an executor that keeps order, so has one thread at a time) gets a lane of
     * its own, always the same one, and appends to it without locks; the tap may only be used on that event loop. Other
     * owners, such as virtual threads, get taps that may be used from any thread and share one lane, under a lock;
     * {@link TrafficTap#sameBytes} refers to the latest read of the same tap, so each owner takes its own.
     *
     * @return a tap that records nothing if the log is closed
     */
    public TrafficTap tap(Object owner) {
        synchronized (store.lock()) {
            if (closed) {
                return TrafficTap.NONE;
            }
            if (owner instanceof OrderedEventExecutor loop) {
                TrafficTap known = own.get(loop);
                if (known != null) {
                    return known;
                }
                if (own.size() < MAX_OWN_LANES) {
                    TrafficTap tap = new LaneTap(addLane());
                    own.put(loop, tap);
                    return tap;
                }
            }
            Lane lane = shared;
            if (lane == null) {
                lane = addLane();
                shared = lane;
            }
            return new LockedTap(new LaneTap(lane), sharedLock);
        }
    }

    private Lane addLane() {
        Lane lane = new Lane(store, this, store.snapLength());
        List<Lane> more = new ArrayList<>(lanes);
        more.add(lane);
        lanes = List.copyOf(more);
        return lane;
    }

    @Override
    public TrafficCursor cursor(boolean fromOldest) {
        synchronized (store.lock()) {
            List<LaneReader> readers = new ArrayList<>();
            for (Lane lane : lanes) {
                readers.add(new LaneReader(lane, fromOldest ? lane.start() : lane.now(), 0, epochOffset));
            }
            return new LogCursor(this, readers);
        }
    }

    /** A reader for a lane that was added after the cursor was made. */
    LaneReader reader(Lane lane) {
        Lane.Start start = lane.start();
        return new LaneReader(lane, start, start.number(), epochOffset);
    }

    @Override
    public TrafficStats stats() {
        synchronized (store.lock()) {
            long total = 0;
            long stored = 0;
            long evicted = 0;
            long cleared = 0;
            long truncated = 0;
            for (Lane lane : lanes) {
                long end = lane.end();
                total += end;
                stored += end - lane.start().number();
                evicted += lane.evicted();
                cleared += lane.cleared();
                truncated += lane.truncated();
            }
            return new TrafficStats(total, stored, evicted, cleared, truncated, held);
        }
    }

    /** The present by the log's clock, in nanoseconds since the epoch, as in {@link TrafficEvent#nanos}. */
    public long now() {
        return epochOffset + System.nanoTime();
    }

    /** Removes all records. What a cursor had not read yet is lost to it. Chunks in use by event loops are kept. */
    public void clear() {
        synchronized (store.lock()) {
            long kept = 0;
            for (Lane lane : lanes) {
                lane.clear();
                kept += lane.tail().data().length;
            }
            store.account(this, kept - held);
        }
    }

    /** Removes all records and gives the memory back. What is still appended is discarded. */
    @Override
    public void close() {
        synchronized (store.lock()) {
            if (closed) {
                return;
            }
            closed = true;
            lanes.forEach(Lane::close);
            store.account(this, -held);
            store.remove(this);
            own.clear();
        }
    }

    List<Lane> lanes() {
        return lanes;
    }

    // Under the store's lock.

    long held() {
        return held;
    }

    void addHeld(long bytes) {
        held += bytes;
    }

    /** The lane whose oldest chunk is the oldest of those that writers are done with. */
    @Nullable
    Lane oldest() {
        Lane oldest = null;
        for (Lane lane : lanes) {
            if (lane.canEvict()
                    && (oldest == null
                            || lane.start().chunk().startedAt()
                                            - oldest.start().chunk().startedAt()
                                    < 0)) {
                oldest = lane;
            }
        }
        return oldest;
    }
}
