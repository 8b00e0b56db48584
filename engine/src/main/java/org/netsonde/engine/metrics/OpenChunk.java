package org.netsonde.engine.metrics;

import java.util.Arrays;

/** The newest rows of a history, still growing. Not safe for threads. */
final class OpenChunk {

    static final int CAPACITY = 256;

    private static final int FIRST_ROWS = 16;

    private final long[][] columns;
    private long[] before;
    private long[] last;
    private int size;

    OpenChunk(int width) {
        columns = new long[width][FIRST_ROWS];
        before = new long[width];
        last = before;
    }

    int size() {
        return size;
    }

    /** The newest row, even when it has just been sealed; all 0 before the first. */
    long[] last() {
        return last;
    }

    long at(int index) {
        return columns[SampleRow.AT][index];
    }

    long memory() {
        return (long) columns.length * columns[0].length * Long.BYTES;
    }

    /** Appends a row unless there are already {@link #CAPACITY}. */
    void append(long[] row) {
        if (size == columns[0].length) {
            int rows = Math.min(2 * size, CAPACITY);
            for (int c = 0; c < columns.length; c++) {
                columns[c] = Arrays.copyOf(columns[c], rows);
            }
        }
        size++;
        replaceLast(row);
    }

    void replaceLast(long[] row) {
        for (int c = 0; c < columns.length; c++) {
            columns[c][size - 1] = row[c];
        }
        last = row;
    }

    /** Takes all rows out. */
    Chunk seal() {
        Chunk sealed = Chunk.pack(before, columns, 0, size, 0);
        before = last;
        size = 0;
        return sealed;
    }

    /** A copy of the rows later than a time. */
    Chunk tail(long atMillis) {
        int from = size;
        while (from > 0 && at(from - 1) > atMillis) {
            from--;
        }
        return Chunk.pack(from == 0 ? before : row(from - 1), columns, from, size, 0);
    }

    private long[] row(int index) {
        long[] row = new long[columns.length];
        for (int c = 0; c < row.length; c++) {
            row[c] = columns[c][index];
        }
        return row;
    }
}
