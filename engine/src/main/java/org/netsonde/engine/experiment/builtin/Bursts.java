package org.netsonde.engine.experiment.builtin;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.netsonde.engine.experiment.ClosedLoop;
import org.netsonde.engine.experiment.Tally;
import org.netsonde.engine.experiment.Work;

/**
 * Requests that come in bursts by the clock. A unit is a train of them; its requests are those whose times are taken.
 *
 * @param burst sends the requests of a burst at once
 * @param requests how many a burst has
 * @param count how many bursts a train has
 * @param pause from the beginning of one to that of the next, in nanoseconds; where replies take longer, until they are there
 */
record Bursts(ClosedLoop burst, int requests, int count, long pause) implements Work {

    @Override
    public Tally run(int units) {
        Histogram latencies = new Histogram(3);
        int failed = 0;
        long began = System.nanoTime();
        for (int unit = 0; unit < units; unit++) {
            failed += train(latencies) ? 0 : 1;
        }
        return new Tally(units - failed, failed, System.nanoTime() - began, latencies, Map.of());
    }

    /** Whether all of its requests were answered, if only by a refusal. */
    private boolean train(Histogram latencies) {
        long failed = 0;
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            await(began + i * pause);
            Tally tally = burst.run(requests);
            latencies.add(tally.latencies());
            failed += tally.failed();
        }
        // The last one has its pause too, so that trains are alike.
        await(began + count * pause);
        return failed == 0;
    }

    private static void await(long time) {
        long left = time - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = time - System.nanoTime();
        }
    }
}
