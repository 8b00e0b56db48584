package org.netsonde.engine.metrics;

import org.netsonde.engine.protocol.Subscription;

/** The live counters of one endpoint, written by event loops and read by the sampler. */
public interface Meter {

    /** Counts nothing; the baseline when the cost of metering is measured. */
    Meter NONE = owner -> MeterWriter.NONE;

    /**
     * The writer for one owner. An event loop that has a thread of its own is its own owner: its writer has a single
     * thread and costs no locked instruction. Anything else (a virtual thread, an embedded channel's loop, say) shares
     * a writer that is safe for threads.
     */
    MeterWriter writer(Object owner);

    /**
     * Runs a task before each reading of the counters, for figures that grow while nothing happens, such as time spent
     * waiting. It runs on the reader's thread, which is no event loop, and must be quick.
     *
     * @return closing it ends that; a reading that is under way may still run the task
     */
    default Subscription beforeReading(Runnable task) {
        return () -> {};
    }
}
