package org.netsonde.engine.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.traffic.TrafficEvent;

/**
 * The session that is being recorded. Other threads tell it what happens; {@link #write}, {@link #end} and what they call
 * belong to the recorder's thread.
 */
final class ActiveSession {

    private static final System.Logger LOG = System.getLogger(ActiveSession.class.getName());
    private static final long SECOND = 1_000_000_000L;
    private static final long RETRY_NANOS = 2 * SECOND;
    private static final long SAVE_NANOS = 2 * SECOND;

    /** Records of one endpoint in one round, so that the round's records fit in memory. */
    private static final int ROUND = 4096;

    /** For so long one call reads traffic; what is left is read by the next. */
    private static final long BUSY_NANOS = SECOND / 2;

    /** For so long where all is to be written: whoever appends faster than that is not waited for. */
    private static final long PATIENT_NANOS = 60 * SECOND;

    private static final int MOST_WAITING = 20_000;

    private final Engine engine;
    private final SessionStore store;
    private final String version;
    private final Retention retention;
    private final Instant started;
    private final Map<Endpoint, RecordedEndpoint> endpoints = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Annotation> annotations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger annotationsWaiting = new AtomicInteger();
    private final AtomicLong annotationsLost = new AtomicLong();
    private final AtomicInteger order = new AtomicInteger();

    private final Queue<Read> round = new ArrayDeque<>();

    private volatile Recording status;
    private @Nullable SessionWriter writer;
    private @Nullable Failure trouble;
    private long troubleSince;
    private long forced = System.nanoTime();
    private long saved = System.nanoTime();
    private long goneNotRecorded;
    private long notWritable;
    private long idleSince;
    private boolean idle;
    private boolean ran;
    private Instant idleAt;

    private record Read(RecordedEndpoint endpoint, TrafficEvent event) {}

    ActiveSession(Engine engine, SessionStore store, String version, Retention retention) {
        this.engine = engine;
        this.store = store;
        this.version = version;
        this.retention = retention;
        started = engine.clock().instant();
        idleAt = started;
        status = new Recording("", started, 0, 0, null);
    }

    /** Whether an endpoint does something that is to be recorded. */
    static boolean runs(Endpoint endpoint) {
        return !endpoint.state().startable();
    }

    // Any thread.

    /**
     * Records an endpoint from now on.
     *
     * @param isNew whether it was made just now, so that all of its past belongs to the session
     */
    void add(Endpoint endpoint, boolean isNew) {
        endpoints.computeIfAbsent(
                endpoint, e -> new RecordedEndpoint(e, engine.clock(), isNew, order.incrementAndGet(), MOST_WAITING));
    }

    void changed(Endpoint endpoint, EndpointState state) {
        RecordedEndpoint recorded = endpoints.get(endpoint);
        if (recorded != null) {
            recorded.changed(state);
        }
    }

    void annotate(Annotation annotation) {
        if (annotationsWaiting.incrementAndGet() <= Annotations.MOST) {
            annotations.add(annotation);
        } else {
            annotationsWaiting.decrementAndGet();
            annotationsLost.incrementAndGet();
        }
    }

    Recording status() {
        return status;
    }

    /** Whether nothing has run for a time. */
    boolean idleFor(Duration time) {
        return idle && System.nanoTime() - idleSince > time.toNanos();
    }

    // The recorder's thread.

    /**
     * Writes what has come up.
     *
     * @param all whether all of it, and forced to disk, even if that takes up to a minute
     */
    void write(boolean all) {
        look();
        long now = System.nanoTime();
        if (!ran) {
            // Nothing came of it so far, and perhaps never will: a port was in use.
            return;
        }
        if (trouble != null && now - troubleSince < RETRY_NANOS && !all) {
            return;
        }
        try {
            SessionWriter to = writer();
            // One that comes meanwhile is not declared yet.
            List<RecordedEndpoint> known = inOrder();
            known.forEach(endpoint -> endpoint.declare(to));
            writeAnnotations(to);
            writeTraffic(to, known, all ? PATIENT_NANOS : BUSY_NANOS);
            known.forEach(endpoint -> endpoint.writeSeconds(to, idle));
            to.flush();
            if (now - forced > SECOND || all) {
                to.force();
                forced = now;
            }
            if (now - saved > SAVE_NANOS || all) {
                to.save();
                saved = now;
            }
            trouble = null;
        } catch (FailureException e) {
            if (trouble == null) {
                LOG.log(System.Logger.Level.WARNING, "not recorded: {0}", e.getMessage());
            }
            trouble = e.failure();
            troubleSince = now;
        }
        tell();
    }

    private SessionWriter writer() {
        SessionWriter present = writer;
        if (present == null) {
            present = store.create(
                    "", started, version, Machine.here(), engine.transport().label(), retention.sessionBytes());
            writer = present;
        }
        return present;
    }

    private void look() {
        ran |= endpoints.values().stream().anyMatch(RecordedEndpoint::ran);
        boolean nothingRuns = endpoints.keySet().stream().noneMatch(ActiveSession::runs);
        if (nothingRuns && !idle) {
            idleSince = System.nanoTime();
            idleAt = engine.clock().instant();
        }
        idle = nothingRuns;
    }

    private List<RecordedEndpoint> inOrder() {
        return endpoints.values().stream()
                .sorted(Comparator.comparingInt(RecordedEndpoint::order))
                .toList();
    }

    private void writeAnnotations(SessionWriter to) {
        for (Annotation next = annotations.peek(); next != null; next = annotations.peek()) {
            to.annotation(next);
            annotations.poll();
            annotationsWaiting.decrementAndGet();
        }
    }

    /** Writes rounds of records, each in the order of time, until there are none or the time is over. */
    private void writeTraffic(SessionWriter to, List<RecordedEndpoint> known, long nanos) {
        long begin = System.nanoTime();
        boolean more = true;
        writeRound(to);
        while (more && System.nanoTime() - begin < nanos) {
            more = false;
            Queue<Deque<Read>> read = new PriorityQueue<>(
                    Comparator.comparingLong(of -> of.element().event().nanos()));
            for (RecordedEndpoint endpoint : known) {
                Deque<Read> events = new ArrayDeque<>();
                more |= endpoint.readTraffic(ROUND, event -> events.add(new Read(endpoint, event))) == ROUND;
                if (!events.isEmpty()) {
                    read.add(events);
                }
            }
            merge(read);
            writeRound(to);
        }
    }

    /**
     * Brings what was read into the order of time, but keeps that of each endpoint: what came with the end of a handshake
     * was read before the connection stood, and is recorded behind its opening nevertheless.
     */
    private void merge(Queue<Deque<Read>> read) {
        for (Deque<Read> earliest = read.poll(); earliest != null; earliest = read.poll()) {
            round.add(earliest.remove());
            if (!earliest.isEmpty()) {
                read.add(earliest);
            }
        }
    }

    /** Writes the present round; what is left of it when the disk fails is written first when there is room again. */
    private void writeRound(SessionWriter to) {
        for (Read next = round.peek(); next != null; next = round.peek()) {
            try {
                to.traffic(next.endpoint().id(), next.event());
            } catch (FailureException e) {
                throw e;
            } catch (RuntimeException e) {
                // A record that cannot be written must not keep out all that come after it.
                notWritable++;
                LOG.log(System.Logger.Level.ERROR, "a record of traffic", e);
            }
            round.remove();
        }
    }

    private void tell() {
        long notRecorded = goneNotRecorded + notWritable + annotationsLost.get();
        for (RecordedEndpoint endpoint : endpoints.values()) {
            notRecorded += endpoint.notRecorded();
        }
        SessionWriter to = writer;
        notRecorded += to == null ? 0 : to.marksNotRecorded();
        status = new Recording(
                to == null ? "" : to.info().id(), started, to == null ? 0 : to.size(), notRecorded, trouble);
    }

    /** Writes the rest of an endpoint that is about to go. */
    void remove(Endpoint endpoint) {
        write(true);
        RecordedEndpoint gone = endpoints.remove(endpoint);
        if (gone != null) {
            goneNotRecorded += gone.notRecorded();
            gone.close();
        }
    }

    /**
     * Writes the rest, with what was counted up to now, and ends the session.
     *
     * @return whether that is done; otherwise it is to be recovered when there is room
     */
    boolean end() {
        look();
        for (RecordedEndpoint endpoint : inOrder()) {
            engine.sampler().flush(endpoint.endpoint().metrics());
        }
        write(true);
        SessionWriter to = writer;
        if (to != null && trouble == null) {
            try {
                to.end(SessionInfo.State.ENDED, idle ? idleAt : engine.clock().instant());
            } catch (FailureException e) {
                LOG.log(System.Logger.Level.WARNING, "not ended: {0}", e.getMessage());
                return false;
            }
        }
        return trouble == null;
    }

    /** Lets go of everything; what could not be written is recovered by the next start as far as it goes. */
    void dispose() {
        endpoints.values().forEach(RecordedEndpoint::close);
        SessionWriter to = writer;
        if (to != null) {
            try {
                to.close();
            } catch (FailureException e) {
                LOG.log(System.Logger.Level.WARNING, "not closed: {0}", e.getMessage());
            }
        }
    }
}
