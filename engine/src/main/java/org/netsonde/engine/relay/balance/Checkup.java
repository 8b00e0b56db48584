package org.netsonde.engine.relay.balance;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;

/**
 * Checks one back end again and again, one check at a time. The times between them vary by a tenth, so that the checks of many
 * back ends, or of many relays, do not fall together for ever. Its methods may be called from any thread; it works on that of
 * its schedule.
 */
final class Checkup {

    private static final double JITTER = 0.1;
    private static final long SHORTEST = 1_000_000;

    private final Schedule schedule;
    private final Prober prober;
    private final Member member;
    private final long interval;
    private final SplittableRandom random;
    private final Consumer<Optional<Failure>> result;
    private @Nullable Runnable planned;
    private @Nullable Runnable extra;
    private @Nullable Runnable running;
    private boolean stopped;

    /**
     * One that has not begun.
     *
     * @param result hears of every check what was wrong
     */
    Checkup(
            Schedule schedule,
            Prober prober,
            Member member,
            Rhythm rhythm,
            SplittableRandom random,
            Consumer<Optional<Failure>> result) {
        this.schedule = schedule;
        this.prober = prober;
        this.member = member;
        this.interval = rhythm.checkInterval().toNanos();
        this.random = random;
        this.result = result;
    }

    /** Begins, with a check at once. */
    void start() {
        schedule.execute(this::check);
    }

    /** Has one more check after so many nanoseconds, unless one is under way then. */
    void once(long nanos) {
        schedule.execute(() -> {
            if (!stopped) {
                cancel(extra);
                extra = schedule.after(nanos, () -> {
                    extra = null;
                    check();
                });
            }
        });
    }

    /** Ends; a check under way is given up. */
    void stop() {
        schedule.execute(() -> {
            stopped = true;
            cancel(planned);
            cancel(extra);
            cancel(running);
        });
    }

    private static void cancel(@Nullable Runnable what) {
        if (what != null) {
            what.run();
        }
    }

    private void check() {
        if (stopped || running != null) {
            return;
        }
        cancel(planned);
        long begun = schedule.now();
        // What is known at once is told before there is anything to give up.
        boolean[] over = new boolean[1];
        Runnable giveUp = prober.check(member.aim(), failure -> {
            over[0] = true;
            running = null;
            done(begun, failure);
        });
        if (!over[0]) {
            running = giveUp;
        }
    }

    private void done(long begun, Optional<Failure> failure) {
        if (stopped) {
            return;
        }
        long pause = (long) (interval * (1 + JITTER * (2 * random.nextDouble() - 1)));
        planned = schedule.after(Math.max(SHORTEST, pause - (schedule.now() - begun)), this::check);
        result.accept(failure);
    }
}
