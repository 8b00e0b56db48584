package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.SocketWatch;

/**
 * One connection on blocking sockets: a thread reads and feeds the same stages as an event loop would, in an
 * {@link EmbeddedChannel} guarded by a lock; a second one writes what the stages put out, so that a broadcast never waits
 * for a peer that does not read.
 *
 * <p>Neither thread waits with the lock: each looks, gives the lock back, runs the tasks that came meanwhile, and parks. So
 * whoever finds the lock taken may leave a task and go.
 */
final class BlockingConnection {

    private static final int READ_BYTES = 64 << 10;

    /** What is written at once: a slow peer that takes this much is known to be alive. */
    private static final int WRITE_BYTES = 16 << 10;

    /** How long a closed connection waits for a peer that takes nothing of what is left. */
    private static final int LINGER_MILLIS = 500;

    /** In how many parts that is waited for: the machine stalling through one of them is no fault of the peer's. */
    private static final int LINGER_LOOKS = 5;

    private final StreamServer<?, ?> server;
    private final Socket socket;
    private final EventLoops loops;
    private final MeterWriter meter;
    private final long writeLimit;
    private final long idleNanos;
    private final ReentrantLock lock = new ReentrantLock();
    /** Bounded, since a session takes in no more messages of others than its write limit. */
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** What the stages put out; its length is the write buffer that they go by. */
    private final Deque<ByteBuf> outgoing = new ArrayDeque<>();

    private final EmbeddedChannel channel;
    private final Thread reader;
    private final Thread writer;
    /** How many bytes stand in {@link #outgoing}. Changed with the lock, read without. */
    private final AtomicLong queued = new AtomicLong();
    /** How many bytes the writer is handing to the system, which takes them only as the peer reads. */
    private volatile int writing;

    private boolean readerWaits;
    private boolean writerWaits;
    private volatile long active = System.nanoTime();
    private volatile long lastWrite;
    private volatile boolean inputEnded;
    private volatile boolean outputEnded;

    private BlockingConnection(StreamServer<?, ?> server, EventLoops loops, Socket socket, ThreadMaker threads) {
        this.server = server;
        this.socket = socket;
        this.loops = loops;
        this.meter = server.meter(BlockingConnection.class);
        this.writeLimit = server.config().options().writeLimit().bytes();
        this.idleNanos = server.config().options().idleTimeout().toNanos();
        this.reader = threads.unstarted("netsonde-connection", this::serve);
        this.writer = threads.unstarted("netsonde-writer", this::writeAll);
        lock.lock();
        try {
            ChannelHandler stages = new ChannelInitializer<EmbeddedChannel>() {
                @Override
                protected void initChannel(EmbeddedChannel embedded) {
                    // Messages of others come several at a time before they are collected.
                    embedded.config()
                            .setWriteBufferWaterMark(TcpOptions.waterMark(
                                    server.config().options().writeLimit()));
                    server.admit(
                            embedded,
                            BlockingConnection.this::execute,
                            BlockingConnection.class,
                            false,
                            socket.getRemoteSocketAddress(),
                            socket::getLocalSocketAddress,
                            BlockingConnection.this::queued,
                            SocketWatch.of(socket));
                }
            };
            channel = new EmbeddedChannel(stages);
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes wait to be taken by the system; from any thread. */
    private long queued() {
        return queued.get() + writing;
    }

    /**
     * Serves an accepted socket on threads of its own. It is admitted first, so that there are no more threads than
     * connections that may be open.
     */
    static void start(StreamServer<?, ?> server, EventLoops loops, Socket socket, ThreadMaker threads) {
        BlockingConnection connection = new BlockingConnection(server, loops, socket, threads);
        if (connection.channel.isOpen()) {
            connection.begin();
        } else {
            // Refused: nothing is to be sent, and a socket that lingers would be one more of too many.
            connection.abandon();
        }
    }

    private void begin() {
        channel.closeFuture().addListener(closed -> closeSocketSoon(LINGER_LOOKS));
        try {
            writer.start();
            reader.start();
        } catch (OutOfMemoryError e) {
            // The system has no more threads.
            locked(() -> fail(new FailureException(
                    Failure.of(
                            Failure.Kind.TOO_MANY_CONNECTIONS,
                            "noThread",
                            Addresses.text(socket.getRemoteSocketAddress())),
                    e)));
            locked(channel::close);
            abandon();
        }
    }

    private void abandon() {
        closeSocket();
        locked(this::releaseRest);
    }

    private void serve() {
        locked(() -> {});
        readAll();
    }

    /**
     * Runs a task with the lock, soon. Never waits for the lock, since the caller may hold that of another connection: if
     * it is taken, whoever has it runs the task.
     */
    private void execute(Runnable task) {
        tasks.add(task);
        runTasks();
    }

    /** Whoever gives the lock back calls this, for the tasks of those who found it taken. */
    private void runTasks() {
        while (!tasks.isEmpty() && lock.tryLock()) {
            try {
                Runnable task;
                while ((task = tasks.poll()) != null) {
                    task.run();
                    // After each: tasks may come as fast as they are run, and what they write counts at once.
                    collect();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Runs something of this connection's own threads, which hold no other lock. */
    private void locked(Runnable task) {
        lock.lock();
        try {
            task.run();
            collect();
        } finally {
            lock.unlock();
        }
        runTasks();
    }

    private void collect() {
        channel.runPendingTasks();
        Object message;
        while ((message = channel.readOutbound()) != null) {
            ByteBuf bytes = (ByteBuf) message;
            queued.addAndGet(bytes.readableBytes());
            outgoing.add(bytes);
        }
        mark();
        boolean open = channel.isOpen();
        if (writerWaits && (!open || !outgoing.isEmpty())) {
            writerWaits = false;
            LockSupport.unpark(writer);
        }
        if (readerWaits && (!open || channel.config().isAutoRead())) {
            readerWaits = false;
            LockSupport.unpark(reader);
        }
    }

    /** Tells the stages whether the peer keeps up, as the write buffer of a non-blocking channel would. */
    private void mark() {
        if (!channel.isOpen()) {
            return;
        }
        long waiting = queued.get();
        if (waiting > writeLimit) {
            channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        } else if (waiting <= writeLimit / 2) {
            channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        }
        channel.runPendingTasks();
    }

    private void readAll() {
        byte[] buffer = new byte[READ_BYTES];
        try {
            InputStream in = socket.getInputStream();
            while (true) {
                boolean wanted = awaitDemand();
                int count = read(in, buffer, wanted ? idleLeft() : TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS));
                if (count < 0) {
                    locked(() -> channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE));
                    return;
                }
                // What still comes after the stages have closed is taken in, or closing would reset the connection.
                if (wanted && count > 0) {
                    active = System.nanoTime();
                    ByteBuf bytes = channel.alloc().buffer(count).writeBytes(buffer, 0, count);
                    locked(() -> feed(bytes));
                }
            }
        } catch (IOException e) {
            locked(() -> fail(e));
        } finally {
            locked(channel::close);
            readerDone();
        }
    }

    /** Reads what there is; 0 where nothing came in time, which only matters where there is an idle time-out. */
    private int read(InputStream in, byte[] buffer, long nanos) throws IOException {
        if (idleNanos > 0) {
            long millis = TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
            socket.setSoTimeout(Math.clamp(millis, 1, Integer.MAX_VALUE));
        }
        try {
            return in.read(buffer);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    private void feed(ByteBuf bytes) {
        if (channel.isOpen()) {
            channel.writeInbound(bytes);
        } else {
            bytes.release();
        }
    }

    /** The peer has closed, or the connection is broken: once the rest is written the socket can go. */
    private void readerDone() {
        inputEnded = true;
        if (outputEnded) {
            closeSocket();
        }
    }

    /** Waits while the stages do not want to read, and ends a connection that is silent; false when it is closed. */
    private boolean awaitDemand() {
        while (true) {
            boolean open;
            boolean wanted;
            lock.lock();
            try {
                open = channel.isOpen();
                wanted = channel.config().isAutoRead();
                readerWaits = open && !wanted;
            } finally {
                lock.unlock();
            }
            runTasks();
            if (!open) {
                return false;
            } else if (idleNanos > 0 && idleLeft() <= 0) {
                locked(() -> channel.pipeline().fireUserEventTriggered(IdleStateEvent.ALL_IDLE_STATE_EVENT));
            } else if (wanted) {
                return true;
            } else if (idleNanos > 0) {
                LockSupport.parkNanos(this, idleLeft());
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** How long the connection may still be silent, in nanoseconds. */
    private long idleLeft() {
        return idleNanos - (System.nanoTime() - active);
    }

    private void fail(Exception error) {
        if (channel.isOpen()) {
            channel.pipeline().fireExceptionCaught(error);
        }
    }

    private void writeAll() {
        try {
            OutputStream out = socket.getOutputStream();
            ByteBuf bytes;
            while ((bytes = awaitOutgoing()) != null) {
                write(out, bytes);
            }
            socket.shutdownOutput();
            outputEnded = true;
            if (inputEnded) {
                closeSocket();
            }
        } catch (IOException e) {
            locked(() -> fail(e));
            closeSocket();
        } finally {
            locked(this::releaseRest);
        }
    }

    private void write(OutputStream out, ByteBuf bytes) throws IOException {
        try {
            while (bytes.isReadable()) {
                int length = Math.min(bytes.readableBytes(), WRITE_BYTES);
                bytes.readBytes(out, length);
                active = System.nanoTime();
                meter.written(length, 0, active);
                lastWrite = active;
                writing = bytes.readableBytes();
            }
        } finally {
            bytes.release();
            writing = 0;
        }
    }

    /** Waits for something to write; null when there will be no more. */
    private @Nullable ByteBuf awaitOutgoing() {
        while (true) {
            boolean open;
            ByteBuf bytes;
            lock.lock();
            try {
                open = channel.isOpen();
                bytes = outgoing.poll();
                if (bytes != null) {
                    writing = bytes.readableBytes();
                    queued.addAndGet(-writing);
                    collect();
                }
                writerWaits = open && bytes == null;
            } finally {
                lock.unlock();
            }
            runTasks();
            if (bytes != null || !open) {
                return bytes;
            }
            LockSupport.park(this);
        }
    }

    private void releaseRest() {
        collect();
        outgoing.forEach(ByteBuf::release);
        outgoing.clear();
        queued.set(0);
    }

    /**
     * Closes the socket when the peer has had its time: as long as it goes on taking what is left, unless the server stops.
     *
     * @param looks how often more it may be found not to have taken anything
     */
    private void closeSocketSoon(int looks) {
        long before = lastWrite;
        Runnable look = () -> {
            boolean moves = lastWrite != before && !outputEnded && !server.isClosing();
            int left = moves ? LINGER_LOOKS : looks - 1;
            if (left == 0) {
                closeSocket();
            } else if (!socket.isClosed()) {
                closeSocketSoon(left);
            }
        };
        try {
            loops.next().schedule(look, LINGER_MILLIS / LINGER_LOOKS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The engine is closed already.
            closeSocket();
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // Nothing is left to be done with it.
        }
    }
}
