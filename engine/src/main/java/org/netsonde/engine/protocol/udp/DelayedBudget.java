package org.netsonde.engine.protocol.udp;

/**
 * How much all remotes of one server may have waiting to be done later. Anybody can make up remote addresses, so a bound
 * for each of them bounds nothing. Confined to the server's event loop.
 */
final class DelayedBudget {

    static final int TASKS = 1 << 16;
    static final long BYTES = 64L << 20;

    private int tasks;
    private long bytes;

    /** Takes room for one task; false if there is none. */
    boolean take(int weight) {
        if (tasks >= TASKS || bytes + weight > BYTES) {
            return false;
        }
        tasks++;
        bytes += weight;
        return true;
    }

    /** Gives back the room of tasks that were done or given up. */
    void give(int count, long weight) {
        tasks -= count;
        bytes -= weight;
    }
}
