package org.netsonde.app.bench.part;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.BenchContext;
import org.netsonde.engine.Failure;

/**
 * Does work in the background for the newest of what is given: one piece at a time, and what comes out late for something that
 * has changed since is dropped. JavaFX thread only.
 *
 * @param <I> what is given
 * @param <R> what comes out
 */
public final class Newest<I, R> {

    private final BenchContext context;
    private final Function<I, R> work;
    private final Consumer<R> done;
    private final Consumer<Failure> failed;
    private @Nullable I waiting;
    private boolean wanted;
    private boolean running;

    /**
     * A worker.
     *
     * @param work runs in the background
     * @param done gets what comes out
     * @param failed gets why nothing did
     */
    public Newest(BenchContext context, Function<I, R> work, Consumer<R> done, Consumer<Failure> failed) {
        this.context = context;
        this.work = work;
        this.done = done;
        this.failed = failed;
    }

    /** Works on this, instead of what was given before. */
    public void take(I input) {
        waiting = input;
        wanted = false;
        if (!running) {
            next();
        }
    }

    /** Nothing is to come out of what was given before. */
    public void drop() {
        waiting = null;
        wanted = false;
    }

    private void next() {
        I input = waiting;
        if (input == null) {
            return;
        }
        waiting = null;
        wanted = true;
        running = true;
        context.run(() -> work.apply(input), result -> ended(done, result), why -> ended(failed, why));
    }

    private <T> void ended(Consumer<T> told, T what) {
        running = false;
        if (wanted) {
            told.accept(what);
        }
        next();
    }
}
