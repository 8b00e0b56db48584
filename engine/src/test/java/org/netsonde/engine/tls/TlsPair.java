package org.netsonde.engine.tls;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;

/** Lets two sides talk over local channels: a handshake, one message each way, and the end. */
final class TlsPair implements AutoCloseable {

    /** What the other side is called in sentences. */
    static final String PEER = "peer:1";

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());

    /** What became of a connection at one side. */
    static final class Side {

        final CompletableFuture<String> heard = new CompletableFuture<>();
        final CompletableFuture<@Nullable TlsSession> handshake = new CompletableFuture<>();
        private final List<Throwable> errors = new CopyOnWriteArrayList<>();

        /** The first thing that went wrong, as it is shown. */
        Failure failure() {
            if (errors.isEmpty()) {
                handshake.join();
                throw new AssertionError("nothing went wrong");
            }
            return Failures.of(errors.getFirst(), PEER);
        }

        boolean succeeded() {
            return errors.isEmpty() && handshake.isDone() && !handshake.isCompletedExceptionally();
        }

        TlsSession session() {
            TlsSession session = handshake.join();
            if (session == null) {
                throw new AssertionError("no TLS");
            }
            return session;
        }
    }

    /** Both sides. */
    record Outcome(Side server, Side client) {}

    private static final class Talk extends ChannelInboundHandlerAdapter {

        private final Side side;
        private final @Nullable TlsConnection tls;

        Talk(Side side, @Nullable TlsConnection tls) {
            this.side = side;
            this.tls = tls;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent done) {
                if (done.isSuccess()) {
                    side.handshake.complete(tls == null ? null : tls.session());
                    ctx.writeAndFlush(Unpooled.copiedBuffer("hello", StandardCharsets.US_ASCII));
                } else {
                    side.errors.add(done.cause());
                    side.handshake.completeExceptionally(done.cause());
                }
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            String text = ((ByteBuf) message).toString(StandardCharsets.US_ASCII);
            ReferenceCountUtil.release(message);
            side.heard.complete(text);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            side.errors.add(cause);
            ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            side.heard.complete("");
            side.handshake.completeExceptionally(new IllegalStateException("closed"));
        }
    }

    /** The server's side of a connection that speaks TLS. */
    static Function<Side, List<ChannelHandler>> accepting(TlsContext server) {
        return side -> {
            TlsConnection tls = server.accept(ByteBufAllocator.DEFAULT);
            return List.of(tls.handler(), new Talk(side, tls));
        };
    }

    /** The client's side of a connection that speaks TLS. */
    static Function<Side, List<ChannelHandler>> connecting(TlsContext client, String host) {
        return side -> {
            TlsConnection tls = client.connect(ByteBufAllocator.DEFAULT, host, 1);
            return List.of(tls.handler(), new Talk(side, tls));
        };
    }

    /** A side that speaks no TLS: it sends a text, or closes at once if it is empty. */
    static Function<Side, List<ChannelHandler>> plain(String text) {
        return side -> {
            side.handshake.complete(null);
            return List.of(new Plain(side, text));
        };
    }

    private static class Plain extends ChannelInboundHandlerAdapter {

        private final Side side;
        private final String text;

        Plain(Side side, String text) {
            this.side = side;
            this.text = text;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (text.isEmpty()) {
                ctx.close();
            } else {
                ctx.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            side.heard.complete("");
        }
    }

    /** A side that listens and says nothing. */
    static Function<Side, List<ChannelHandler>> silent() {
        return side -> {
            side.handshake.complete(null);
            return List.of(new Plain(side, "") {
                @Override
                public void channelActive(ChannelHandlerContext ctx) {
                    // Says nothing.
                }
            });
        };
    }

    /** A side that listens until something comes, and closes. */
    static Function<Side, List<ChannelHandler>> hangingUp() {
        return side -> {
            side.handshake.complete(null);
            return List.of(new Plain(side, "") {
                @Override
                public void channelActive(ChannelHandlerContext ctx) {
                    // Waits.
                }

                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    ReferenceCountUtil.release(message);
                    ctx.close();
                }
            });
        };
    }

    /** What a server and a client make of each other. */
    Outcome talk(TlsContext server, TlsContext client, String host) throws Exception {
        return run(accepting(server), connecting(client, host));
    }

    /** What two sides make of each other, one of which may not speak TLS. */
    Outcome run(Function<Side, List<ChannelHandler>> server, Function<Side, List<ChannelHandler>> client)
            throws Exception {
        Side serverSide = new Side();
        Side clientSide = new Side();
        Channel listening = new ServerBootstrap()
                .group(loops)
                .channel(LocalServerChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        server.apply(serverSide).forEach(channel.pipeline()::addLast);
                    }
                })
                .bind(LocalAddress.ANY)
                .sync()
                .channel();
        Channel connected = new Bootstrap()
                .group(loops)
                .channel(LocalChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        client.apply(clientSide).forEach(channel.pipeline()::addLast);
                    }
                })
                .connect(listening.localAddress())
                .sync()
                .channel();
        try {
            CompletableFuture.allOf(serverSide.heard, clientSide.heard).get(20, TimeUnit.SECONDS);
        } finally {
            connected.close().sync();
            listening.close().sync();
        }
        return new Outcome(serverSide, clientSide);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
