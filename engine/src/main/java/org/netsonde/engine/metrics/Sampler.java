package org.netsonde.engine.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the meters of all endpoints, ten times a second unless told otherwise, and fills their histories; at each whole
 * second since the first reading it adds a sample of that second. One daemon thread, from {@link #start} to
 * {@link #close}; readings are also safe from any other thread.
 */
public final class Sampler implements AutoCloseable {

    /** How often meters are read. */
    public static final Duration DEFAULT_PERIOD = Duration.ofMillis(100);

    private static final Logger LOG = System.getLogger(Sampler.class.getName());
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final SampleClock clock;
    private final LongSupplier nanoTime;
    private final long periodNanos;
    private final Set<EndpointMetrics> endpoints = new CopyOnWriteArraySet<>();
    private final Object ticking = new Object();
    private boolean ticked;
    private long nextSecond;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /** A sampler with the usual period. */
    public Sampler(InstantSource wall) {
        this(wall, System::nanoTime, DEFAULT_PERIOD);
    }

    /**
     * A sampler.
     *
     * @param wall for the times that are shown
     * @param nanoTime for intervals and rates
     * @param period how often meters are read; positive
     */
    public Sampler(InstantSource wall, LongSupplier nanoTime, Duration period) {
        if (!period.isPositive()) {
            throw new IllegalArgumentException("The period is not positive: " + period);
        }
        clock = new SampleClock(wall);
        this.nanoTime = nanoTime;
        periodNanos = period.toNanos();
    }

    /** Starts the thread; does nothing when it runs. */
    public synchronized void start() {
        if (thread == null && !closed) {
            thread = Thread.ofPlatform().name("netsonde-sampler").daemon().start(this::run);
        }
    }

    /** Samples an endpoint from now on. */
    public void add(EndpointMetrics endpoint) {
        endpoint.begin(nanoTime.getAsLong());
        endpoints.add(endpoint);
    }

    /** Samples an endpoint no longer; its histories stay as they are. {@link #flush} first for the last counts. */
    public void remove(EndpointMetrics endpoint) {
        endpoints.remove(endpoint);
    }

    /** Reads all meters once. The thread calls this; tests call it with a clock of their own. */
    public void tick(long nowNanos) {
        synchronized (ticking) {
            boolean second = secondEnds(nowNanos);
            long at = clock.at(nowNanos);
            for (EndpointMetrics endpoint : endpoints) {
                sample(endpoint, at, nowNanos, second);
            }
        }
    }

    /** Takes a last sample of an endpoint and ends its second here, so that exports have its very last counts. */
    public Sample flush(EndpointMetrics endpoint) {
        synchronized (ticking) {
            long now = nanoTime.getAsLong();
            return endpoint.sample(clock.at(now), now, true);
        }
    }

    /** Stops the thread and takes a last sample of every endpoint. */
    @Override
    public void close() {
        stop();
        endpoints.forEach(this::flush);
    }

    private synchronized void stop() {
        closed = true;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    private void run() {
        long next = nanoTime.getAsLong();
        while (!closed) {
            long now = nanoTime.getAsLong();
            if (now - next < 0) {
                LockSupport.parkNanos(this, next - now);
            } else {
                tick(now);
                next += periodNanos;
                if (next - now < 0) {
                    next = now + periodNanos; // what was missed is not made up for
                }
            }
        }
    }

    private boolean secondEnds(long nowNanos) {
        if (!ticked) {
            ticked = true;
            nextSecond = nowNanos + NANOS_PER_SECOND;
            return false;
        }
        // Ticks come a little early or late: the one nearest to the whole second ends it.
        if (nextSecond - nowNanos > periodNanos / 2) {
            return false;
        }
        while (nextSecond - nowNanos <= periodNanos / 2) {
            nextSecond += NANOS_PER_SECOND;
        }
        return true;
    }

    /** One endpoint's bug must not end the sampling of all. */
    private static void sample(EndpointMetrics endpoint, long atMillis, long nowNanos, boolean second) {
        try {
            endpoint.sample(atMillis, nowNanos, second);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "An endpoint could not be sampled", e);
        }
    }
}
