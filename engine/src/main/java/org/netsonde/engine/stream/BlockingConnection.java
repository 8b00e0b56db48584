package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.transport.EventLoops;

/**
 * One connection on blocking sockets: a virtual thread reads and feeds the same stages as an event loop would, in an
 * {@link EmbeddedChannel} guarded by a lock; a second one writes what the stages put out, so that a broadcast never waits
 * for a peer that does not read.
 */
final class BlockingConnection {

    private static final int READ_BYTES = 64 << 10;

    /** How long a closed connection may take to send what is left. */
    private static final int LINGER_MILLIS = 500;

    private final Socket socket;
    private final EventLoops loops;
    private final long writeLimit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Deque<ByteBuf> outgoing = new ArrayDeque<>();
    private final EmbeddedChannel channel;
    private long queued;
    private volatile boolean inputEnded;
    private volatile boolean outputEnded;

    private BlockingConnection(StreamServer<?> server, EventLoops loops, Socket socket) {
        this.socket = socket;
        this.loops = loops;
        this.writeLimit = server.config().writeLimit().bytes();
        lock.lock();
        try {
            ChannelHandler stages = new ChannelInitializer<EmbeddedChannel>() {
                @Override
                protected void initChannel(EmbeddedChannel embedded) {
                    server.admit(
                            embedded,
                            BlockingConnection.this::execute,
                            BlockingConnection.class,
                            false,
                            socket.getRemoteSocketAddress());
                }
            };
            channel = new EmbeddedChannel(stages);
        } finally {
            lock.unlock();
        }
    }

    static void start(StreamServer<?> server, EventLoops loops, Socket socket) throws IOException {
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, server.config().idleTimeout().toMillis()));
        Thread.ofVirtual().name("netsonde-connection").start(() -> {
            BlockingConnection connection = new BlockingConnection(server, loops, socket);
            Thread.ofVirtual().name("netsonde-writer").start(connection::writeAll);
            connection.locked(() -> {});
            connection.readAll();
        });
    }

    /**
     * Runs a task with the lock, soon. Never waits for the lock, since the caller may hold that of another connection: if
     * it is taken, whoever has it runs the task.
     */
    private void execute(Runnable task) {
        tasks.add(task);
        runTasks();
    }

    private void runTasks() {
        while (!tasks.isEmpty() && lock.tryLock()) {
            try {
                Runnable task;
                while ((task = tasks.poll()) != null) {
                    task.run();
                }
                collect();
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
            queued += bytes.readableBytes();
            outgoing.add(bytes);
        }
        mark();
        changed.signalAll();
    }

    /** Tells the stages whether the peer keeps up, as the write buffer of a non-blocking channel would. */
    private void mark() {
        if (!channel.isOpen()) {
            return;
        }
        if (queued > writeLimit) {
            channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        } else if (queued <= writeLimit / 2) {
            channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        }
    }

    private void readAll() {
        byte[] buffer = new byte[READ_BYTES];
        try {
            InputStream in = socket.getInputStream();
            while (true) {
                boolean wanted = mayRead();
                int count = in.read(buffer);
                if (count < 0 && wanted) {
                    locked(() -> channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE));
                }
                if (count < 0) {
                    return;
                }
                // What still comes after the stages have closed is taken in, or closing would reset the connection.
                if (wanted) {
                    ByteBuf bytes = channel.alloc().buffer(count).writeBytes(buffer, 0, count);
                    locked(() -> feed(bytes));
                }
            }
        } catch (SocketTimeoutException e) {
            locked(() -> channel.pipeline().fireUserEventTriggered(
                    io.netty.handler.timeout.IdleStateEvent.ALL_IDLE_STATE_EVENT));
        } catch (IOException e) {
            locked(() -> fail(e));
        } finally {
            readerDone();
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

    /** Waits while the stages do not want to read; false when the channel is closed. */
    private boolean mayRead() {
        lock.lock();
        try {
            while (channel.isOpen() && !channel.config().isAutoRead()) {
                changed.awaitUninterruptibly();
            }
            return channel.isOpen();
        } finally {
            lock.unlock();
            runTasks();
        }
    }

    private void fail(IOException error) {
        if (channel.isOpen()) {
            channel.pipeline().fireExceptionCaught(error);
        }
    }

    private void writeAll() {
        channel.closeFuture().addListener(closed -> {
            execute(changed::signalAll);
            closeSocketSoon();
        });
        try {
            ByteBuf bytes;
            while ((bytes = take()) != null) {
                try {
                    bytes.readBytes(socket.getOutputStream(), bytes.readableBytes());
                } finally {
                    bytes.release();
                }
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
            releaseRest();
        }
    }

    private @Nullable ByteBuf take() {
        lock.lock();
        try {
            while (outgoing.isEmpty() && channel.isOpen()) {
                changed.awaitUninterruptibly();
            }
            ByteBuf bytes = outgoing.poll();
            if (bytes != null) {
                queued -= bytes.readableBytes();
                mark();
                channel.runPendingTasks();
                changed.signalAll();
            }
            return bytes;
        } finally {
            lock.unlock();
            runTasks();
        }
    }

    private void releaseRest() {
        lock.lock();
        try {
            outgoing.forEach(ByteBuf::release);
            outgoing.clear();
        } finally {
            lock.unlock();
        }
    }

    private void closeSocketSoon() {
        try {
            loops.next().schedule(this::closeSocket, LINGER_MILLIS, TimeUnit.MILLISECONDS);
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
