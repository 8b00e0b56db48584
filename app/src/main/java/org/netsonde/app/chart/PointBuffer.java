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
    private final long[] lastTime;
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
        lastTime = new long[series];
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
            if (!Double.isNaN(values[s])) {
                last[s] = values[s];
                lastTime[s] = millis;
            }
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

    /**
     * The latest value of a series.
     *
     * @param age how long before the last point it may have been, in milliseconds
     * @return NaN if there is none as young as that
     */
    public double last(int s, long age) {
        return size > 0 && times[size - 1] - lastTime[s] <= age ? last[s] : Double.NaN;
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

    /** The index of the nearest point within a distance that has a value; -1 if there is none. */
    int nearestValue(double millis, double reach) {
        int after = firstAtOrAfter(millis);
        int before = after - 1;
        while (true) {
            double ahead = after < size ? times[after] - millis : Double.POSITIVE_INFINITY;
            double behind = before >= 0 ? millis - times[before] : Double.POSITIVE_INFINITY;
            if (Math.min(ahead, behind) > reach) {
                return -1;
            }
            int nearer = behind < ahead ? before-- : after++;
            if (hasValue(nearer)) {
                return nearer;
            }
        }
    }

    private boolean hasValue(int index) {
        for (double[] values : low) {
            if (!Double.isNaN(values[index])) {
                return true;
            }
        }
        return false;
    }

    private void moveBack(long millis) {
        for (int s = 0; s < series; s++) {
            lastTime[s] -= millis;
        }
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
