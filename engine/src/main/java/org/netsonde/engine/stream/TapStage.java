package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * Records what crosses the connection, as read and as written. A write that hands back the memory of the read being
 * handled is recorded as such, without a second copy.
 */
final class TapStage extends ChannelDuplexHandler {

    private final TrafficTap tap;
    private final long connection;
    private final ReadClock clock;
    private final boolean exclusive;
    private @Nullable ByteBuf reading;
    private int readStart;
    private int readLength;

    /**
     * A tap of one connection.
     *
     * @param exclusive whether nobody else writes to the tap while this connection handles a read
     */
    TapStage(TrafficTap tap, long connection, ReadClock clock, boolean exclusive) {
        this.tap = tap;
        this.connection = connection;
        this.clock = clock;
        this.exclusive = exclusive;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ctx.fireChannelRead(message);
            return;
        }
        tap.data(connection, Direction.IN, bytes, clock.at);
        if (!exclusive) {
            ctx.fireChannelRead(bytes);
            return;
        }
        readStart = bytes.readerIndex();
        readLength = bytes.readableBytes();
        // Kept until it has been handled: framing may merge it into another buffer, and then its memory must not be
        // taken for a reply that would look like an echo.
        reading = bytes.retain();
        try {
            ctx.fireChannelRead(bytes);
        } finally {
            reading = null;
            bytes.release();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        // An empty write only waits for those before it to leave; nothing of it crosses the wire.
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            if (reading != null && isHeadOf(bytes, reading)) {
                tap.sameBytes(connection, bytes.readableBytes(), clock.at);
            } else {
                tap.data(connection, Direction.OUT, bytes, System.nanoTime());
            }
            reading = null;
        }
        ctx.write(message, promise);
    }

    /** Whether the written bytes are, in memory, the first bytes of the read. */
    private boolean isHeadOf(ByteBuf written, ByteBuf read) {
        return written.hasMemoryAddress()
                && read.hasMemoryAddress()
                && written.readableBytes() <= readLength
                && written.memoryAddress() + written.readerIndex() == read.memoryAddress() + readStart;
    }
}
