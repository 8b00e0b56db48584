package org.netsonde.engine.traffic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one lane's records. One thread writes it; any number read it at the same time.
 *
 * <p>A record is a header of {@value #HEADER} bytes and the bytes that were kept, rounded up to eight. The header says
 * where in this chunk the bytes stand: behind it, or in an earlier record that had the same bytes. References never
 * leave the chunk, so that a chunk can be dropped, or written to a file, by itself.
 *
 * <p>How readers and the writer agree: the writer writes a record, then {@linkplain #publish publishes} the new end with
 * a release store. A chunk is used once; when it is evicted its array may go to another chunk, perhaps of another lane.
 * For that, {@link #evict} sets the flag before anything can be written to the array (store-store fence), and a reader
 * checks the flag after it has copied (load fence, {@link #isIntact}): if any byte that it copied was of the array's
 * next use, it sees the flag and throws the copy away.
 */
final class Chunk {

    /** Bytes of a header. */
    static final int HEADER = 32;

    private static final int CONNECTION = 8;
    private static final int LENGTH = 16;
    private static final int KEPT = 20;
    private static final int BYTES_AT = 24;
    private static final int DIRECTION = 28;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle PUBLISHED;

    static {
        try {
            PUBLISHED = MethodHandles.lookup().findVarHandle(Chunk.class, "published", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final byte[] data;
    private final long first;
    private final long startedAt;
    private long published;
    private volatile @Nullable Chunk next;
    private volatile boolean evicted;

    /**
     * An empty chunk.
     *
     * @param data where its records go; a multiple of eight bytes
     * @param first the number in its lane of its first record
     * @param startedAt {@link System#nanoTime()} of its first record
     */
    Chunk(byte[] data, long first, long startedAt) {
        this.data = data;
        this.first = first;
        this.startedAt = startedAt;
    }

    byte[] data() {
        return data;
    }

    long first() {
        return first;
    }

    long startedAt() {
        return startedAt;
    }

    // The writer's side.

    void header(int at, long now, long connection, Direction direction, int length, int kept, int bytesAt) {
        LONGS.set(data, at, now);
        LONGS.set(data, at + CONNECTION, connection);
        INTS.set(data, at + LENGTH, length);
        INTS.set(data, at + KEPT, kept);
        INTS.set(data, at + BYTES_AT, bytesAt);
        INTS.set(data, at + DIRECTION, code(direction));
    }

    /** Lets readers see the first {@code count} records, which end before {@code end}. */
    void publish(int count, int end) {
        PUBLISHED.setRelease(this, (long) count << 32 | end);
    }

    void linkTo(Chunk following) {
        next = following;
    }

    /** Makes every copy that is still being made invalid; afterwards the array may be written again. */
    void evict() {
        evicted = true;
        // A cursor that nobody polls must not keep all that came later alive.
        next = null;
        VarHandle.storeStoreFence();
    }

    // The readers' side. What these return is only to be believed if isIntact() holds afterwards.

    /** How many records can be read, and where they end, in one number: see {@link #count} and {@link #end}. */
    long published() {
        return (long) PUBLISHED.getAcquire(this);
    }

    static int count(long published) {
        return (int) (published >>> 32);
    }

    static int end(long published) {
        return (int) published;
    }

    /** The chunk behind this one in its lane, once there is one; none after this one was evicted. */
    @Nullable
    Chunk next() {
        return next;
    }

    long now(int at) {
        return (long) LONGS.get(data, at);
    }

    long connection(int at) {
        return (long) LONGS.get(data, at + CONNECTION);
    }

    int length(int at) {
        return (int) INTS.get(data, at + LENGTH);
    }

    int kept(int at) {
        return (int) INTS.get(data, at + KEPT);
    }

    int bytesAt(int at) {
        return (int) INTS.get(data, at + BYTES_AT);
    }

    int directionCode(int at) {
        return (int) INTS.get(data, at + DIRECTION);
    }

    /** Whether everything read from this chunk until now was its own. */
    boolean isIntact() {
        VarHandle.acquireFence();
        return !evicted;
    }

    static Direction direction(int code) {
        return switch (code) {
            case 0 -> Direction.IN;
            case 1 -> Direction.OUT;
            case 2 -> Direction.OPENED;
            case 3 -> Direction.CLOSED;
            case 4 -> Direction.FAILED;
            case 5 -> Direction.NOTED;
            default -> throw new IllegalArgumentException("direction " + code);
        };
    }

    private static int code(Direction direction) {
        return switch (direction) {
            case IN -> 0;
            case OUT -> 1;
            case OPENED -> 2;
            case CLOSED -> 3;
            case FAILED -> 4;
            case NOTED -> 5;
        };
    }

    /** Where the record behind this one begins. */
    static int following(int at, int kept, int bytesAt) {
        return bytesAt == at + HEADER ? at + size(kept) : at + HEADER;
    }

    /** How much a record with its own bytes takes. */
    static int size(int kept) {
        return HEADER + ((kept + 7) & ~7);
    }
}
