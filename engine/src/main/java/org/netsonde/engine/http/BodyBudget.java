package org.netsonde.engine.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the bodies that a server or a client reads, and those that it has at hand to send, may take together: many
 * of them, each below its own limit, must not fill it. Safe for threads.
 */
public final class BodyBudget {

    /** Which part of the memory of the program one server or client may take; there may be several of them. */
    private static final int SHARE = 8;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /** An eighth of the memory of the program. */
    public BodyBudget() {
        this(Runtime.getRuntime().maxMemory() / SHARE);
    }

    /**
     * One of that size.
     *
     * @param limit in bytes
     */
    public BodyBudget(long limit) {
        this.limit = limit;
    }

    /** Takes memory for so many bytes; false where there is no room. */
    public boolean tryTake(int bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** Gives memory back. */
    public void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** How much is taken, in bytes. */
    public long taken() {
        return taken.get();
    }
}
