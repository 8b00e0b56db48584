package org.netsonde.app.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Turns SIGINT and SIGTERM into the orderly end of a run. The JVM answers these signals by running shutdown hooks and
 * exits with a status of its own; the hook here asks the run to end, waits until it has, and halts with the run's
 * status.
 */
final class Interruption {

    private final CompletableFuture<Void> requested = new CompletableFuture<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::signalled, "netsonde-end");
    private volatile int status;

    /** Listens from now on, until {@link #finish}. */
    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Completes when the user wants the run to end. */
    CompletableFuture<Void> requested() {
        return requested;
    }

    /** The run has ended. If a signal asked for it, the process is about to halt. */
    void finish(int exitStatus) {
        status = exitStatus;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down already: the hook is waiting for the line below.
            System.getLogger(Interruption.class.getName()).log(System.Logger.Level.DEBUG, "ended by a signal");
        }
        finished.countDown();
    }

    private void signalled() {
        requested.complete(null);
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }
}
