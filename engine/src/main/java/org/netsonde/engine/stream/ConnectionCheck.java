package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.EscapeException;

/** Asks a connection that has rested whether it still answers. Confined to the event loop. */
final class ConnectionCheck implements Errand {

    private final EventLoop loop;
    private final Consumer<Boolean> result;
    private @Nullable ScheduledFuture<?> timer;
    private boolean told;

    /**
     * One that has not begun.
     *
     * @param result told once whether it answered
     */
    ConnectionCheck(EventLoop loop, Consumer<Boolean> result) {
        this.loop = loop;
        this.result = result;
    }

    void start(PooledConnection connection, byte[] question, Duration within) {
        timer = loop.schedule(() -> tell(false), within.toNanos(), TimeUnit.NANOSECONDS);
        try {
            connection.begin(this, question);
        } catch (EscapeException e) {
            tell(false);
        }
    }

    private void tell(boolean good) {
        if (timer != null) {
            timer.cancel(false);
        }
        if (!told) {
            told = true;
            result.accept(good);
        }
    }

    @Override
    public void answered(ClientSession on, ByteBuf in, int index, int length) {
        // Whatever it says is good.
    }

    @Override
    public void over() {
        tell(true);
    }

    @Override
    public void lost(Failure failure) {
        tell(false);
    }
}
