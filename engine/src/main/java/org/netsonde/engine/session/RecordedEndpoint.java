package org.netsonde.engine.session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.traffic.TrafficCursor;
import org.netsonde.engine.traffic.TrafficEvent;

/**
 * One endpoint of the session that is being recorded: from where its traffic is read, the seconds that wait to be written,
 * and what it had counted before the session began, which is subtracted.
 */
final class RecordedEndpoint {

    /** How long before the end of a session an endpoint may have stopped to be taken as having run to its end. */
    private static final long TOGETHER_NANOS = 2_000_000_000L;

    private static final long LEAST_DRIFT_NANOS = 500_000_000L;
    private static final long DECLARE_NANOS = 1_000_000_000L;

    private final Endpoint endpoint;
    private final InstantSource clock;
    private final int order;
    private final int mostWaiting;
    private final TrafficCursor cursor;
    private final Sample before;
    private final Map<Failure.Kind, Long> errorsBefore;
    private final Subscription seconds;
    private final ConcurrentLinkedQueue<Second> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicLong secondsLost = new AtomicLong();

    private volatile String address = "";
    private volatile boolean ran;
    /** The newest sample before it was stopped last, and when that was. */
    private volatile @Nullable Stop stopped;

    private @Nullable Sample written;
    private long declared;

    private record Second(Sample sample, byte @Nullable [] latencies) {}

    private record Stop(Sample state, long nanos) {}

    RecordedEndpoint(Endpoint endpoint, InstantSource clock, boolean isNew, int order, int mostWaiting) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.order = order;
        this.mostWaiting = mostWaiting;
        EndpointMetrics metrics = endpoint.metrics();
        cursor = endpoint.traffic().cursor(isNew);
        before = isNew ? Sample.zero(metrics.own().size()) : metrics.latest();
        errorsBefore = isNew ? Map.of() : metrics.errorsByKind();
        changed(endpoint.state());
        seconds = metrics.onSecond(this::second);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    String id() {
        return endpoint.id();
    }

    int order() {
        return order;
    }

    // Any thread.

    void changed(EndpointState state) {
        switch (state) {
            case EndpointState.Starting starting -> stopped = null;
            case EndpointState.Running running -> {
                address = LiveSession.info(endpoint, running).address();
                ran = true;
                stopped = null;
            }
            case EndpointState.Stopping stopping -> stopped();
            case EndpointState.Failed failed -> stopped();
            case EndpointState.Idle idle -> stopped();
        }
    }

    private void stopped() {
        if (stopped == null) {
            stopped = new Stop(endpoint.metrics().latest(), System.nanoTime());
        }
    }

    private void second(Sample sample, @Nullable Histogram latencies) {
        if (waitingCount.incrementAndGet() > mostWaiting) {
            waitingCount.decrementAndGet();
            secondsLost.incrementAndGet();
            return;
        }
        waiting.add(new Second(sample, latencies == null ? null : LatencyLog.encode(latencies)));
    }

    // The recorder's thread.

    /** Whether it ran at some time in the session. */
    boolean ran() {
        return ran;
    }

    /** How many records and seconds could not be kept up with. */
    long notRecorded() {
        return cursor.lost() + secondsLost.get();
    }

    /** Says what it is: at first, and then once a second, as its settings may change. */
    void declare(SessionWriter to) {
        long now = System.nanoTime();
        if (declared != 0 && now - declared < DECLARE_NANOS) {
            return;
        }
        declared = now;
        EndpointInfo info = LiveSession.info(endpoint);
        to.endpoint(
                new EndpointInfo(
                        info.id(),
                        info.name(),
                        info.protocol(),
                        info.role(),
                        address,
                        info.settings(),
                        info.thresholds()),
                endpoint.metrics().own());
    }

    int readTraffic(int most, Consumer<TrafficEvent> sink) {
        long drift = drift();
        return cursor.poll(
                most,
                drift == 0
                        ? sink
                        : event -> sink.accept(new TrafficEvent(
                                event.nanos() + drift,
                                event.connection(),
                                event.direction(),
                                event.length(),
                                event.bytes())));
    }

    /**
     * How far the clock on the wall has left the traffic log's behind, where that is much: the machine slept, or its clock
     * was set. Figures and marks have the wall's.
     */
    private long drift() {
        Instant now = clock.instant();
        long wall = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        long drift = wall - endpoint.traffic().now();
        return Math.abs(drift) < LEAST_DRIFT_NANOS ? 0 : drift;
    }

    /**
     * Writes the seconds that have ended.
     *
     * @param idle whether nothing runs any more: then the zeros that follow a stop are not written, and what was counted
     *     while stopping goes into a row with the open connections and the uptime with which the endpoint ran last
     */
    void writeSeconds(SessionWriter to, boolean idle) {
        for (Second next = waiting.peek(); next != null; next = waiting.peek()) {
            Sample relative = relative(next.sample());
            Stop stop = stopped;
            boolean ended = idle && next.sample().uptimeNanos() == 0;
            if (!ended) {
                write(to, relative, next);
            } else if (written == null || !sameCounts(relative, written) || next.latencies() != null) {
                Sample state =
                        stop != null && System.nanoTime() - stop.nanos() < TOGETHER_NANOS ? stop.state() : relative;
                write(to, relative.withState(state.open(), state.uptimeNanos()), next);
            }
            waiting.poll();
            waitingCount.decrementAndGet();
        }
        to.notRecorded(id(), notRecorded());
    }

    private void write(SessionWriter to, Sample sample, Second second) {
        to.sample(id(), sample, errors(), second.latencies());
        written = sample;
    }

    private Map<Failure.Kind, Long> errors() {
        Map<Failure.Kind, Long> errors = new EnumMap<>(Failure.Kind.class);
        endpoint.metrics().errorsByKind().forEach((kind, count) -> {
            long since = count - errorsBefore.getOrDefault(kind, 0L);
            if (since > 0) {
                errors.put(kind, since);
            }
        });
        return errors;
    }

    private static boolean sameCounts(Sample a, Sample b) {
        return a.total() == b.total()
                && a.requests() == b.requests()
                && a.errors() == b.errors()
                && a.bytesIn() == b.bytesIn()
                && a.bytesOut() == b.bytesOut()
                && a.messagesIn() == b.messagesIn()
                && a.messagesOut() == b.messagesOut();
    }

    /** The sample with counts since the session began. */
    private Sample relative(Sample sample) {
        long[] own = sample.own().clone();
        for (int i = 0; i < own.length; i++) {
            if (endpoint.metrics().own().get(i).kind() != MetricSpec.Kind.GAUGE) {
                own[i] -= before.own()[i];
            }
        }
        return new Sample(
                sample.atMillis(),
                sample.intervalNanos(),
                sample.uptimeNanos(),
                sample.open(),
                sample.total() - before.total(),
                sample.requests() - before.requests(),
                sample.errors() - before.errors(),
                sample.bytesIn() - before.bytesIn(),
                sample.bytesOut() - before.bytesOut(),
                sample.messagesIn() - before.messagesIn(),
                sample.messagesOut() - before.messagesOut(),
                sample.requestRate(),
                sample.errorRate(),
                sample.inRate(),
                sample.outRate(),
                sample.latency(),
                own);
    }

    void close() {
        seconds.close();
    }
}
