package org.netsonde.engine.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.metrics.Meter;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.transport.SocketFacts;
import org.netsonde.engine.transport.TcpInfo;

/**
 * Asks the sockets of an endpoint's open connections once a second, and makes figures of what they tell. Where there are many
 * connections each round asks a part of them, and the next one goes on behind it; the figures are then of that part. Called by
 * one thread at a time, which it never keeps waiting.
 */
public final class SocketSampler {

    /** How many connections a round asks. */
    static final int MOST = 256;

    private static final long PERIOD_NANOS = 1_000_000_000L;

    private final Connections connections;
    private final MeterWriter meter;
    private final LongSupplier clock;
    private final long[] shown = new long[SocketMetrics.ALL.size()];
    private List<Connection> asked = List.of();
    private long cursor;
    private long last;

    /**
     * A sampler that has not asked yet.
     *
     * @param clock {@link System#nanoTime()}
     */
    public SocketSampler(Connections connections, Meter meter, LongSupplier clock) {
        this.connections = connections;
        this.meter = meter.writer(this);
        this.clock = clock;
        last = clock.getAsLong() - PERIOD_NANOS;
    }

    /** Takes what was told since the last call, or asks again where it is time; to be called several times a second. */
    public void tick() {
        long now = clock.getAsLong();
        if (!asked.isEmpty()) {
            take(asked);
            asked = List.of();
        } else if (now - last >= PERIOD_NANOS) {
            last = now;
            asked = next();
            asked.forEach(connection -> connection.socket().ask());
            if (asked.isEmpty()) {
                take(asked);
            }
        }
    }

    /** The next connections in turn; all, where there are not too many. */
    private List<Connection> next() {
        List<Connection> next = new ArrayList<>(connections.after(cursor, MOST));
        if (cursor > 0 && next.size() < MOST) {
            long end = cursor;
            connections.after(0, MOST - next.size()).stream()
                    .filter(connection -> connection.id() <= end)
                    .forEach(next::add);
        }
        cursor = next.isEmpty() ? 0 : next.getLast().id();
        return next;
    }

    private void take(List<Connection> from) {
        long rtt = 0;
        long longest = 0;
        long window = 0;
        long unsent = 0;
        long told = 0;
        for (Connection connection : from) {
            TcpInfo tcp = tcp(connection);
            if (tcp != null) {
                told++;
                rtt += tcp.rttNanos();
                longest = Math.max(longest, tcp.rttNanos());
                window += tcp.congestionWindowBytes();
                unsent += Math.max(0, tcp.unsentBytes());
                long again = connection.socket().takeRetransmits();
                if (again > 0) {
                    meter.add(SocketMetrics.RETRANSMITS, again);
                }
            }
        }
        long connectionsThatTold = Math.max(1, told);
        show(SocketMetrics.RTT, 0, rtt / connectionsThatTold);
        show(SocketMetrics.LONGEST_RTT, 1, longest);
        show(SocketMetrics.WINDOW, 2, window / connectionsThatTold);
        show(SocketMetrics.UNSENT, 3, unsent / connectionsThatTold);
    }

    private static @Nullable TcpInfo tcp(Connection connection) {
        SocketFacts seen = connection.socket().latest();
        return seen == null ? null : seen.tcp();
    }

    private void show(MetricSpec gauge, int place, long value) {
        if (value != shown[place]) {
            meter.add(gauge, value - shown[place]);
            shown[place] = value;
        }
    }
}
