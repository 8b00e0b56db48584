package org.netsonde.engine.http.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the bodies that a server reads, and those of its replies that are at hand, may take together: many connections, each below its own limit, must not
 * fill it. Safe for threads.
 */
final class BodyBudget {

    /** Which part of the memory of the program one server may take; there may be several of them. */
    private static final int SHARE = 8;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /** An eighth of the memory of the program. */
    BodyBudget() {
        this(Runtime.getRuntime().maxMemory() / SHARE);
    }

    BodyBudget(long limit) {
        this.limit = limit;
    }

    /** Takes memory for so many bytes; false where there is no room. */
    boolean tryTake(int bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** Gives memory back. */
    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** How much is taken, in bytes. */
    long taken() {
        return taken.get();
    }
}
