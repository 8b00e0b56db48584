package org.netsonde.engine.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the sockets that endpoints hold, and stops short of the process's limit on open files: once that is reached, the
 * JVM cannot even open a class or a log file any more. Safe for threads.
 */
public final class Descriptors {

    /** Left for files, libraries and what else the process needs. */
    private static final int RESERVE = 256;

    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    Descriptors() {
        this(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? (int) Math.min(Integer.MAX_VALUE, Math.max(16, unix.getMaxFileDescriptorCount() - RESERVE))
                        : Integer.MAX_VALUE);
    }

    Descriptors(int limit) {
        this.limit = limit;
    }

    /** Takes one, unless the limit is reached. */
    public boolean tryTake() {
        if (taken.incrementAndGet() <= limit) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    /** Gives one back. */
    public void give() {
        taken.decrementAndGet();
    }

    /** How many are taken now. */
    public int taken() {
        return taken.get();
    }

    /** How many sockets may be open at once. */
    public int limit() {
        return limit;
    }
}
