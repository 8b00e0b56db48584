package org.netsonde.app.cli;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.netsonde.engine.export.Progress;

/**
 * Says in one line of a terminal how far something is, and ends it where the user no longer wants it. Where standard error is
 * no terminal it says nothing.
 */
final class ProgressLine implements Progress, AutoCloseable {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Console console;
    private final boolean terminal;
    private final String what;
    private final BooleanSupplier cancelled;
    private long next = System.nanoTime();
    private int shown;

    /**
     * A line that shows nothing yet.
     *
     * @param terminal whether somebody looks
     * @param what goes on
     * @param cancelled whether it is to end
     */
    ProgressLine(Console console, boolean terminal, String what, BooleanSupplier cancelled) {
        this.console = console;
        this.terminal = terminal;
        this.what = what;
        this.cancelled = cancelled;
    }

    @Override
    public boolean done(double fraction) {
        if (terminal && System.nanoTime() - next >= 0) {
            next = System.nanoTime() + EVERY_NANOS;
            shown = console.over(shown, what + " " + (int) (fraction * 100) + " %");
        }
        return !cancelled.getAsBoolean();
    }

    /** Wipes the line. */
    @Override
    public void close() {
        if (shown > 0) {
            console.over(shown, "");
        }
    }
}
