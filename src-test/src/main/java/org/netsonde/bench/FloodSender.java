package org.netsonde.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends equal datagrams to one address from a thread of its own, many with one call where the system can. */
final class FloodSender implements AutoCloseable {

    private static final int BATCH = 64;

    private final EventLoopGroup group;
    private final Channel channel;
    private final ByteBuf message;
    private long sent;

    FloodSender(InetSocketAddress to, int bytes) {
        boolean epoll = Epoll.isAvailable();
        group = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory("flood", true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        channel = new Bootstrap()
                .group(group)
                .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(to)
                .syncUninterruptibly()
                .channel();
        message = channel.alloc().directBuffer(bytes).writeZero(bytes);
    }

    /**
     * Sends for some seconds.
     *
     * @param rate how many a second; 0 for as many as possible
     * @return how many the system took
     */
    long send(int rate, int seconds) throws InterruptedException {
        channel.eventLoop().submit(() -> run(rate, seconds)).sync();
        return sent;
    }

    private void run(int rate, int seconds) {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        long written = 0;
        while (System.nanoTime() < end) {
            long due = rate == 0 ? 0 : start + written * 1_000_000_000L / rate;
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(1);
            }
            ChannelFuture last = null;
            for (int i = 0; i < BATCH; i++) {
                last = channel.write(message.retainedDuplicate());
                last.addListener(future -> {
                    if (future.isSuccess()) {
                        sent++;
                    }
                });
            }
            written += BATCH;
            channel.flush();
        }
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        message.release();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
