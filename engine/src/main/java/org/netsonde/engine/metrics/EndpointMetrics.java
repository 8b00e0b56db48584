package org.netsonde.engine.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Subscription;

/**
 * The meter of one endpoint and what a {@link Sampler} has read from it. It lives as long as the endpoint: counts are
 * since it was created and survive restarts. Safe for threads.
 */
public final class EndpointMetrics implements Meter, MetricsView {

    private final List<MetricSpec> own;
    private final WriterSet writers;
    private final List<Runnable> beforeReading = new CopyOnWriteArrayList<>();
    private final List<SecondListener> secondListeners = new CopyOnWriteArrayList<>();
    private final LatencyReader latencies = new LatencyReader();
    private final History history;
    private final History seconds;
    private final IntervalReader interval;
    private final IntervalReader second;
    private volatile @Nullable Long startedNanos;
    private volatile Sample latest;

    /**
     * Metrics with nothing counted.
     *
     * @param role says which messages are requests: those received by servers and relays, those sent by clients
     * @param own the protocol's own figures
     * @param budget the memory that histories share
     */
    public EndpointMetrics(Role role, List<MetricSpec> own, HistoryBudget budget) {
        this.own = List.copyOf(own);
        writers = new WriterSet(this.own);
        history = new History(this.own, budget);
        seconds = new History(this.own, budget);
        interval = new IntervalReader(role, own.size());
        second = new IntervalReader(role, own.size());
        latest = Sample.zero(own.size());
    }

    @Override
    public MeterWriter writer(Object owner) {
        return writers.writer(owner);
    }

    @Override
    public Subscription beforeReading(Runnable task) {
        beforeReading.add(task);
        return () -> beforeReading.remove(task);
    }

    @Override
    public List<MetricSpec> own() {
        return own;
    }

    /**
     * The endpoint runs: uptime counts from here.
     *
     * @param nanoTime {@link System#nanoTime()}
     */
    public void started(long nanoTime) {
        startedNanos = nanoTime;
    }

    /** The endpoint no longer runs: uptime is 0. */
    public void stopped() {
        startedNanos = null;
    }

    @Override
    public Sample latest() {
        return latest;
    }

    /** Fine samples: one for each period of the sampler. */
    @Override
    public History history() {
        return history;
    }

    @Override
    public History seconds() {
        return seconds;
    }

    @Override
    public Map<Failure.Kind, Long> errorsByKind() {
        long[] totals = totals();
        Map<Failure.Kind, Long> errors = new EnumMap<>(Failure.Kind.class);
        for (Failure.Kind kind : Failure.Kind.values()) {
            long count = totals[Slots.error(kind)];
            if (count > 0) {
                errors.put(kind, count);
            }
        }
        return Collections.unmodifiableMap(errors);
    }

    @Override
    public synchronized Percentiles lifeLatency() {
        return latencies.life();
    }

    /** All latencies since the endpoint was created, as of the newest sample; a copy. */
    public synchronized Histogram lifeHistogram() {
        return latencies.lifeHistogram();
    }

    /** Hears of each second as it ends, in order. */
    public Subscription onSecond(SecondListener listener) {
        secondListeners.add(listener);
        return () -> secondListeners.remove(listener);
    }

    /** The first interval begins here, unless it has begun. */
    synchronized void begin(long nowNanos) {
        interval.begin(nowNanos);
        second.begin(nowNanos);
    }

    /**
     * Reads the counters and appends a sample to the history.
     *
     * @param endsSecond whether a second ends here too
     */
    synchronized Sample sample(long atMillis, long nowNanos, boolean endsSecond) {
        Long started = startedNanos;
        long uptime = started == null ? 0 : Math.max(0, nowNanos - started);
        beforeReading.forEach(Runnable::run);
        long[] totals = writers.read();
        latencies.advance(totals[Slots.LATENCIES], writers);
        Sample sample = interval.next(atMillis, nowNanos, uptime, totals, latencies.interval());
        history.append(sample);
        if (endsSecond) {
            Sample ended = second.next(atMillis, nowNanos, uptime, totals, latencies.second());
            seconds.append(ended);
            Histogram ofSecond = latencies.secondHistogram();
            secondListeners.forEach(listener -> listener.second(ended, ofSecond));
            latencies.beginSecond();
        }
        latest = sample;
        return sample;
    }

    /** How many event loops have a writer now. */
    int loops() {
        return writers.loops();
    }

    private synchronized long[] totals() {
        return writers.read();
    }
}
