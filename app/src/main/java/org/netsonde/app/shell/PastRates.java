package org.netsonde.app.shell;

import java.util.Arrays;
import java.util.List;
import org.netsonde.engine.metrics.Sample;

/** Throughput of the recent past, as somebody would have read it who had been there. */
final class PastRates {

    private PastRates() {}

    /**
     * Reads samples at even steps up to now.
     *
     * @param samples oldest first
     * @param values how many rates are wanted
     * @param stepMillis the time between two of them
     * @param windowMillis the time over which each is taken
     * @return bytes per second in and out together, oldest first; NaN where there was no sample yet
     */
    static double[] of(List<Sample> samples, long nowMillis, int values, long stepMillis, long windowMillis) {
        double[] rates = new double[values];
        Arrays.fill(rates, Double.NaN);
        for (int i = 0; i < values; i++) {
            long at = nowMillis - (values - 1 - i) * stepMillis;
            if (!samples.isEmpty() && samples.getFirst().atMillis() <= at) {
                rates[i] = Math.max(0, bytes(samples, at) - bytes(samples, at - windowMillis)) * 1000.0 / windowMillis;
            }
        }
        return rates;
    }

    private static long bytes(List<Sample> samples, long at) {
        Sample latest = samples.getFirst();
        for (Sample sample : samples) {
            if (sample.atMillis() > at) {
                break;
            }
            latest = sample;
        }
        return latest.bytesIn() + latest.bytesOut();
    }
}
