package org.netsonde.engine.relay.balance;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.stream.Aim;

/** One health check over the network, which comes to an end within its time. Confined to an event loop. */
abstract class Attempt implements Judge {

    private final EventLoop loop;
    private final Rhythm rhythm;
    private final Aim aim;
    private final Consumer<Optional<Failure>> done;
    private @Nullable Future<?> timer;
    private boolean over;

    Attempt(EventLoop loop, Rhythm rhythm, Aim aim, Consumer<Optional<Failure>> done) {
        this.loop = loop;
        this.rhythm = rhythm;
        this.aim = aim;
        this.done = done;
    }

    /** Begins; returns what gives it up. */
    final Runnable start() {
        timer = loop.schedule(
                () -> failed(Failure.of(
                        Failure.Kind.REPLY_TIMEOUT, "healthTimeout", where(), Durations.format(rhythm.checkTimeout()))),
                rhythm.checkTimeout().toNanos(),
                TimeUnit.NANOSECONDS);
        begin(aim);
        return this::end;
    }

    /** Does what there is to do. */
    abstract void begin(Aim to);

    /** Gives back whatever is held. */
    abstract void release();

    @Override
    public final String where() {
        return aim.target().isEmpty() ? Addresses.text(aim.host(), aim.port()) : aim.target();
    }

    final EventLoop loop() {
        return loop;
    }

    final boolean isOver() {
        return over;
    }

    @Override
    public final void good() {
        finish(Optional.empty());
    }

    @Override
    public final void failed(Failure failure) {
        finish(Optional.of(failure));
    }

    private void finish(Optional<Failure> result) {
        if (!over) {
            end();
            done.accept(result);
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
        release();
    }
}
