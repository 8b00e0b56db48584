package org.netsonde.engine.traffic;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * The records of one writer, oldest first, in a list of chunks. Appending takes no lock; a new chunk, eviction and
 * clearing are done under the store's lock. The number of a record counts from zero and is never used twice, so that a
 * reader that finds its place evicted knows exactly how many records it has missed.
 */
final class Lane {

    /** Where reading begins: a record's number and where it stands, or will stand. */
    record Start(Chunk chunk, int offset, long number) {}

    private static final VarHandle TRUNCATED;

    static {
        try {
            TRUNCATED = MethodHandles.lookup().findVarHandle(Lane.class, "truncated", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TrafficStore store;
    private final TrafficLog log;
    private final int snapLength;

    // Only the writer touches these.
    private Chunk chunk;
    private int position;
    private int count;

    // The writer writes this, anybody reads it.
    private long truncated;

    // Written under the store's lock.
    private volatile Start start;
    private volatile Chunk tail;
    private volatile boolean closed;
    private long evicted;
    private long cleared;

    Lane(TrafficStore store, TrafficLog log, int snapLength) {
        this.store = store;
        this.log = log;
        this.snapLength = snapLength;
        // No memory until there is something to record.
        this.chunk = new Chunk(new byte[0], 0, 0);
        this.tail = chunk;
        this.start = new Start(chunk, 0, 0);
    }

    TrafficLog log() {
        return log;
    }

    // The writer's side.

    void data(LatestRead latest, long connection, Direction direction, ByteBuf bytes, int length, long now) {
        int kept = makeRoom(Math.min(bytes.readableBytes(), snapLength), now);
        if (kept < 0) {
            return;
        }
        int at = position + Chunk.HEADER;
        bytes.getBytes(bytes.readerIndex(), chunk.data(), at, kept);
        if (direction == Direction.IN) {
            latest.set(chunk, connection, at, kept);
        }
        append(connection, direction, length, kept, at, now);
        if (kept < length) {
            countTruncated();
        }
    }

    void sameBytes(LatestRead latest, long connection, int length, long now) {
        Chunk source = chunk;
        int kept = latest.isFrom(source, connection) ? Math.min(length, latest.kept()) : 0;
        if (makeRoom(0, now) < 0) {
            return;
        }
        int at = latest.at();
        if (kept == 0) {
            at = position + Chunk.HEADER;
        } else if (chunk != source) {
            // The record opens a new chunk and a reference must not leave its chunk: this once the bytes are copied.
            at = position + Chunk.HEADER;
            kept = copy(source, latest.at(), Math.min(kept, chunk.data().length - at), at);
        }
        append(connection, Direction.OUT, length, kept, at, now);
        if (kept < length) {
            countTruncated();
        }
    }

    /** Copies from a full chunk, which may be evicted at any time; returns how much was kept: all or nothing. */
    private int copy(Chunk source, int from, int length, int to) {
        System.arraycopy(source.data(), from, chunk.data(), to, length);
        return source.isIntact() ? length : 0;
    }

    void event(long connection, Direction direction, byte[] text, boolean cut, long now) {
        int kept = makeRoom(text.length, now);
        if (kept < 0) {
            return;
        }
        int at = position + Chunk.HEADER;
        System.arraycopy(text, 0, chunk.data(), at, kept);
        append(connection, direction, 0, kept, at, now);
        if (cut || kept < text.length) {
            countTruncated();
        }
    }

    private void append(long connection, Direction direction, int length, int kept, int bytesAt, long now) {
        int at = position;
        chunk.header(at, now, connection, direction, length, kept, bytesAt);
        position = Chunk.following(at, kept, bytesAt);
        count++;
        chunk.publish(count, position);
    }

    /** How many of the wanted bytes can be kept in the next record; -1 if the log was closed. */
    private int makeRoom(int wanted, long now) {
        if (closed) {
            release();
            return -1;
        }
        if (chunk.data().length - position < Chunk.HEADER + wanted) {
            Chunk next = store.grow(this, Chunk.HEADER + wanted, chunk.first() + count, now);
            if (next == null) {
                return -1;
            }
            chunk = next;
            position = 0;
            count = 0;
        }
        return Math.min(wanted, chunk.data().length - position - Chunk.HEADER);
    }

    /** Lets go of the chunk of a closed log. */
    private void release() {
        if (chunk.data().length > 0) {
            chunk = tail;
            position = 0;
            count = 0;
        }
    }

    private void countTruncated() {
        TRUNCATED.setOpaque(this, truncated + 1);
    }

    // Under the store's lock.

    /** Puts a chunk behind the last one. */
    void link(Chunk next) {
        tail.linkTo(next);
        tail = next;
    }

    /** Whether there is a chunk that the writer is done with. */
    boolean canEvict() {
        return start.chunk() != tail;
    }

    /** Forgets the oldest chunk, which must not be the last; its array may be used again at once. */
    byte[] evictOldest() {
        Chunk oldest = start.chunk();
        Chunk next = Objects.requireNonNull(oldest.next());
        evicted += moveStart(new Start(next, 0, next.first()));
        return oldest.data();
    }

    /** Forgets all records; keeps the chunk that the writer is using. */
    void clear() {
        cleared += moveStart(now());
    }

    /** Forgets all records and lets go of all chunks; what is still appended is discarded. */
    void close() {
        closed = true;
        Chunk last = new Chunk(new byte[0], end(), 0);
        tail.linkTo(last);
        tail = last;
        cleared += moveStart(new Start(last, 0, last.first()));
    }

    private long moveStart(Start to) {
        Start from = start;
        // Before the flag, so that a reader that sees the flag finds a start behind what was dropped.
        start = to;
        Chunk dropped = from.chunk();
        while (dropped != to.chunk()) {
            Chunk next = Objects.requireNonNull(dropped.next());
            dropped.evict();
            dropped = next;
        }
        return to.number() - from.number();
    }

    boolean isClosed() {
        return closed;
    }

    long evicted() {
        return evicted;
    }

    long cleared() {
        return cleared;
    }

    // From any thread.

    Start start() {
        return start;
    }

    Chunk tail() {
        return tail;
    }

    /** Where the next record will stand. */
    Start now() {
        Chunk last = tail;
        long published = last.published();
        return new Start(last, Chunk.end(published), last.first() + Chunk.count(published));
    }

    /** The number that the next record will get. */
    long end() {
        Chunk last = tail;
        return last.first() + Chunk.count(last.published());
    }

    long truncated() {
        return (long) TRUNCATED.getOpaque(this);
    }
}
