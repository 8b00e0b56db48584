package org.netsonde.engine.metrics;

/**
 * An immutable column of numbers, kept as differences from a straight line in as few bytes as the largest needs: what
 * grows evenly or stays the same costs next to nothing. Without loss for any numbers.
 */
final class PackedColumn {

    private static final int OBJECT_BYTES = 64;

    private final long base;
    private final long slope;
    private final int width;
    private final byte[] bytes;

    private PackedColumn(long base, long slope, int width, byte[] bytes) {
        this.base = base;
        this.slope = slope;
        this.width = width;
        this.bytes = bytes;
    }

    /** Packs values {@code from} (inclusive) to {@code to} (exclusive). */
    static PackedColumn pack(long[] values, int from, int to) {
        int size = to - from;
        long slope = size < 2 ? 0 : (values[to - 1] - values[from]) / (size - 1);
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            long residual = values[from + i] - slope * i;
            min = Math.min(min, residual);
            max = Math.max(max, residual);
        }
        int width = size == 0 ? 0 : bytesFor(max - min);
        byte[] bytes = new byte[width * size];
        for (int i = 0; i < size; i++) {
            long offset = values[from + i] - slope * i - min;
            for (int b = 0; b < width; b++) {
                bytes[i * width + b] = (byte) (offset >>> (b * Byte.SIZE));
            }
        }
        return new PackedColumn(min, slope, width, bytes);
    }

    long get(int index) {
        long offset = 0;
        for (int b = 0; b < width; b++) {
            offset |= (bytes[index * width + b] & 0xFFL) << (b * Byte.SIZE);
        }
        return base + slope * index + offset;
    }

    /** What the column takes in memory, about. */
    int memory() {
        return OBJECT_BYTES + bytes.length;
    }

    /** A range that does not fit a long counts as negative here, and takes all eight bytes. */
    private static int bytesFor(long range) {
        return (Long.SIZE - Long.numberOfLeadingZeros(range) + Byte.SIZE - 1) / Byte.SIZE;
    }
}
