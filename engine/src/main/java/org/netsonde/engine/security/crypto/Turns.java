package org.netsonde.engine.security.crypto;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets one piece of work after another run that cannot be ended once it has begun, and that takes much memory, such as {@link
 * Scrypt} and {@link Argon2id}: many of them at once, although nobody waits for them any more, would take all of it. Safe for
 * threads.
 */
public final class Turns {

    /** How soon one that waits hears that it is not wanted any more. */
    private static final int LOOK_MILLIS = 100;

    private final Semaphore permit = new Semaphore(1, true);

    /** A queue of its own, in which nobody waits. */
    public Turns() {}

    /**
     * Waits for the work before it to end, and then does this one. Blocks.
     *
     * @param watch ends it while it waits
     * @throws CancellationException if the watch does not go on before the work has begun, or the thread is interrupted
     */
    public <T> T take(Watch watch, Supplier<T> work) {
        try {
            do {
                watch.report(Watch.UNKNOWN, 1);
            } while (!permit.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting");
        }
        try {
            watch.report(Watch.UNKNOWN, 1);
            return work.get();
        } finally {
            permit.release();
        }
    }
}
