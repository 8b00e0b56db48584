package org.netsonde.engine.exchange;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends a client's messages one after another, each at its time counted from the first, so that delays do not add up. Goes
 * on where it was after a reconnect. Confined to the client's event loop.
 *
 * @param <M> the message
 */
public final class MessageScript<M> {

    /** How many messages without an interval are sent before the loop serves others. */
    private static final int BURST = 64;

    private final EventLoop loop;
    private final List<M> messages;
    private final int repeat;
    private final Predicate<M> send;
    private final Runnable finished;
    private Duration interval;
    private int next;
    private int round;
    private long due;
    private boolean running;
    private boolean over;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * A script.
     *
     * @param send sends a message; false if it has to be tried again after {@link #resume}
     * @param finished told when every message was sent
     */
    public MessageScript(
            EventLoop loop, List<M> messages, Duration interval, int repeat, Predicate<M> send, Runnable finished) {
        this.loop = loop;
        this.messages = messages;
        this.interval = interval;
        this.repeat = repeat;
        this.send = send;
        this.finished = finished;
    }

    /** Starts or goes on. */
    public void resume() {
        if (!running && !over) {
            running = true;
            due = now();
            step();
        }
    }

    /** Stops until {@link #resume}. */
    public void pause() {
        running = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** Takes a new interval; the message that is being waited for comes that long after the one before it. */
    public void interval(Duration value) {
        due += value.toNanos() - interval.toNanos();
        interval = value;
        if (timer != null) {
            timer.cancel(false);
            schedule();
        }
    }

    /** The loop's own clock, since its timers go by it. */
    private long now() {
        return loop.ticker().nanoTime();
    }

    private void schedule() {
        timer = loop.schedule(this::step, Math.max(0, due - now()), TimeUnit.NANOSECONDS);
    }

    /** Whether every message was sent. */
    public boolean isOver() {
        return over;
    }

    private void step() {
        timer = null;
        for (int i = 0; i < BURST; i++) {
            if (!running) {
                return;
            }
            if (messages.isEmpty() || (repeat > 0 && round >= repeat)) {
                over = true;
                running = false;
                finished.run();
                return;
            }
            if (!send.test(messages.get(next))) {
                running = false;
                return;
            }
            next++;
            if (next == messages.size()) {
                next = 0;
                round = repeat > 0 ? round + 1 : 0;
            }
            boolean last = repeat > 0 && round >= repeat;
            if (interval.isPositive() && !last) {
                due += interval.toNanos();
                // After a long pause it goes on from now instead of sending what it missed in a burst.
                due = Math.max(due, now() - interval.toNanos());
                schedule();
                return;
            }
        }
        // Not execute: the loop would go on with this for up to a second before it reads from any socket.
        timer = loop.schedule(this::step, 1, TimeUnit.NANOSECONDS);
    }
}
