package org.netsonde.engine.load;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.transport.EventLoops;

/**
 * Connections that requests share, each for itself while it lasts. Confined to one event loop.
 *
 * <p>Requests are served in the order in which they came, so that none waits for longer than those before it. Of the idle
 * connections the one used last is the first to go: it is the least likely to be given up by its peer just now, and those
 * that the present load does not need rest long enough to be ended.
 *
 * <p>No stale connection is handed out: the event loop selects once between the request and the connection that has served
 * before, and so sees every end and every byte that had arrived by then. A peer that ends a connection in the very moment in
 * which a request is on its way cannot be foreseen by anybody.
 *
 * <p>A connection counts until it is closed entirely, so there are never more than the most.
 *
 * @param <C> the connection
 */
public final class Pool<C> {

    private final EventLoop loop;
    private final Pooling.On options;
    private final Keeper<C> keeper;
    private final MeterWriter meter;
    private final Waiters<Taker<C>> waiting;
    private final Set<Pooled<C>> all = new LinkedHashSet<>();
    /** The one used last at the end. */
    private final Deque<Pooled<C>> idle = new ArrayDeque<>();

    private final IdleTimer eviction;
    private int opening;
    private int asked;
    private int busy;
    private boolean settling;
    private boolean closed;

    /**
     * Goes on with each select that connections are to be handed out behind. What has a number below it, a request or an idle
     * connection, was there before that select.
     */
    private long selects;

    /** An empty pool of a loop. */
    public Pool(EventLoop loop, Pooling.On options, Keeper<C> keeper, MeterWriter meter) {
        this.loop = loop;
        this.options = options;
        this.keeper = keeper;
        this.meter = meter;
        this.waiting = new Waiters<>(
                loop,
                options.limits(),
                options::max,
                (taker, failure) -> {
                    keeper.refused(failure);
                    taker.refused(failure);
                },
                meter);
        this.eviction = new IdleTimer(loop, options.idleTimeout(), this::evict);
    }

    /** Makes a connection ahead of need, if there may be more. */
    public void warm() {
        if (!closed && count() < options.max()) {
            open();
        }
    }

    /**
     * Gives a connection to a taker as soon as there is one, or tells it why not; maybe before this returns. To be called from
     * a task of the loop, not while it reads: only then does what the loop does next begin with a select.
     */
    public void acquire(Taker<C> taker) {
        if (closed) {
            taker.refused(Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection"));
            return;
        }
        // As many as there may be connections without a request get one without anybody giving back another.
        Failure refusal = waiting.refusal(options.max() - busy);
        if (refusal != null) {
            keeper.refused(refusal);
            taker.refused(refusal);
            return;
        }
        waiting.add(taker, selects, idle.size() > waiting.size());
        if (idle.isEmpty()) {
            openForWaiting();
        } else if (!settling) {
            selects++;
            serveSoon();
        }
    }

    /** Gives a taker one of the idle connections that it names, or refuses it: it does not wait, and none is made for it. */
    public void acquireOf(Predicate<C> which, Taker<C> taker) {
        Pooled<C> found = null;
        for (Iterator<Pooled<C>> all = idle.descendingIterator(); found == null && all.hasNext(); ) {
            Pooled<C> slot = all.next();
            found = which.test(slot.connection()) ? slot : null;
        }
        Pooled<C> wanted = found;
        int uses = wanted == null ? 0 : wanted.uses();
        EventLoops.afterSelect(loop, () -> {
            if (wanted != null
                    && wanted.state == Pooled.State.IDLE
                    && wanted.uses() == uses
                    && keeper.isWhole(wanted.connection())) {
                leaveIdle(wanted);
                hand(wanted, taker);
            } else {
                taker.refused(Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection"));
            }
        });
    }

    /** A taker does not want a connection any more; it is told nothing. False if it does not wait. */
    public boolean leave(Taker<C> taker) {
        return waiting.remove(taker);
    }

    /** A connection that was being made stands. */
    public Pooled<C> opened(C connection) {
        opening--;
        Pooled<C> slot = new Pooled<>(connection);
        all.add(slot);
        meter.add(PoolMetrics.OPENED, 1);
        if (closed) {
            end(slot, Phrase.of("event.closedHere"));
        } else {
            // It has only just come to be; nothing of what its peer says of it can be old.
            offer(slot);
        }
        return slot;
    }

    /** A connection could not be made: the request that waits the longest fails with it. */
    public void notOpened(Failure failure) {
        opening--;
        if (!waiting.isEmpty()) {
            waiting.take(false).refused(failure);
        }
        openForWaiting();
    }

    /** The request that a connection was taken for is over, and the connection as good as before. */
    public void release(Pooled<C> slot) {
        if (slot.state != Pooled.State.BUSY) {
            return;
        }
        leaveBusy();
        int uses = options.limits().uses();
        if (closed) {
            end(slot, Phrase.of("event.closedHere"));
        } else if (uses > 0 && slot.uses() >= uses) {
            end(slot, Phrase.of("event.closedUsed", slot.uses()));
        } else if (slot.isSpoiled() || !keeper.isWhole(slot.connection())) {
            meter.add(PoolMetrics.STALE, 1);
            end(slot, Phrase.of("event.closedStale"));
        } else {
            rest(slot);
            if (!waiting.isEmpty() && !settling) {
                serveSoon();
            }
        }
    }

    /** The request that a connection was taken for is over, and the connection of no use any more. */
    public void discard(Pooled<C> slot, Phrase why) {
        if (slot.state == Pooled.State.BUSY) {
            leaveBusy();
            end(slot, why);
        }
    }

    /** A connection is not as it should be, such as one whose peer has spoken unasked: nobody gets it any more. */
    public void spoil(Pooled<C> slot) {
        slot.spoil();
        if (slot.state == Pooled.State.IDLE) {
            leaveIdle(slot);
            meter.add(PoolMetrics.STALE, 1);
            end(slot, Phrase.of("event.closedStale"));
        }
    }

    /** A connection is closed entirely. */
    public void gone(Pooled<C> slot) {
        switch (slot.state) {
            case IDLE -> {
                leaveIdle(slot);
                meter.add(PoolMetrics.STALE, 1);
            }
            case BUSY -> leaveBusy();
            case ASKED -> {
                asked--;
                meter.add(PoolMetrics.CHECK_FAILURES, 1);
            }
            case LEAVING, GONE -> {}
        }
        slot.state = Pooled.State.GONE;
        all.remove(slot);
        openForWaiting();
    }

    /** Ends connections, whatever they are there for, as the user wants it. */
    public void part(Predicate<C> which) {
        for (Pooled<C> slot : List.copyOf(all)) {
            if (which.test(slot.connection())) {
                slot.spoil();
                if (slot.state == Pooled.State.IDLE) {
                    leaveIdle(slot);
                    end(slot, Phrase.of("event.closedHere"));
                } else {
                    keeper.end(slot.connection(), Phrase.of("event.closedHere"));
                }
            }
        }
    }

    /** Refuses all who wait and all who come, and ends all connections; those being made are the keeper's to give up. */
    public void close() {
        closed = true;
        eviction.cancel();
        Failure why = Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection");
        while (!waiting.isEmpty()) {
            waiting.take(false).refused(why);
        }
        waiting.clear();
        part(connection -> true);
    }

    /** How many connections there are, those that are being made or ended included. */
    public int count() {
        return all.size() + opening;
    }

    /** How many connections stand, those that are being ended included. */
    public int standing() {
        return all.size();
    }

    private void serveSoon() {
        settling = true;
        EventLoops.afterSelect(loop, this::serve);
    }

    /** Hands out what was idle before the latest select; what came to be idle while the loop read has to wait for the next. */
    private void serve() {
        settling = false;
        while (waiting.size() > asked && waiting.firstFrom() < selects) {
            Pooled<C> slot = latest();
            if (slot == null) {
                break;
            }
            if (!keeper.isWhole(slot.connection())) {
                spoil(slot);
            } else if (options.check() instanceof IdleCheck.Probe probe && hasRested(slot, probe)) {
                leaveIdle(slot);
                ask(slot, probe);
            } else {
                leaveIdle(slot);
                hand(slot, waiting.take(true));
            }
        }
        if (waiting.size() > asked && !idle.isEmpty()) {
            selects++;
            serveSoon();
        }
        openForWaiting();
    }

    private @Nullable Pooled<C> latest() {
        for (Iterator<Pooled<C>> all = idle.descendingIterator(); all.hasNext(); ) {
            Pooled<C> slot = all.next();
            if (slot.idleFrom < selects) {
                return slot;
            }
        }
        return null;
    }

    private boolean hasRested(Pooled<C> slot, IdleCheck.Probe probe) {
        return loop.ticker().nanoTime() - slot.idleSince >= probe.rested().toNanos();
    }

    private void ask(Pooled<C> slot, IdleCheck.Probe probe) {
        slot.state = Pooled.State.ASKED;
        asked++;
        keeper.ask(slot.connection(), probe, good -> {
            if (slot.state != Pooled.State.ASKED) {
                return;
            }
            asked--;
            if (closed) {
                end(slot, Phrase.of("event.closedHere"));
            } else if (good && !slot.isSpoiled() && keeper.isWhole(slot.connection())) {
                offer(slot);
            } else {
                meter.add(PoolMetrics.CHECK_FAILURES, 1);
                end(slot, Phrase.of("event.closedUnchecked"));
                openForWaiting();
            }
        });
    }

    /** Gives a connection that has just proved to be good to whoever waits. */
    private void offer(Pooled<C> slot) {
        if (waiting.isEmpty()) {
            rest(slot);
        } else {
            hand(slot, waiting.take(false));
        }
    }

    private void hand(Pooled<C> slot, Taker<C> taker) {
        meter.add(PoolMetrics.ACQUIRED, 1);
        if (slot.uses() > 0) {
            meter.add(PoolMetrics.REUSED, 1);
        }
        meter.add(PoolMetrics.BUSY, 1);
        busy++;
        slot.used();
        slot.state = Pooled.State.BUSY;
        taker.taken(slot);
    }

    private void leaveBusy() {
        busy--;
        meter.add(PoolMetrics.BUSY, -1);
    }

    private void rest(Pooled<C> slot) {
        slot.state = Pooled.State.IDLE;
        slot.idleSince = loop.ticker().nanoTime();
        slot.idleFrom = selects;
        idle.addLast(slot);
        meter.add(PoolMetrics.IDLE, 1);
        eviction.begin();
    }

    private void leaveIdle(Pooled<C> slot) {
        if (!slot.equals(idle.peekLast())) {
            idle.remove(slot);
        } else {
            idle.removeLast();
        }
        slot.state = Pooled.State.LEAVING;
        meter.add(PoolMetrics.IDLE, -1);
    }

    private void end(Pooled<C> slot, Phrase why) {
        slot.state = Pooled.State.LEAVING;
        keeper.end(slot.connection(), why);
    }

    /** Ends those that have rested for too long; how long the next may rest, or less than 0 where none rests. */
    private long evict(long now, long limit) {
        Pooled<C> oldest = idle.peekFirst();
        while (oldest != null && now - oldest.idleSince >= limit) {
            leaveIdle(oldest);
            meter.add(PoolMetrics.EVICTED, 1);
            end(oldest, Phrase.of("event.closedIdle"));
            oldest = idle.peekFirst();
        }
        return oldest == null ? -1 : limit - (now - oldest.idleSince);
    }

    private void openForWaiting() {
        // Those for whom there is an idle connection get it behind the next select.
        int unserved = waiting.size() - opening - asked - (settling ? idle.size() : 0);
        while (!closed && unserved > 0 && count() < options.max()) {
            open();
            unserved--;
        }
    }

    private void open() {
        opening++;
        keeper.open();
    }
}
