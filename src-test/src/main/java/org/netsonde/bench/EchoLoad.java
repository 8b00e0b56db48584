package org.netsonde.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A lean closed-loop load on an echo server: each connection keeps a number of messages in flight and sends the next when
 * one has come back. One event loop of its own; counts completed messages and nothing else.
 */
final class EchoLoad implements AutoCloseable {

    private static final int MESSAGE_BYTES = 64;

    private final EventLoopGroup group;
    private final List<Channel> channels = new ArrayList<>();
    private final AtomicLong completed = new AtomicLong();
    private final byte[] message = new byte[MESSAGE_BYTES];

    EchoLoad(SocketAddress server, int connections, int inFlight) {
        java.util.Arrays.fill(message, (byte) 'x');
        message[MESSAGE_BYTES - 1] = '\n';
        boolean epoll = Epoll.isAvailable();
        group = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory("load", true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Loop(inFlight));
                    }
                });
        for (int i = 0; i < connections; i++) {
            channels.add(bootstrap.connect(server).syncUninterruptibly().channel());
        }
    }

    /** How many messages have come back since the start. */
    long completed() {
        return completed.get();
    }

    @Override
    public void close() {
        channels.forEach(channel -> channel.close().syncUninterruptibly());
        group.shutdownGracefully(0, 2, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Loop extends ChannelInboundHandlerAdapter {
        private final int inFlight;
        private int rest;
        private int ready;

        Loop(int inFlight) {
            this.inFlight = inFlight;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            send(ctx, inFlight);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object read) {
            ByteBuf bytes = (ByteBuf) read;
            rest += bytes.readableBytes();
            bytes.release();
            ready += rest / MESSAGE_BYTES;
            rest %= MESSAGE_BYTES;
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            if (ready > 0) {
                completed.lazySet(completed.getPlain() + ready);
                send(ctx, ready);
                ready = 0;
            }
        }

        private void send(ChannelHandlerContext ctx, int count) {
            ByteBuf out = ctx.alloc().buffer(count * MESSAGE_BYTES);
            for (int i = 0; i < count; i++) {
                out.writeBytes(message);
            }
            ctx.writeAndFlush(out);
        }
    }
}
