package org.netsonde.engine.metrics;

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
}
