package org.netsonde.engine.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The event loops that all endpoints share. */
public final class EventLoops implements AutoCloseable {

    private final TransportKind kind;
    private final EventLoopGroup group;
    private final Descriptors descriptors = new Descriptors();

    /**
     * Starts lazily: a loop has no thread before its first use.
     *
     * @param threads how many loops; 0 for one a processor
     */
    public EventLoops(TransportKind kind, int threads) {
        this.kind = kind;
        int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("netsonde-io", true), kind.handlers());
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

    /** Ends the loops; waits up to five seconds. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 4, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
