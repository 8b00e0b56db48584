package org.netsonde.engine.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The event loops that all endpoints share. */
public final class EventLoops implements AutoCloseable {

    private final TransportKind kind;
    private final EventLoopGroup group;
    private final Descriptors descriptors;

    /**
     * Starts lazily: a loop has no thread before its first use.
     *
     * @param threads how many loops; 0 for one a processor
     */
    public EventLoops(TransportKind kind, int threads) {
        this(
                kind,
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
                "netsonde-io",
                kind.handlers(),
                new Descriptors());
    }

    private EventLoops(
            TransportKind kind, int threads, String name, IoHandlerFactory handlers, Descriptors descriptors) {
        this.kind = kind;
        this.descriptors = descriptors;
        group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true), handlers);
    }

    /**
     * A single loop for one endpoint alone, on Java NIO, that shares the budget of sockets with these. Whoever asks for it
     * closes it.
     *
     * @param handlers makes its selector
     */
    public EventLoops selector(IoHandlerFactory handlers) {
        return new EventLoops(TransportKind.NIO, 1, "netsonde-select", handlers, descriptors);
    }

    /** The transport they run on. */
    public TransportKind kind() {
        return kind;
    }

    /** The budget of sockets that they share. */
    public Descriptors descriptors() {
        return descriptors;
    }

    /** One of the loops, in turn. */
    public EventLoop next() {
        return group.next();
    }

    /** A bootstrap for listening sockets, whose accepted connections are spread over the loops. */
    public ServerBootstrap server() {
        return new ServerBootstrap().group(group).channel(kind.serverChannel());
    }

    /** A bootstrap for outgoing connections on one loop. */
    public Bootstrap client(EventLoop loop) {
        return new Bootstrap().group(loop).channel(kind.clientChannel());
    }

    /** A bootstrap for a datagram socket on one loop. */
    public Bootstrap datagrams(EventLoop loop, SocketProtocolFamily family) {
        return new Bootstrap().group(loop).channelFactory(() -> kind.datagramChannel(family));
    }

    /**
     * Ends the loops without waiting, also from one of them: what was handed to them before is done, what is open on them
     * is closed. Completes, on a thread of Netty's, when they have ended; it may be called more than once.
     */
    public CompletionStage<Void> shutdown() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        group.shutdownGracefully(0, 4, TimeUnit.SECONDS).addListener(future -> ended.complete(null));
        return ended;
    }

    /**
     * Runs a task once the loop has selected again: Java NIO holds the port of a closed socket until then. The task runs on
     * the loop, or at once where the loop has ended.
     */
    public static void afterSelect(EventLoop loop, Runnable task) {
        try {
            loop.schedule(task, 1, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and its selector with it.
            task.run();
        }
    }

    /** Ends the loops; waits up to five seconds. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 4, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
