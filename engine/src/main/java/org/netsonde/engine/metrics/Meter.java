package org.netsonde.engine.metrics;

/** The live counters of one endpoint, written by event loops and read by the sampler. */
public interface Meter {

    /**
     * The writer for one owner. An event loop is its own owner: its writer has a single thread and costs no locked
     * instruction. Anything else (a virtual thread, say) shares a writer that is safe for threads.
     */
    MeterWriter writer(Object owner);
}
