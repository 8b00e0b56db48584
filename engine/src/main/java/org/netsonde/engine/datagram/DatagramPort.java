package org.netsonde.engine.datagram;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;

/**
 * A datagram socket on one event loop: reads in batches where the system can, counts bytes as the system takes them, and
 * keeps no more than {@value #WRITE_LIMIT} bytes that wait to be sent. Except where said otherwise its methods belong to
 * the event loop.
 */
public final class DatagramPort {

    /** The most bytes that one datagram holds. */
    public static final int MAX_PAYLOAD = 65_507;

    /** How much may wait to be taken by the system before nothing more is queued. */
    static final int WRITE_LIMIT = 4 << 20;

    private final EventLoops loops;
    private final EventLoop loop;
    private final MeterWriter meter;
    private final DatagramSink sink;
    private final @Nullable BatchBuffers shared;
    private volatile @Nullable Channel channel;
    private @Nullable SocketAccess access;
    private boolean connected;
    private boolean flushPlanned;
    private volatile @Nullable InetSocketAddress local;

    /**
     * A port that is not open.
     *
     * @param meter counts on that loop
     * @param sink hears what happens; before {@link #open} completes too
     */
    public DatagramPort(EventLoops loops, EventLoop loop, MeterWriter meter, DatagramSink sink) {
        this(loops, loop, meter, sink, null);
    }

    /**
     * A port that is not open, one of many on the same loop.
     *
     * @param shared where the system lets batches be read, they go there, however many datagrams the port's options say; stays
     *     the caller's. Null for memory of its own
     */
    public DatagramPort(
            EventLoops loops, EventLoop loop, MeterWriter meter, DatagramSink sink, @Nullable BatchBuffers shared) {
        this.loops = loops;
        this.loop = loop;
        this.meter = meter;
        this.sink = sink;
        this.shared = shared;
    }

    /** Opens it, once; from any thread. Completes on the loop, exceptionally with what the system said. */
    public CompletionStage<Void> open(PortOptions options) {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        connected = options.remote() != null;
        if (!loops.descriptors().tryTake()) {
            return CompletableFuture.failedFuture(new FailureException(Failure.of(
                    Failure.Kind.TOO_MANY_CONNECTIONS,
                    "tooManyConnections",
                    Addresses.text(options.local()),
                    loops.descriptors().limit())));
        }
        Bootstrap bootstrap = loops.datagrams(loop, family(options))
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(WRITE_LIMIT / 2, WRITE_LIMIT))
                .option(ChannelOption.SO_BROADCAST, options.broadcast())
                .handler(new Stage());
        if (options.reuseAddress()) {
            bootstrap.option(ChannelOption.SO_REUSEADDR, true);
        }
        if (options.receiveBuffer().bytes() > 0) {
            bootstrap.option(
                    ChannelOption.SO_RCVBUF,
                    Math.toIntExact(options.receiveBuffer().bytes()));
        }
        if (loops.kind() == TransportKind.EPOLL) {
            BatchBuffers buffers = shared == null ? new BatchBuffers(options.batch()) : shared;
            bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, buffers);
            bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, BatchBuffers.SLOT);
            open(bootstrap, options, shared == null ? buffers::close : () -> {}, opened);
        } else {
            bootstrap.option(
                    ChannelOption.RECVBUF_ALLOCATOR,
                    new FixedRecvByteBufAllocator(BatchBuffers.SLOT).maxMessagesPerRead(BatchBuffers.AT_A_STRETCH));
            open(bootstrap, options, () -> {}, opened);
        }
        return opened;
    }

    private static SocketProtocolFamily family(PortOptions options) {
        return options.local().getAddress() instanceof Inet6Address
                ? SocketProtocolFamily.INET6
                : SocketProtocolFamily.INET;
    }

    /** Binds, connects if there is one peer, joins; the buffers are closed with the channel. */
    private void open(Bootstrap bootstrap, PortOptions options, Runnable freeBuffers, CompletableFuture<Void> opened) {
        ChannelFuture attempt = options.remote() == null
                ? bootstrap.bind(options.local())
                : bootstrap.connect(options.remote(), options.local());
        // What could not even become a channel is told on another executor.
        attempt.addListener(future -> onLoop(() -> attempted(attempt, options, freeBuffers, opened)));
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private void attempted(
            ChannelFuture attempt, PortOptions options, Runnable freeBuffers, CompletableFuture<Void> opened) {
        if (!attempt.isSuccess()) {
            freeBuffers.run();
            loops.descriptors().give();
            opened.completeExceptionally(attempt.cause());
            return;
        }
        Channel open = attempt.channel();
        open.closeFuture().addListener(future -> {
            freeBuffers.run();
            loops.descriptors().give();
            sink.closed();
        });
        local = (InetSocketAddress) open.localAddress();
        MulticastSetup.apply(open, access(), options).whenComplete((joined, error) -> {
            if (error == null) {
                opened.complete(null);
            } else {
                open.close();
                opened.completeExceptionally(error);
            }
        });
    }

    /** Where it is bound, once it is open; from any thread. */
    public InetSocketAddress local() {
        return Objects.requireNonNull(local);
    }

    /** Where it is bound, as it is shown; null until that is known. From any thread. */
    public @Nullable InetSocketAddress shownLocal() {
        InetSocketAddress known = local;
        return known == null ? null : RemoteTable.plain(known);
    }

    /** The number of its file descriptor; -1 where it is not known. */
    int descriptor() {
        return access().descriptor();
    }

    private SocketAccess access() {
        return Objects.requireNonNull(access);
    }

    /** Where to take buffers from. */
    public ByteBufAllocator alloc() {
        Channel open = channel;
        return open == null ? ByteBufAllocator.DEFAULT : open.alloc();
    }

    /** How many bytes wait to be taken by the system; from any thread. */
    public long queued() {
        Channel open = channel;
        ChannelOutboundBuffer buffer = open == null ? null : open.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Whether another datagram can be queued; if not, what is waiting is offered to the system first. */
    public boolean accepts() {
        Channel open = channel;
        if (open == null) {
            return false;
        }
        if (!open.isWritable()) {
            open.flush();
        }
        return open.isWritable();
    }

    /**
     * Queues a datagram of at most {@link #MAX_PAYLOAD} bytes; only when the port {@linkplain #accepts accepts} one. Takes
     * ownership. What the system does not take is told as a failure.
     */
    public void send(ByteBuf content, InetSocketAddress to) {
        Channel open = Objects.requireNonNull(channel);
        int bytes = content.readableBytes();
        if (bytes == 0 && loops.kind() != TransportKind.IO_URING) {
            content.release();
            open.flush();
            try {
                access().sendEmpty(to);
            } catch (IOException | FailureException e) {
                sink.unsent(to, e);
            }
            return;
        }
        open.write(connected ? content : new DatagramPacket(content, to)).addListener(future -> {
            Throwable cause = future.cause();
            if (cause == null) {
                meter.written(bytes, 0, 0);
            } else if (!(cause instanceof ClosedChannelException)) {
                sink.unsent(to, cause);
            }
        });
    }

    /** Hands what is queued to the system. */
    public void flush() {
        Channel open = channel;
        if (open != null) {
            open.flush();
        }
    }

    /** Flushes once what else is being done on the loop has been done. */
    public void flushSoon() {
        if (!flushPlanned) {
            flushPlanned = true;
            loop.execute(() -> {
                flushPlanned = false;
                flush();
            });
        }
    }

    /** Closes it; completes when the port is free. From any thread. */
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        onLoop(() -> {
            Channel open = channel;
            if (open == null) {
                closed.complete(null);
            } else if (loops.kind() == TransportKind.IO_URING && local != null) {
                KernelDrops entry = KernelDrops.of(local(), descriptor());
                // The system gives the socket up a moment after it said so.
                open.close().addListener(future -> entry.whenGone(() -> closed.complete(null)));
            } else {
                open.close().addListener(future -> EventLoops.afterSelect(loop, () -> closed.complete(null)));
            }
        });
        return closed;
    }

    private final class Stage extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            channel = ctx.channel();
            access = new SocketAccess(ctx.channel());
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            try {
                meter.read(packet.content().readableBytes(), 1, 0);
                sink.received(packet.content(), packet.sender());
            } finally {
                packet.release();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            sink.readComplete();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            if (ctx.channel().isWritable()) {
                // Not from within a write, where this is told.
                loop.execute(sink::writable);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            sink.failed(cause);
        }
    }
}
