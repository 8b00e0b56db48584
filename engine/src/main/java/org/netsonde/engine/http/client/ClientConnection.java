package org.netsonde.engine.http.client;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.load.PoolMetrics;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.engine.stream.StreamConnection;

/** A connection that requests can be sent on. Confined to the client's event loop. */
abstract class ClientConnection {

    /** How long facts wait at least before they are written anew. */
    private static final long FACTS_NANOS = 50_000_000;

    private final OriginPool pool;
    private final StreamConnection stream;
    private final Setup setup;
    private long requests;
    private long factsAt;
    private @Nullable Timings latest;
    private @Nullable ScheduledFuture<?> factsDue;
    private @Nullable ScheduledFuture<?> idleEnd;
    private boolean unusable;
    private @Nullable MetricSpec use;
    private boolean rests;
    private boolean hasRested;
    private long restsSince;
    private long restsFrom;
    private @Nullable ScheduledFuture<?> askEnd;
    private boolean asked;

    /**
     * What making a connection took, in nanoseconds.
     *
     * @param lookup looking the host up
     * @param connect connecting
     * @param tls agreeing on TLS; 0 in the clear
     */
    record Setup(long lookup, long connect, long tls) {}

    ClientConnection(OriginPool pool, StreamConnection stream, Setup setup) {
        this.pool = pool;
        this.stream = stream;
        this.setup = setup;
        tellFacts();
    }

    final OriginPool pool() {
        return pool;
    }

    final Origin origin() {
        return pool.origin();
    }

    final StreamConnection stream() {
        return stream;
    }

    final Setup setup() {
        return setup;
    }

    final long id() {
        return stream.id();
    }

    /** How many requests were sent on it. */
    final long requests() {
        return requests;
    }

    /** The version that is spoken on it, as start lines write it. */
    abstract String version();

    /** How many more requests it can take just now. */
    final int room() {
        return unusable
                        || asked
                        || isUsedUp()
                        || stream.isClosing()
                        || !stream.channel().isActive()
                ? 0
                : ownRoom();
    }

    abstract int ownRoom();

    /** Whether it has served as many requests as it may. */
    private boolean isUsedUp() {
        int uses = pool.agent().options().pool().limits().uses();
        return uses > 0 && requests >= uses;
    }

    /** Since when it rests, as {@link System#nanoTime} counts; the one with the highest was used last. */
    final long restsSince() {
        return restsSince;
    }

    /** Since which select of the pool it rests; -1 where it does not, so that nothing that came there can be old. */
    final long restsFrom() {
        return rests ? restsFrom : -1;
    }

    /** Whether it was ever without a request while it was open, so that its server may have closed it for that. */
    final boolean hasRested() {
        return hasRested;
    }

    /** Whether it has rested for so long that it is asked first. */
    final boolean isToBeAsked() {
        return rests
                && pool.agent().options().pool().check() instanceof HttpIdleCheck.Request how
                && System.nanoTime() - restsSince >= how.rested().toNanos();
    }

    /** Asks whether the server still answers; it takes no request until then, and the pool is told. */
    final void ask(HttpIdleCheck.Request how) {
        wake();
        countAs(null);
        asked = true;
        askEnd = pool.agent().later(how.within(), this::late);
        check(how);
    }

    abstract void check(HttpIdleCheck.Request how);

    final boolean isAsked() {
        return asked;
    }

    private void late() {
        forgetCheck();
        checked(false);
    }

    /** What is still answered is of no use. */
    abstract void forgetCheck();

    /** It has answered what it was asked, or never will; nothing happens where it was not asked. */
    final void checked(boolean good) {
        if (!asked) {
            return;
        }
        asked = false;
        if (askEnd != null) {
            askEnd.cancel(false);
        }
        if (!good) {
            stream.meter().add(PoolMetrics.CHECK_FAILURES, 1);
            leave();
            stream.closeGently(Phrase.of("event.closedUnchecked"));
        } else if (room() == 0) {
            leave();
            stream.closeGently(Phrase.of("event.closedByPeer"));
        }
        pool.checked(this);
    }

    private void wake() {
        rests = false;
        if (idleEnd != null) {
            idleEnd.cancel(false);
            idleEnd = null;
        }
    }

    /** Is from now on counted as busy or idle, or not at all. */
    private void countAs(@Nullable MetricSpec next) {
        if (use != null) {
            stream.meter().add(use, -1);
        }
        if (next != null) {
            stream.meter().add(next, 1);
        }
        use = next;
    }

    /** How many requests can be under way on it at a time. */
    abstract int most();

    /** Whether several requests cross it at a time. */
    abstract boolean multiplexes();

    /** Whether no request is under way on it. */
    abstract boolean isFree();

    /** Sends a request; there must be room. The exchange hears of everything from here on. */
    final void start(Exchange exchange) {
        wake();
        stream.meter().add(PoolMetrics.ACQUIRED, 1);
        if (requests > 0) {
            stream.meter().add(PoolMetrics.REUSED, 1);
        }
        countAs(PoolMetrics.BUSY);
        requests++;
        exchange.starts(requests == 1);
        send(exchange);
    }

    abstract void send(Exchange exchange);

    /** Gives up the request that is under way for an exchange; false where none is. */
    abstract boolean cancel(Exchange exchange);

    /** Something on the connection, and with it all that is under way on it, failed. */
    abstract void broken(Failure failure);

    /** The connection ended. */
    abstract void ended();

    /** The server says that no more comes. */
    abstract void inputClosed();

    /** Takes no more requests, as its server has it. */
    final void retire() {
        if (PoolMetrics.IDLE.equals(use)) {
            stream.meter().add(PoolMetrics.STALE, 1);
        }
        leave();
    }

    private void leave() {
        unusable = true;
        rests = false;
        if (PoolMetrics.IDLE.equals(use)) {
            countAs(null);
        }
    }

    final boolean isRetired() {
        return unusable;
    }

    /** A request is done. */
    final void released() {
        if (isFree()) {
            if (unusable) {
                stream.closeGently(Phrase.of("event.closedByPeer"));
            } else if (isUsedUp()) {
                leave();
                stream.closeGently(Phrase.of("event.closedUsed", requests));
            } else {
                rests = true;
                hasRested = true;
                restsSince = System.nanoTime();
                restsFrom = pool.selects();
                countAs(PoolMetrics.IDLE);
                idleEnd = pool.agent().later(pool.agent().options().idleTimeout(), this::idle);
            }
        }
        pool.serve();
    }

    private void idle() {
        if (isFree() && !unusable) {
            stream.meter().add(PoolMetrics.EVICTED, 1);
            leave();
            stream.closeGently(Phrase.of("event.closedIdle"));
        }
    }

    /** Takes the times of a reply for the connection's facts, which are written at most a few times a second. */
    final void timed(Timings timings) {
        latest = timings;
        long now = System.nanoTime();
        if (factsDue != null) {
            return;
        }
        long wait = factsAt + FACTS_NANOS - now;
        if (wait <= 0) {
            tellFacts();
        } else {
            factsDue = stream.channel().eventLoop().schedule(this::tellFacts, wait, TimeUnit.NANOSECONDS);
        }
    }

    private void tellFacts() {
        factsDue = null;
        factsAt = System.nanoTime();
        stream.facts()
                .put(new FactGroup(
                        "http",
                        List.of(
                                Fact.of("httpVersion", version().isEmpty() ? "?" : version()),
                                Fact.of("requests", requests))));
        Timings timings = latest;
        if (timings != null) {
            stream.facts().put(timings.facts());
        }
    }

    /** Nothing is left to do for it. */
    final void dispose() {
        leave();
        countAs(null);
        checked(false);
        if (idleEnd != null) {
            idleEnd.cancel(false);
        }
        if (factsDue != null) {
            factsDue.cancel(false);
        }
    }

    /** Closes it, as the client ends or the user wants it. */
    final void part() {
        leave();
        stream.closeGently(Phrase.of("event.closedHere"));
    }
}
