package org.netsonde.engine.stream;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.SocketWatch;

/** Accepts connections on event loops. */
final class EventLoopAcceptor implements Acceptor {

    private final Channel listener;

    private EventLoopAcceptor(Channel listener) {
        this.listener = listener;
    }

    static CompletionStage<Acceptor> bind(StreamServer<?, ?> server, EventLoops loops, InetSocketAddress address) {
        StreamServerConfig config = server.config();
        ServerBootstrap bootstrap = loops.server()
                .option(ChannelOption.SO_BACKLOG, config.options().backlog())
                .option(ChannelOption.SO_REUSEADDR, config.options().tcp().reuseAddress());
        config.options().tcp().applyTo(bootstrap::childOption, config.options().writeLimit());
        bootstrap.childHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                server.admit(
                        channel,
                        onLoop(channel.eventLoop()),
                        channel.eventLoop(),
                        true,
                        channel.remoteAddress(),
                        channel::localAddress,
                        () -> StreamConnection.queued(channel),
                        SocketWatch.of(channel));
            }
        });
        CompletableFuture<Acceptor> result = new CompletableFuture<>();
        bootstrap.bind(address).addListener(future -> {
            if (future.isSuccess()) {
                result.complete(new EventLoopAcceptor(channelOf(future)));
            } else {
                result.completeExceptionally(future.cause());
            }
        });
        return result;
    }

    private static Channel channelOf(Future<?> future) {
        return ((ChannelFuture) future).channel();
    }

    /** Runs tasks on a loop: at once where this is its thread already. */
    static Executor onLoop(EventLoop loop) {
        return task -> {
            if (loop.inEventLoop()) {
                task.run();
            } else {
                loop.execute(task);
            }
        };
    }

    @Override
    public SocketAddress local() {
        return listener.localAddress();
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> result = new CompletableFuture<>();
        listener.close()
                .addListener(future -> EventLoops.afterSelect(listener.eventLoop(), () -> result.complete(null)));
        return result;
    }
}
