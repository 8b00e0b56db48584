package org.netsonde.app.chart;

import java.util.Arrays;

/**
 * Bounded, columnar buffer of points: a time and one value for each series. When it is full, neighbours in its older
 * half are merged in pairs, each keeping the lowest and the highest value of every series: old data gets coarser, but no
 * peak is lost. NaN means that there is no value; a gap is kept unless merging could not free room otherwise.
 *
 * <p>Times never decrease. A time before the last one means that the clock was set back: all stored points move back
 * with it, so that order, distances and the present stay right.
 *
 * <p>Not safe for threads.
 */
public final class PointBuffer {

    private static final int FIRST_ALLOCATION = 1024;

    private final int capacity;
    private final int series;
    private long[] times;
    private final double[][] low;
    private final double[][] high;
    private final double[] last;
    private int size;
    private int generation;

    /**
     * @param capacity how many points are kept, at least 16; memory grows up to it as needed
     * @param series values per point, at least 1
     */
    public PointBuffer(int capacity, int series) {
        if (capacity < 16 || series < 1) {
            throw new IllegalArgumentException("capacity " + capacity + ", series " + series);
        }
        this.capacity = capacity;
        this.series = series;
        int allocated = Math.min(capacity, FIRST_ALLOCATION);
        times = new long[allocated];
        low = new double[series][allocated];
        high = new double[series][allocated];
        last = new double[series];
        Arrays.fill(last, Double.NaN);
    }

    /**
     * Adds a point at the end.
     *
     * @param millis when, in milliseconds since the epoch
     * @param values one for each series, NaN where there is none
     */
    public void append(long millis, double... values) {
        if (values.length != series) {
            throw new IllegalArgumentException(values.length + " values for " + series + " series");
        }
        if (size > 0 && millis < times[size - 1]) {
            moveBack(times[size - 1] - millis);
        }
        if (size == times.length) {
            makeRoom();
        }
        times[size] = millis;
        for (int s = 0; s < series; s++) {
            low[s][size] = values[s];
            high[s][size] = values[s];
            last[s] = values[s];
        }
        size++;
    }

    /** Forgets all points. */
    public void clear() {
        size = 0;
        generation++;
        Arrays.fill(last, Double.NaN);
    }

    /** How many points there are. */
    public int size() {
        return size;
    }

    /** How many series a point has. */
    public int series() {
        return series;
    }

    /** Changes when stored points changed, other than by new ones at the end. */
    public int generation() {
        return generation;
    }

    /** When point {@code index} was; of merged points, the first. */
    public long time(int index) {
        return times[index];
    }

    /** The lowest value of a series at a point; NaN if it has none. */
    public double low(int s, int index) {
        return low[s][index];
    }

    /** The highest value of a series at a point; NaN if it has none. */
    public double high(int s, int index) {
        return high[s][index];
    }

    /** The value appended last to a series; NaN if none. */
    public double last(int s) {
        return last[s];
    }

    /** The index of the first point at or after a time; {@link #size()} if there is none. */
    public int firstAtOrAfter(double millis) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (times[middle] < millis) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The index of the point nearest to a time; -1 if there are no points. */
    public int nearest(double millis) {
        int after = firstAtOrAfter(millis);
        if (after == size) {
            return size - 1;
        }
        return after > 0 && millis - times[after - 1] < times[after] - millis ? after - 1 : after;
    }

    private void moveBack(long millis) {
        for (int i = 0; i < size; i++) {
            times[i] -= millis;
        }
        generation++;
    }

    private void makeRoom() {
        if (size < capacity) {
            int allocated = (int) Math.min(capacity, size * 2L);
            times = Arrays.copyOf(times, allocated);
            for (int s = 0; s < series; s++) {
                low[s] = Arrays.copyOf(low[s], allocated);
                high[s] = Arrays.copyOf(high[s], allocated);
            }
            return;
        }
        generation++;
        thin(true);
        if (size > capacity - capacity / 8) {
            thin(false);
        }
    }

    private void thin(boolean keepGaps) {
        int half = size / 2;
        int to = 0;
        int from = 0;
        while (from < half) {
            boolean pair = from + 1 < half && (!keepGaps || sameGaps(from, from + 1));
            times[to] = times[from];
            for (int s = 0; s < series; s++) {
                low[s][to] = pair ? lower(low[s][from], low[s][from + 1]) : low[s][from];
                high[s][to] = pair ? higher(high[s][from], high[s][from + 1]) : high[s][from];
            }
            to++;
            from += pair ? 2 : 1;
        }
        System.arraycopy(times, half, times, to, size - half);
        for (int s = 0; s < series; s++) {
            System.arraycopy(low[s], half, low[s], to, size - half);
            System.arraycopy(high[s], half, high[s], to, size - half);
        }
        size -= half - to;
    }

    private boolean sameGaps(int a, int b) {
        for (int s = 0; s < series; s++) {
            if (Double.isNaN(low[s][a]) != Double.isNaN(low[s][b])) {
                return false;
            }
        }
        return true;
    }

    private static double lower(double a, double b) {
        return Double.isNaN(a) || b < a ? b : a;
    }

    private static double higher(double a, double b) {
        return Double.isNaN(a) || b > a ? b : a;
    }
}
