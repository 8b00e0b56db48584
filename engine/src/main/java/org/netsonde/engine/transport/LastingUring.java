package org.netsonde.engine.transport;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Netty's io_uring, in which what is written to a peer that has shut down its side goes on. The system ends every wait for such
 * a socket at once by {@code POLLRDHUP}, also the wait for room to write; Netty 4.2 takes that for the end of another wait, and
 * never writes again where more was to be written than the system took at once.
 *
 * <p>In its place writing is tried again: at once when the peer's end is first told, and every millisecond from then on, since
 * the system can no longer tell when there is room. Belongs to the loop's thread.
 */
final class LastingUring implements IoHandler {

    /** {@code IORING_OP_POLL_ADD} of the system's io_uring.h. */
    private static final byte POLL = 6;

    private static final int POLLIN = 0x1;
    private static final int POLLOUT = 0x4;
    private static final int POLLRDHUP = 0x2000;

    private static final int AGAIN_MILLIS = 1;

    private final IoHandler uring;
    private final ThreadAwareExecutor loop;

    private LastingUring(IoHandler uring, ThreadAwareExecutor loop) {
        this.uring = uring;
        this.loop = loop;
    }

    static IoHandlerFactory factory() {
        IoHandlerFactory handlers = IoUringIoHandler.newFactory();
        return loop -> new LastingUring(handlers.newHandler(loop), loop);
    }

    @Override
    public void initialize() {
        uring.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return uring.run(context);
    }

    @Override
    public void prepareToDestroy() {
        uring.prepareToDestroy();
    }

    @Override
    public void destroy() {
        uring.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return uring.register(new Lasting(handle, loop));
    }

    @Override
    public void wakeup() {
        uring.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return uring.isCompatible(handleType);
    }

    /** A channel that learns of room to write although its peer has ended. */
    @SuppressWarnings("try") // What Netty throws on closing is not ours to choose.
    private static final class Lasting implements IoUringIoHandle {
        private final IoHandle channel;
        private final ThreadAwareExecutor loop;
        private boolean endTold;

        Lasting(IoHandle channel, ThreadAwareExecutor loop) {
            this.channel = channel;
            this.loop = loop;
        }

        @Override
        public void registered() {
            channel.registered();
        }

        @Override
        public void unregistered() {
            channel.unregistered();
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            if (event instanceof IoUringIoEvent told && isEndAlone(told)) {
                if (!endTold) {
                    endTold = true;
                    channel.handle(registration, withResult(told, told.res() | POLLOUT));
                } else {
                    writeAgain(registration, withResult(told, POLLOUT));
                }
            } else {
                channel.handle(registration, event);
            }
        }

        private static boolean isEndAlone(IoUringIoEvent event) {
            return event.opcode() == POLL
                    && event.res() > 0
                    && (event.res() & POLLRDHUP) != 0
                    && (event.res() & (POLLIN | POLLOUT)) == 0;
        }

        /** A copy, as Netty uses its own for the next event. */
        private static IoUringIoEvent withResult(IoUringIoEvent event, int result) {
            return new IoUringIoEvent(result, event.flags(), event.opcode(), event.userData());
        }

        private void writeAgain(IoRegistration registration, IoUringIoEvent room) {
            if (loop instanceof IoEventLoop timed && !timed.isShuttingDown()) {
                timed.schedule(() -> channel.handle(registration, room), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                channel.handle(registration, room);
            }
        }

        @Override
        public void close() throws Exception {
            channel.close();
        }
    }
}
