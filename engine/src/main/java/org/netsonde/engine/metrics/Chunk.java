package org.netsonde.engine.metrics;

import java.util.Arrays;

/** An immutable stretch of history, column by column. */
final class Chunk {

    private final long[] before;
    private final PackedColumn[] columns;
    private final int size;
    private final int level;
    private final int memory;

    private Chunk(long[] before, PackedColumn[] columns, int size, int level) {
        this.before = before;
        this.columns = columns;
        this.size = size;
        this.level = level;
        int sum = 64 + before.length * Long.BYTES + columns.length * 4;
        for (PackedColumn column : columns) {
            sum += column.memory();
        }
        memory = sum;
    }

    /**
     * Packs rows {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param before the row before the first, for its rates
     * @param level how often the rows were merged pairwise
     */
    static Chunk pack(long[] before, long[][] columns, int from, int to, int level) {
        PackedColumn[] packed = new PackedColumn[columns.length];
        for (int c = 0; c < columns.length; c++) {
            packed[c] = PackedColumn.pack(columns[c], from, to);
        }
        return new Chunk(before, packed, to - from, level);
    }

    /** One chunk for two neighbours, with half as many rows as both have, each for two. */
    static Chunk merge(Chunk earlier, Chunk later) {
        int size = earlier.size + later.size;
        int merged = Math.ceilDiv(size, 2);
        long[][] columns = new long[earlier.columns.length][merged];
        for (int i = 0; i < merged; i++) {
            long[] row = row(earlier, later, 2 * i);
            if (2 * i + 1 < size) {
                row = SampleRow.merge(row, row(earlier, later, 2 * i + 1));
            }
            for (int c = 0; c < columns.length; c++) {
                columns[c][i] = row[c];
            }
        }
        return pack(earlier.before, columns, 0, merged, Math.max(earlier.level, later.level) + 1);
    }

    private static long[] row(Chunk earlier, Chunk later, int index) {
        return index < earlier.size ? earlier.row(index) : later.row(index - earlier.size);
    }

    int size() {
        return size;
    }

    /** How often its rows were merged pairwise; 0 is as sampled. */
    int level() {
        return level;
    }

    /** What the chunk takes in memory, about. */
    int memory() {
        return memory;
    }

    long at(int index) {
        return columns[SampleRow.AT].get(index);
    }

    long lastAt() {
        return at(size - 1);
    }

    /** The first row later than a time, or {@link #size}. */
    int firstAfter(long atMillis) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle) > atMillis) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    Sample sample(int index) {
        return SampleRow.toSample(rowBefore(index), row(index));
    }

    /** Whether nothing at all happened in the row's interval. */
    boolean idle(int index, Idleness idleness) {
        return idleness.idle(rowBefore(index), row(index));
    }

    /** The protocol's own figures at the beginning of the row's interval. */
    long[] ownBefore(int index) {
        long[] row = rowBefore(index);
        return Arrays.copyOfRange(row, SampleRow.FIRST_OWN, row.length);
    }

    private long[] rowBefore(int index) {
        return index == 0 ? before : row(index - 1);
    }

    private long[] row(int index) {
        long[] row = new long[columns.length];
        for (int c = 0; c < row.length; c++) {
            row[c] = columns[c].get(index);
        }
        return row;
    }
}
