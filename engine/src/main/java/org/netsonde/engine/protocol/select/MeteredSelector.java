package org.netsonde.engine.protocol.select;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.metrics.Meter;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.Subscription;

/**
 * Netty's selector of one event loop, with its rounds counted and its time measured. It stands around Netty's handler and
 * not around the selector itself, which Netty takes apart for speed. Belongs to the loop's thread.
 */
final class MeteredSelector implements IoHandler {

    private static final long LEAST_WAIT_NANOS = 1_000_000;

    private final IoHandler selector;
    private final MeterWriter writer;
    private final LoopTime time = new LoopTime();
    private final Subscription readings;
    private @Nullable Round round;

    private MeteredSelector(IoHandler selector, Meter meter, ThreadAwareExecutor loop) {
        this.selector = selector;
        writer = meter.writer(loop);
        // The reader is another thread than the loop's, which alone may use the loop's writer.
        MeterWriter shared = meter.writer(MeteredSelector.class);
        readings = meter.beforeReading(() -> time.settle(System.nanoTime(), shared));
    }

    /** Makes selectors that count in this meter. */
    static IoHandlerFactory factory(Meter meter) {
        IoHandlerFactory selectors = NioIoHandler.newFactory();
        // The loop keeps its one thread for life, as the factory says by default: its counters have a single writer.
        return loop -> new MeteredSelector(selectors.newHandler(loop), meter, loop);
    }

    @Override
    public void initialize() {
        selector.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        Round current = round;
        if (current == null) {
            // A loop has one context for all its rounds.
            current = new Round(context);
            round = current;
        }
        time.enter(LoopTime.Phase.SELECTING, System.nanoTime(), writer);
        int keys = selector.run(current);
        current.selected();
        writer.add(SelectMetrics.ROUNDS, 1);
        if (keys > 0) {
            writer.add(SelectMetrics.KEYS, keys);
        }
        return keys;
    }

    @Override
    public void prepareToDestroy() {
        selector.prepareToDestroy();
    }

    @Override
    public void destroy() {
        readings.close();
        time.enter(LoopTime.Phase.OFF, System.nanoTime(), writer);
        selector.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return selector.register(handle);
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return selector.isCompatible(handleType);
    }

    /** What Netty's handler sees of the loop during a round; through it the handler tells when select has returned. */
    private final class Round implements IoHandlerContext {
        private final IoHandlerContext loop;

        Round(IoHandlerContext loop) {
            this.loop = loop;
        }

        /** Select has returned, or the round is over because it failed. */
        void selected() {
            time.enter(LoopTime.Phase.HANDLING, System.nanoTime(), writer);
        }

        @Override
        public boolean canBlock() {
            return loop.canBlock();
        }

        /**
         * Select waits for whole milliseconds. For less than half of one Netty would not wait at all, but turn without a
         * pause until the time has come: hundreds of rounds before each message of a client that sends at an interval.
         */
        @Override
        public long delayNanos(long currentTimeNanos) {
            long delay = loop.delayNanos(currentTimeNanos);
            return delay > 0 ? Math.max(delay, LEAST_WAIT_NANOS) : delay;
        }

        @Override
        public long deadlineNanos() {
            return loop.deadlineNanos();
        }

        /**
         * Netty asks between select and the handling of ready keys. What it would report itself comes only once they have
         * been handled: too late for a figure that is read while a handler hangs.
         */
        @Override
        public boolean shouldReportActiveIoTime() {
            selected();
            return loop.shouldReportActiveIoTime();
        }

        @Override
        public void reportActiveIoTime(long activeNanos) {
            loop.reportActiveIoTime(activeNanos);
        }
    }
}
