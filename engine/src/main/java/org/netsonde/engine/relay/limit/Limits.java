package org.netsonde.engine.relay.limit;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.netsonde.engine.metrics.Meter;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.limit.LimitSetting.Counted;
import org.netsonde.engine.relay.limit.LimitSetting.Excess;
import org.netsonde.engine.relay.limit.LimitSetting.Scope;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.StageSource;

/** The limits of a relay that runs. Safe for threads. */
public final class Limits implements AutoCloseable {

    /** How long anything waits at most, in nanoseconds; what would wait longer is refused. */
    public static final long LONGEST_WAIT = TimeUnit.HOURS.toNanos(1);

    /** How many connections are known to wait; more count as admitted at once. */
    private static final int MOST_WAITING = 100_000;

    private final LongSupplier clock;
    private final MeterWriter writer;
    private final Subscription reading;
    private final PriorityQueue<Long> waiting = new PriorityQueue<>();
    private volatile List<Limit> limits = List.of();
    private int shown;
    private boolean closed;

    /** Those limits, counting there until it is closed. */
    public Limits(List<LimitSetting> settings, Meter meter) {
        this(settings, meter, System::nanoTime);
    }

    Limits(List<LimitSetting> settings, Meter meter, LongSupplier clock) {
        this.clock = clock;
        // Connections are asked for from several threads.
        writer = meter.writer(this);
        update(settings);
        reading = meter.beforeReading(this::refresh);
    }

    /** Takes other limits; those that stay as they are keep their counts. */
    public synchronized void update(List<LimitSetting> settings) {
        long now = clock.getAsLong();
        List<Limit> old = new ArrayList<>(limits);
        List<Limit> next = new ArrayList<>();
        for (LimitSetting setting : settings) {
            if (setting.on()) {
                next.add(take(old, setting, now));
            }
        }
        limits = List.copyOf(next);
    }

    private static Limit take(List<Limit> old, LimitSetting setting, long now) {
        for (int i = 0; i < old.size(); i++) {
            if (old.get(i).setting().equals(setting)) {
                return old.remove(i);
            }
        }
        return new Limit(setting, now);
    }

    /**
     * Asks for a connection of that client, by the limits of the relay and of each client.
     *
     * @param now {@link System#nanoTime()}
     */
    public Verdict connect(InetSocketAddress client, long now) {
        return ask(key(client), "", false, now);
    }

    /** Asks for a connection to that back end, by the limits of each back end. */
    public Verdict connectTo(String backEnd, long now) {
        return ask("", backEnd, true, now);
    }

    /** A client is its address, whichever port it comes from. */
    static Object key(InetSocketAddress client) {
        return client.getAddress() == null ? client.getHostString() : client.getAddress();
    }

    private Verdict ask(Object client, String backEnd, boolean toBackEnd, long now) {
        List<Limit> asked = limits.stream()
                .filter(limit -> limit.setting().of() == Counted.CONNECTIONS
                        && (limit.setting().per() == Scope.BACK_END) == toBackEnd)
                .toList();
        if (asked.isEmpty()) {
            return Verdict.ADMITTED;
        }
        Verdict verdict = ask(asked, client, backEnd, now);
        writer.add(RelayMetrics.LIMIT_ARRIVED, 1);
        switch (verdict.kind()) {
            case ADMITTED -> writer.add(RelayMetrics.LIMIT_ADMITTED, 1);
            case DELAYED -> writer.add(RelayMetrics.LIMIT_DELAYED, 1);
            case REJECTED, CLOSED -> writer.add(RelayMetrics.LIMIT_REFUSED, 1);
        }
        return verdict;
    }

    /** One at a time, so that what one limit refuses takes nothing from the others. */
    private synchronized Verdict ask(List<Limit> asked, Object client, String backEnd, long now) {
        for (Limit limit : asked) {
            long wait = limit.of(client, backEnd).ask(1, now);
            if (wait > limit.patience()) {
                return new Verdict(
                        limit.setting().excess() == Excess.CLOSE ? Verdict.Kind.CLOSED : Verdict.Kind.REJECTED, wait);
            }
        }
        long longest = 0;
        for (Limit limit : asked) {
            longest = Math.max(longest, limit.of(client, backEnd).take(1, now, Long.MAX_VALUE));
        }
        if (longest == 0) {
            return Verdict.ADMITTED;
        }
        if (waiting.size() < MOST_WAITING) {
            waiting.add(now + longest);
        } else {
            writer.add(RelayMetrics.LIMIT_ADMITTED, 1);
        }
        return new Verdict(Verdict.Kind.DELAYED, longest);
    }

    /** What makes the stages that keep to the limits of messages and bytes on that way. */
    public List<StageSource> sources(Heading heading) {
        List<StageSource> sources = new ArrayList<>();
        for (Limit limit : limits) {
            LimitSetting setting = limit.setting();
            if (setting.of() != Counted.CONNECTIONS && setting.direction().include(heading)) {
                sources.add(new LimitSource(limit));
            }
        }
        return sources;
    }

    /** Shows the level of the moment, 100 % where nothing is limited, and counts the connections whose wait is over. */
    private synchronized void refresh() {
        if (closed) {
            return;
        }
        long now = clock.getAsLong();
        long through = 0;
        while (!waiting.isEmpty() && waiting.element() - now <= 0) {
            waiting.remove();
            through++;
        }
        if (through > 0) {
            writer.add(RelayMetrics.LIMIT_ADMITTED, through);
        }
        List<Limit> known = limits;
        show(
                known.isEmpty()
                        ? 100
                        : known.stream().mapToInt(l -> l.level(now)).min().orElse(0));
    }

    private void show(int level) {
        if (level != shown) {
            writer.add(RelayMetrics.LIMIT_LEVEL, level - shown);
            shown = level;
        }
    }

    /** The relay is stopped: nothing is shown any more. */
    @Override
    public synchronized void close() {
        closed = true;
        reading.close();
        show(0);
    }
}
