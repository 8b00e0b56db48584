package org.netsonde.engine.protocol.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.Durations;

/** Pings by the clock, and the time that each takes to come back. Confined to the connection's event loop. */
final class Heartbeat {

    private final Duration interval;
    private final Duration limit;
    private final MeterWriter meter;
    private final LongSupplier nanoTime;
    private final BooleanSupplier held;
    private final Consumer<byte[]> ping;
    private final Consumer<FailureException> silent;
    private final Pings pings = new Pings();
    private @Nullable Future<?> timer;
    private @Nullable Future<?> watch;
    private @Nullable EventLoop loop;
    private @Nullable Duration latest;
    private long number;

    /**
     * A heart that does not beat yet.
     *
     * @param nanoTime the clock that pings are measured by
     * @param held whether nothing is read from the peer for now, so that its pongs cannot be seen
     * @param ping sends one
     * @param silent told when one has not been answered in time
     */
    Heartbeat(
            WebSocketOptions options,
            MeterWriter meter,
            LongSupplier nanoTime,
            BooleanSupplier held,
            Consumer<byte[]> ping,
            Consumer<FailureException> silent) {
        this.interval = options.pingInterval();
        this.limit = options.pongTimeout();
        this.meter = meter;
        this.nanoTime = nanoTime;
        this.held = held;
        this.ping = ping;
        this.silent = silent;
    }

    /** Begins, if the settings say so. */
    void start(EventLoop on) {
        loop = on;
        if (interval.isPositive()) {
            // After each other: a loop that was busy does not make up for the pings that it missed.
            timer = on.scheduleWithFixedDelay(this::beat, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void beat() {
        number++;
        ping.accept(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /** A ping was sent, by the clock or by hand. */
    void pinged(ByteBuf payload, long now) {
        pings.sent(ByteBufUtil.getBytes(payload), now);
        meter.add(WebSocketMetrics.PINGS, 1);
        lookIn(limit.toNanos());
    }

    /** Looks again when the oldest ping will have waited for as long as it may; one look is planned at a time. */
    private void lookIn(long nanos) {
        if (timer != null && watch == null && loop != null) {
            watch = loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        watch = null;
        if (pings.isEmpty()) {
            return;
        }
        long now = nanoTime.getAsLong();
        long left = limit.toNanos() - (now - pings.oldest(now));
        if (left > 0 || held.getAsBoolean()) {
            lookIn(left > 0 ? left : limit.toNanos());
            return;
        }
        stop();
        silent.accept(
                new FailureException(Failure.of(Failure.Kind.REPLY_TIMEOUT, "pongTimeout", Durations.format(limit))));
    }

    /** A pong came; whether it answers a ping. */
    boolean ponged(ByteBuf payload, long now) {
        long nanos = pings.answered(payload, now);
        if (nanos == Pings.NONE) {
            return false;
        }
        latest = Duration.ofNanos(nanos);
        meter.add(WebSocketMetrics.ROUND_TRIP, nanos);
        meter.add(WebSocketMetrics.PONGS, 1);
        return true;
    }

    /** The latest round-trip time; null before the first. */
    @Nullable
    Duration latestRoundTrip() {
        return latest;
    }

    /** Ends. */
    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (watch != null) {
            watch.cancel(false);
            watch = null;
        }
    }
}
