package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.DelayedTasks;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.message.Packing;
import org.netsonde.engine.message.Peer;
import org.netsonde.engine.metrics.MeterWriter;

/**
 * One connection of a server: hands messages to the endpoint's handler, gathers the replies of a read into one write, and
 * keeps to the write limit.
 */
final class ServerSession implements StreamSession, Peer {

    /** How much is gathered of the replies of one read; short messages may have long answers. */
    private static final int REPLY_BYTES = 256 << 10;

    private final StreamServer<?, ?> server;
    private final StreamConnection connection;
    private final ReadClock clock;
    private final Packing packing;
    /** Bytes of messages that others have handed over and this connection's thread has not taken yet. */
    private final AtomicLong reserved = new AtomicLong();
    /** Messages that found no room among those. */
    private final AtomicInteger turnedAway = new AtomicInteger();

    private final DelayedTasks delayed;
    private @Nullable MessageHandler handler;
    private @Nullable ByteBuf replies;
    private int pendingReplies;
    private int replied;
    private long since;

    /**
     * A session.
     *
     * @param timer the loop that wakes the connection's thread for what is due later
     */
    ServerSession(
            StreamServer<?, ?> server, StreamConnection connection, ReadClock clock, Packing packing, EventLoop timer) {
        this.server = server;
        this.connection = connection;
        this.clock = clock;
        this.packing = packing;
        this.delayed = new DelayedTasks(timer, connection::execute);
    }

    StreamConnection connection() {
        return connection;
    }

    @Override
    public void opened() {
        if (connection.opened()) {
            server.joined(this);
        }
    }

    /** From now on this handler is told of what comes; on this connection's thread. */
    void handle(MessageHandler next) {
        if (next.equals(handler)) {
            // It opened while the endpoint was given this handler.
            return;
        }
        if (handler != null) {
            handler.left(this);
        }
        handler = next;
        unasked(() -> next.joined(this));
    }

    /** Runs what may reply without having been asked just now. */
    private void unasked(Runnable task) {
        sendReplies();
        int before = replied;
        task.run();
        sendReplies();
        // What is sent unasked answers nothing that was read just now.
        replied = before;
        connection.channel().flush();
    }

    @Override
    public void frame(ByteBuf in, int index, int length) {
        MessageHandler answering = handler;
        if (connection.isClosing()) {
            // What a peer says when it has been told goodbye is neither answered nor passed on.
            return;
        }
        if (answering != null && !answering.echoesUnchanged()) {
            answering.received(this, in, index, length);
        }
        server.heard(connection.id(), in, index, length);
    }

    @Override
    public void read(ByteBuf in, int start, int end, int messages) {
        connection.meter().read(0, messages, clock.at);
        if (handler != null && handler.echoesUnchanged()) {
            write(in.retainedSlice(start, end - start), messages);
        } else {
            sendReplies();
        }
    }

    @Override
    public void readComplete() {
        if (replied == 0) {
            return;
        }
        connection.channel().flush();
        connection.meter().latency(System.nanoTime() - since, replied);
        replied = 0;
    }

    @Override
    public void writable(boolean writable) {
        if (writable) {
            connection.channel().config().setAutoRead(true);
            if (handler != null && !connection.isClosing()) {
                MessageHandler answering = handler;
                unasked(() -> answering.writable(this));
            }
        } else if (server.config().options().slowReader() == SlowReader.WAIT) {
            connection.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void inputClosed() {
        connection.finish(Phrase.of("event.closedByPeer"));
    }

    @Override
    public void closed() {
        if (replies != null) {
            replies.release();
            replies = null;
        }
        delayed.cancel();
        if (handler != null) {
            handler.left(this);
            handler = null;
        }
        connection.closed();
        server.left(this);
    }

    @Override
    public long connectionId() {
        return connection.id();
    }

    @Override
    public SocketAddress remote() {
        return connection.remote();
    }

    @Override
    public boolean later(long delayNanos, int weight, Runnable task) {
        boolean room = delayed.add(
                delayNanos, weight, server.config().options().writeLimit().bytes(), () -> unasked(task));
        if (!room) {
            drop(1);
        }
        return room;
    }

    @Override
    public boolean isWritable() {
        return connection.channel().isWritable() && !connection.isClosing();
    }

    @Override
    public boolean hasBackPressure() {
        return true;
    }

    @Override
    public void close() {
        sendReplies();
        connection.closeOnceSent(Phrase.of("event.closedHere"));
    }

    @Override
    public void note(Failure failure) {
        connection.note(failure);
        server.report(failure);
    }

    @Override
    public MeterWriter meter() {
        return connection.meter();
    }

    @Override
    public ByteBufAllocator alloc() {
        return connection.channel().alloc();
    }

    @Override
    public void reply(ByteBuf payload) {
        if (replies == null) {
            replies = alloc().buffer(payload.readableBytes() + 16);
        }
        try {
            packing.encode(payload, payload.readerIndex(), payload.readableBytes(), replies);
            pendingReplies++;
        } catch (EscapeException e) {
            server.unsendable(connection, e.phrase());
        }
        if (replies.readableBytes() >= REPLY_BYTES) {
            sendReplies();
        }
    }

    @Override
    public void broadcast(ByteBuf payload, boolean includeSelf) {
        // What was replied before comes before it, to this peer too.
        sendReplies();
        server.broadcast(payload, includeSelf ? null : this);
    }

    private void sendReplies() {
        ByteBuf bytes = replies;
        int count = pendingReplies;
        replies = null;
        pendingReplies = 0;
        if (bytes == null) {
            return;
        }
        if (bytes.isReadable()) {
            write(bytes, count);
        } else {
            bytes.release();
        }
    }

    /** Queues framed messages, unless the peer does not read and the policy says otherwise. */
    private void write(ByteBuf bytes, int messages) {
        if (!connection.isClosing()
                && mayWrite(messages, server.config().options().slowReader() == SlowReader.WAIT)) {
            connection.meter().written(0, messages, clock.at);
            if (replied == 0) {
                since = clock.at;
            }
            replied += messages;
            connection.write(bytes);
        } else {
            bytes.release();
        }
    }

    /**
     * Makes room for a message that somebody else caused, from any thread. Messages that wait for this connection's thread
     * are not yet in the write buffer, so the same limit is put on them here.
     *
     * @return false if there is none; the message is then counted as dropped
     */
    boolean reserve(int bytes) {
        if (reserved.getAndAdd(bytes) < server.config().options().writeLimit().bytes()) {
            return true;
        }
        turnedAway.incrementAndGet();
        reserved.addAndGet(-bytes);
        return false;
    }

    /** Queues a framed message that somebody else caused and for which there was room; on this connection's thread. */
    void push(ByteBuf bytes, int room, int messages) {
        reserved.addAndGet(-room);
        boolean open = connection.isOpened() && connection.channel().isActive() && !connection.isClosing();
        int lost = turnedAway.getAndSet(0);
        if (open && lost > 0) {
            drop(lost);
        }
        if (open && mayWrite(1, false)) {
            connection.meter().written(0, messages, System.nanoTime());
            connection.writeSoon(bytes);
        } else {
            bytes.release();
        }
    }

    private boolean mayWrite(int messages, boolean readingPauses) {
        if (connection.channel().isWritable() || readingPauses) {
            return true;
        }
        drop(messages);
        return false;
    }

    private void drop(int messages) {
        connection.meter().add(StreamMetrics.DROPPED, messages);
        if (server.config().options().slowReader() == SlowReader.DISCONNECT) {
            Failure failure = Failure.of(
                    Failure.Kind.SLOW_READER,
                    "slowReader",
                    Addresses.text(remote()),
                    server.config().options().writeLimit());
            if (connection.fail(failure)) {
                server.report(failure);
            }
            connection.close(Phrase.of("event.closedAfterFailure"));
        }
    }
}
