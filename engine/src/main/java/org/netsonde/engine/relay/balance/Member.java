package org.netsonde.engine.relay.balance;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.stream.Aim;

/**
 * A back end of a pool, which is told how it does. Safe for threads.
 *
 * <p>Who is given one by {@link BackEndPool#choose} tells it what came of it: {@link #opened}, {@link #unreachable}, or
 * {@link #abandoned} where it was not even tried to the end.
 */
public final class Member implements BackEnd {

    /** After so long a connection that was to be made, and of which nothing was heard, is no more reckoned with. */
    static final long PATIENCE_NANOS = 30_000_000_000L;

    private final BackEndPool pool;
    private final Key key;
    private final long hash;
    private final Standing standing;
    private final Deque<Long> expected = new ArrayDeque<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final LongAdder to = new LongAdder();
    private final LongAdder from = new LongAdder();
    private volatile BackEndSetting setting;
    private volatile Shown shown;
    private volatile boolean suspect;
    private volatile @Nullable Failure last;
    private volatile @Nullable Failure barred;
    private int place;
    private @Nullable InetSocketAddress trier;

    /**
     * By what a back end is known again among others.
     *
     * @param where the endpoint that it is, or its host and port
     * @param occurrence which one of those of the same place it is, from 0
     */
    record Key(String where, int occurrence) {

        /** Of a place, whatever is written in capitals. */
        static Key of(Aim aim, int occurrence) {
            return new Key(
                    aim.target().isEmpty()
                            ? Addresses.text(aim.host().toLowerCase(Locale.ROOT), aim.port())
                            : "=" + aim.target(),
                    occurrence);
        }
    }

    private record Shown(State state, Instant since) {}

    Member(BackEndPool pool, Key key, BackEndSetting setting, Standing standing, Instant now) {
        this.pool = pool;
        this.key = key;
        this.hash = SourceHash.hash(key.where + "#" + key.occurrence);
        this.setting = setting;
        this.standing = standing;
        this.shown = new Shown(State.UP, now);
    }

    /** Where it is. */
    public Aim aim() {
        return setting.aim();
    }

    /** A connection to it has been made; {@link #closed} follows once it is no more. */
    public void opened() {
        open.incrementAndGet();
        total.incrementAndGet();
        pool.opened(this);
    }

    /** A connection to it is no more. */
    public void closed() {
        open.decrementAndGet();
        if (suspect) {
            pool.closed(this);
        }
    }

    /**
     * It was chosen, but it is not known whether it can be reached: whom it was for has gone, or a limit did not let it through.
     *
     * @param client whom it was chosen for
     */
    public void abandoned(InetSocketAddress client) {
        pool.abandoned(this, client);
    }

    /** It has sent something: it is well. */
    public void answered() {
        if (suspect) {
            pool.answered(this);
        }
    }

    /** It could not be reached, or did not answer in time. */
    public void unreachable(Failure failure) {
        failures.incrementAndGet();
        last = failure;
        pool.unreachable(this, failure);
    }

    /**
     * It broke off a connection in the middle, by a reset; {@link #closed} follows for this one too. Closing one quickly is no
     * failure.
     */
    public void broke(Failure failure) {
        failures.incrementAndGet();
        last = failure;
        pool.broke(this, failure);
    }

    /** Bytes were sent to it. */
    public void sent(int bytes) {
        to.add(bytes);
    }

    /** Bytes came from it. */
    public void received(int bytes) {
        from.add(bytes);
    }

    @Override
    public String name() {
        return aim().target().isEmpty() ? Addresses.text(aim().host(), aim().port()) : aim().target();
    }

    @Override
    public int weight() {
        return setting.weight();
    }

    @Override
    public State state() {
        return shown.state;
    }

    @Override
    public Instant since() {
        return shown.since;
    }

    @Override
    public int open() {
        return open.get();
    }

    @Override
    public long total() {
        return total.get();
    }

    @Override
    public long failures() {
        return failures.get();
    }

    @Override
    public long bytesTo() {
        return to.sum();
    }

    @Override
    public long bytesFrom() {
        return from.sum();
    }

    @Override
    public double ideal() {
        return pool.ideal(this);
    }

    @Override
    public Optional<Failure> lastFailure() {
        return Optional.ofNullable(last);
    }

    Key key() {
        return key;
    }

    /** A number that follows from where it is. */
    long hash() {
        return hash;
    }

    /** A check failed; that is no failure in use. */
    void checkFailed(Failure failure) {
        last = failure;
    }

    // What follows is guarded by the lock of the pool.

    Standing standing() {
        return standing;
    }

    /** Its place in the order of the settings. */
    int place() {
        return place;
    }

    /** Whether new connections may be made to it at all. */
    boolean isWanted() {
        return barred == null && !setting.draining();
    }

    /**
     * Takes what the settings say.
     *
     * @param bar why it may never be used; null if it may
     */
    void set(BackEndSetting next, int newPlace, @Nullable Failure bar) {
        setting = next;
        place = newPlace;
        barred = bar;
        if (bar != null) {
            last = bar;
        }
    }

    /** That client finds out whether it is well again. */
    void triedBy(InetSocketAddress client) {
        trier = client;
    }

    /** Whether that client was the latest to find out. */
    boolean isTriedBy(InetSocketAddress client) {
        return client.equals(trier);
    }

    /** A connection to it is about to be made. */
    void expect(long now) {
        expected.add(now);
    }

    /** What was to come of the oldest of the connections that were about to be made is known. */
    void expectedCame() {
        expected.poll();
    }

    /** Gives up those of which nothing was heard. */
    void expire(long now) {
        Long oldest = expected.peek();
        while (oldest != null && now - oldest >= PATIENCE_NANOS) {
            expected.poll();
            oldest = expected.peek();
        }
    }

    /** How many connections it has, those that are about to be made included. */
    long load() {
        return (long) Math.max(0, open.get()) + expected.size();
    }

    /** Shows how it stands. */
    void refresh(Instant now) {
        suspect = standing.isSuspect();
        State state = seen();
        if (state != shown.state) {
            shown = new Shown(state, now);
        }
    }

    private State seen() {
        if (setting.draining()) {
            return State.DRAINING;
        } else if (barred != null || standing.isDown()) {
            return State.DOWN;
        }
        return standing.isEjected() ? State.EJECTED : State.UP;
    }
}
