package org.netsonde.engine.relay.balance;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.stream.Aim;

/** A back end of a pool, which is told how it does. Safe for threads. */
public final class Member implements BackEnd {

    private final BackEndSetting setting;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final LongAdder to = new LongAdder();
    private final LongAdder from = new LongAdder();
    private volatile @Nullable Failure last;

    Member(BackEndSetting setting) {
        this.setting = setting;
    }

    /** Where it is. */
    public Aim aim() {
        return setting.aim();
    }

    /** A connection to it has been made; {@link #closed} follows once it is no more. */
    public void opened() {
        open.incrementAndGet();
        total.incrementAndGet();
    }

    /** A connection to it is no more. */
    public void closed() {
        open.decrementAndGet();
    }

    /** It has sent something: it is well. */
    public void answered() {}

    /** It could not be reached, or did not answer in time. */
    public void unreachable(Failure failure) {
        failures.incrementAndGet();
        last = failure;
    }

    /** It broke off a connection in the middle, by a reset; closing one quickly is no failure. */
    public void broke(Failure failure) {
        failures.incrementAndGet();
        last = failure;
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
        return State.UP;
    }

    @Override
    public Instant since() {
        return Instant.EPOCH;
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
        return 0;
    }

    @Override
    public Optional<Failure> lastFailure() {
        return Optional.ofNullable(last);
    }
}
