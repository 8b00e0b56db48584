package org.netsonde.engine.datagram;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.metrics.MeterWriter;

/**
 * Counts what the system dropped of what was sent to a port: looks every second, on a thread of its own, and once more
 * before the port is closed. Confined to the port's event loop.
 */
public final class DropWatch {

    private static final long PERIOD_MILLIS = 1000;

    private final EventLoop loop;
    private final MeterWriter meter;
    private @Nullable KernelDrops drops;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable CompletableFuture<Void> reading;
    private long counted;

    /**
     * A watch that has not begun.
     *
     * @param meter counts on that loop
     */
    public DropWatch(EventLoop loop, MeterWriter meter) {
        this.loop = loop;
        this.meter = meter;
    }

    /** Watches an open port; does nothing where the system does not tell. */
    public void begin(DatagramPort port) {
        if (KernelDrops.isTold()) {
            drops = KernelDrops.of(port.local(), port.descriptor());
            timer = loop.scheduleWithFixedDelay(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A look that takes longer than the period is not joined by more. */
    private void tick() {
        if (reading == null || reading.isDone()) {
            look();
        }
    }

    /** Looks now; completes on the loop when what was dropped until now is counted. */
    public CompletionStage<Void> look() {
        KernelDrops source = drops;
        if (source == null) {
            return CompletableFuture.completedFuture(null);
        }
        // A look under way may have read the table before the latest drop.
        CompletableFuture<Void> before = reading == null ? CompletableFuture.completedFuture(null) : reading;
        CompletableFuture<Void> done = before.thenComposeAsync(
                        nothing -> CompletableFuture.supplyAsync(
                                source::read,
                                task -> Thread.ofVirtual()
                                        .name("netsonde-drops")
                                        .start(task)),
                        loop)
                .thenAcceptAsync(this::count, loop);
        reading = done;
        return done;
    }

    private void count(OptionalLong total) {
        if (total.isPresent() && total.getAsLong() > counted) {
            meter.add(DatagramMetrics.KERNEL_DROPS, total.getAsLong() - counted);
            counted = total.getAsLong();
        }
    }

    /** Looks for the last time. */
    public CompletionStage<Void> end() {
        if (timer != null) {
            timer.cancel(false);
        }
        return look();
    }
}
