package org.netsonde.engine.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Subscription;

/**
 * Records what an engine does. A session begins when the first endpoint is started and ends when none has run for a while,
 * or at {@link #close}; each is a folder of a {@link SessionStore}. One daemon thread writes, ten times a second; event
 * loops and the sampler never wait for it. What comes faster than it can be written is counted.
 */
public final class Recorder implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Recorder.class.getName());
    private static final long PERIOD_MILLIS = 100;
    private static final Duration PRUNE_EVERY = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Engine engine;
    private final SessionStore store;
    private final String version;
    private final Duration grace;
    private final List<Subscription> subscriptions;
    private final Map<Endpoint, Subscription> observed = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile Retention retention;
    private volatile boolean enabled;
    private volatile @Nullable ActiveSession active;
    private volatile String lastId = "";
    private volatile boolean closed;
    private boolean unended;
    private long pruned;

    /**
     * A recorder that runs until it is closed.
     *
     * @param version the version of Netsonde, for the session
     * @param enabled whether it records from the beginning
     * @param grace how long nothing may run before a session ends
     */
    public Recorder(
            Engine engine, SessionStore store, String version, Retention retention, boolean enabled, Duration grace) {
        this.engine = engine;
        this.store = store;
        this.version = version;
        this.retention = retention;
        this.enabled = enabled;
        this.grace = grace;
        pruned = System.nanoTime() - PRUNE_EVERY.toNanos();
        subscriptions = List.of(
                engine.onAdd(this::added),
                engine.onRemove(this::removed),
                engine.annotations().observe(this::annotated));
        Thread.ofPlatform().name("netsonde-recorder").daemon().start(this::run);
    }

    /** How the present recording stands; nothing where none is made. */
    public Optional<Recording> current() {
        ActiveSession session = active;
        return session == null ? Optional.empty() : Optional.of(session.status());
    }

    /** The id of the session that was recorded last, or is being recorded; empty for none. */
    public String lastId() {
        ActiveSession session = active;
        String id = session == null ? "" : session.status().id();
        return id.isEmpty() ? lastId : id;
    }

    /** Whether it records when something runs. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Records, from now on, or records no more: a session that goes on ends. */
    public void enable(boolean value) {
        enabled = value;
        if (value) {
            beginIfRunning();
        } else {
            end();
        }
    }

    /** Ends the present session; what goes on running goes into a new one, if recording is on. */
    public void split() {
        end();
        if (enabled) {
            beginIfRunning();
        }
    }

    /** Keeps another amount of the past, from the next session on. */
    public void retain(Retention other) {
        retention = other;
    }

    /** Ends the present session, if there is one, and waits until it is on disk, for some seconds at most. */
    public void end() {
        order(this::end);
    }

    /** Waits until all that happened before is in the files of the present session, for some seconds at most. */
    public void flush() {
        order(session -> session.write(true));
    }

    private interface Order {
        void carryOut(ActiveSession session);
    }

    /** Does something with the present session on the recorder's thread. */
    private void order(Order order) {
        if (closed) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        orders.add(() -> {
            try {
                ActiveSession session = active;
                if (session != null) {
                    order.carryOut(session);
                }
            } finally {
                done.countDown();
            }
        });
        await(done);
    }

    private void await(CountDownLatch done) {
        try {
            if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "the recorder is slow");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void added(Endpoint endpoint) {
        observed.put(endpoint, endpoint.observe(state -> changed(endpoint, state)));
        ActiveSession session = active;
        if (session != null) {
            session.add(endpoint, true);
        }
    }

    private void removed(Endpoint endpoint) {
        Subscription subscription = observed.remove(endpoint);
        if (subscription != null) {
            subscription.close();
        }
        order(session -> session.remove(endpoint));
    }

    private void annotated(Annotation annotation) {
        ActiveSession session = active;
        if (session != null) {
            session.annotate(annotation);
        }
    }

    /** Begins in the very moment in which an endpoint is started, so that nothing of it is missed. */
    private void changed(Endpoint endpoint, EndpointState state) {
        if (state instanceof EndpointState.Starting && enabled) {
            begin();
        }
        ActiveSession session = active;
        if (session != null) {
            session.changed(endpoint, state);
        }
    }

    private void beginIfRunning() {
        if (engine.endpoints().stream().anyMatch(ActiveSession::runs)) {
            begin();
        }
    }

    private synchronized void begin() {
        if (active == null && !closed) {
            ActiveSession session = new ActiveSession(engine, store, version, retention);
            active = session;
            engine.endpoints().forEach(endpoint -> session.add(endpoint, false));
        }
    }

    private void end(ActiveSession session) {
        unended |= !session.end();
        synchronized (this) {
            String id = session.status().id();
            lastId = id.isEmpty() ? lastId : id;
            session.dispose();
            active = null;
        }
        prune();
    }

    private void run() {
        try {
            while (!closed) {
                Runnable order = orders.poll(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
                if (order != null) {
                    guarded(order);
                }
                guarded(this::tick);
            }
            for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                guarded(order);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void tick() {
        ActiveSession session = active;
        if (session != null) {
            session.write(false);
            if (session.idleFor(grace)) {
                end(session);
                // What was started while that took its time has found a session that was about to end.
                if (enabled) {
                    beginIfRunning();
                }
            }
        } else if (System.nanoTime() - pruned > PRUNE_EVERY.toNanos()) {
            prune();
        }
    }

    /** One bug must not end the recording. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "recording", e);
        }
    }

    private void prune() {
        pruned = System.nanoTime();
        try {
            if (unended) {
                // A full disk kept a session from being ended; what is there of it is closed as it stands.
                unended = store.recover().isEmpty();
            }
            store.prune(retention, engine.clock().instant(), lastId);
        } catch (FailureException e) {
            LOG.log(System.Logger.Level.WARNING, "old sessions are not deleted: {0}", e.getMessage());
        }
    }

    /** Ends the present session and the recorder's thread. */
    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        observed.values().forEach(Subscription::close);
        end();
        closed = true;
        await(ended);
    }
}
