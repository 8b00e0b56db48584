package org.netsonde.engine.protocol.udp;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.datagram.RemoteTable;

/** Finds remotes that have been silent for too long: one timer for all of them. Confined to the server's event loop. */
final class IdleSweep {

    private static final long LONGEST_PERIOD_NANOS = 1_000_000_000;
    private static final long SHORTEST_PERIOD_NANOS = 1_000_000;

    private final EventLoop loop;
    private final long limit;
    private final RemoteTable<ServerRemote> remotes;
    private final Consumer<ServerRemote> silent;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * A sweep that has not begun.
     *
     * @param limit how long a remote may be silent; 0 for ever
     * @param silent removes a remote from the table
     */
    IdleSweep(EventLoop loop, Duration limit, RemoteTable<ServerRemote> remotes, Consumer<ServerRemote> silent) {
        this.loop = loop;
        this.limit = limit.toNanos();
        this.remotes = remotes;
        this.silent = silent;
    }

    void begin() {
        if (limit > 0) {
            long period = Math.clamp(limit / 4, SHORTEST_PERIOD_NANOS, LONGEST_PERIOD_NANOS);
            timer = loop.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.NANOSECONDS);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        ServerRemote quietest = remotes.quietest();
        while (quietest != null && now - quietest.heardAt() >= limit) {
            silent.accept(quietest);
            quietest = remotes.quietest();
        }
    }

    void end() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
