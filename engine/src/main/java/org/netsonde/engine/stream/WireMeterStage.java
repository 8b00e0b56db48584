package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.metrics.MeterWriter;

/**
 * Counts the bytes that cross the wire and takes the time of each read. Written bytes are counted when the system has
 * taken them, so that what a reset connection never sent is not counted.
 */
final class WireMeterStage extends ChannelDuplexHandler {

    private final MeterWriter meter;
    private final ReadClock clock;
    private final boolean countsWrites;
    private int pending;
    private @Nullable ChannelPromise last;

    /**
     * The meter of one connection.
     *
     * @param countsWrites whether a write is done when the channel says so; else whoever writes to the socket counts
     */
    WireMeterStage(MeterWriter meter, ReadClock clock, boolean countsWrites) {
        this.meter = meter;
        this.clock = clock;
        this.countsWrites = countsWrites;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        clock.at = System.nanoTime();
        if (message instanceof ByteBuf bytes) {
            meter.read(bytes.readableBytes(), 0, clock.at);
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (countsWrites && message instanceof ByteBuf bytes) {
            pending += bytes.readableBytes();
            last = promise;
        }
        ctx.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        int bytes = pending;
        ChannelPromise promise = last;
        pending = 0;
        last = null;
        ctx.flush();
        if (promise == null) {
            return;
        }
        // Nearly always the system took everything at once, and no listener is needed.
        if (promise.isSuccess()) {
            meter.written(bytes, 0, clock.at);
        } else if (!promise.isDone()) {
            promise.addListener(future -> {
                if (future.isSuccess()) {
                    meter.written(bytes, 0, System.nanoTime());
                }
            });
        }
    }
}
