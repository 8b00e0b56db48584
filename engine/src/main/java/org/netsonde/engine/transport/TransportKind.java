package org.netsonde.engine.transport;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueDatagramChannel;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/** The ways Netty can wait for sockets, in the order in which they are preferred. */
public enum TransportKind {
    /** Linux epoll. Preferred to io_uring, which kernels and containers often restrict and which gains little here. */
    EPOLL("epoll", EpollServerSocketChannel.class, EpollSocketChannel.class),
    /** macOS and BSD kqueue. */
    KQUEUE("kqueue", KQueueServerSocketChannel.class, KQueueSocketChannel.class),
    /** Linux io_uring. */
    IO_URING("io_uring", IoUringServerSocketChannel.class, IoUringSocketChannel.class),
    /** Java NIO, which works everywhere. */
    NIO("nio", NioServerSocketChannel.class, NioSocketChannel.class);

    private final String label;
    private final Class<? extends ServerSocketChannel> serverChannel;
    private final Class<? extends SocketChannel> clientChannel;

    TransportKind(
            String label,
            Class<? extends ServerSocketChannel> serverChannel,
            Class<? extends SocketChannel> clientChannel) {
        this.label = label;
        this.serverChannel = serverChannel;
        this.clientChannel = clientChannel;
    }

    /** The name that people use for it. */
    public String label() {
        return label;
    }

    /** Whether it works on this machine. */
    public boolean available() {
        return switch (this) {
            case EPOLL -> Epoll.isAvailable();
            case KQUEUE -> KQueue.isAvailable();
            case IO_URING -> IoUring.isAvailable();
            case NIO -> true;
        };
    }

    /** Those that work on this machine, the preferred one first. */
    public static List<TransportKind> usable() {
        return Arrays.stream(values()).filter(TransportKind::available).toList();
    }

    /**
     * The transport of that name; {@code auto} is the preferred one.
     *
     * @throws FailureException if there is none of that name, or it does not work here
     */
    public static TransportKind named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return usable().stream()
                .filter(kind -> wanted.equals("auto") || kind.label.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new FailureException(Failure.of(
                        Failure.Kind.INVALID_SETTINGS,
                        "transport",
                        name,
                        String.join(
                                ", ",
                                usable().stream().map(TransportKind::label).toList()))));
    }

    Class<? extends ServerSocketChannel> serverChannel() {
        return serverChannel;
    }

    Class<? extends SocketChannel> clientChannel() {
        return clientChannel;
    }

    /** A datagram socket that is not bound yet. */
    DatagramChannel datagramChannel(SocketProtocolFamily family) {
        return switch (this) {
            case EPOLL -> new EpollDatagramChannel(family);
            case KQUEUE -> new KQueueDatagramChannel(family);
            case IO_URING -> new IoUringDatagramChannel(family);
            case NIO -> new NioDatagramChannel(family);
        };
    }

    IoHandlerFactory handlers() {
        return switch (this) {
            case EPOLL -> LastingEpoll.factory();
            case KQUEUE -> KQueueIoHandler.newFactory();
            case IO_URING -> LastingUring.factory();
            case NIO -> NioIoHandler.newFactory();
        };
    }
}
