package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.SentTimes;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.Packing;

/** The connection of a client: sends messages, and measures the time from each to the reply that answers it. */
final class ClientSession implements StreamSession {

    /** Five seconds. */
    private static final long PROVING_NANOS = 5_000_000_000L;

    private final Owner owner;
    private final StreamConnection connection;
    private final ReadClock clock;
    private final Packing packing;
    private final boolean readsAreMessages;
    private final SentTimes waiting = new SentTimes();
    private long openedAt;
    private boolean proved;

    /** Whose connection it is. Called on its event loop. */
    interface Owner {

        /** The connection stands. */
        void connected(ClientSession session);

        /** The connection proved to be of use: if it is lost, trying again begins with the shortest pause. */
        void proved();

        /** A message arrived. */
        void heard(ClientSession session, ByteBuf in, int index, int length);

        /** Part of a message arrived, whose end is still to come. */
        default void begun() {}

        /** Nothing waits for an answer any more. */
        void answered(ClientSession session);

        /** What has arrived was all read. */
        default void readComplete() {}

        /** There is room for more to be written. */
        default void writable() {}

        /** The connection is gone, or never came to stand. */
        void disconnected(ClientSession session);
    }

    ClientSession(Owner owner, StreamConnection connection, ReadClock clock, MessageLayer layer) {
        this.owner = owner;
        this.connection = connection;
        this.clock = clock;
        this.packing = layer.packing();
        this.readsAreMessages = layer.readsAreMessages();
    }

    StreamConnection connection() {
        return connection;
    }

    ReadClock clock() {
        return clock;
    }

    /** How many messages have not been answered. */
    int unanswered() {
        return waiting.size();
    }

    /**
     * Frames, writes and flushes a message.
     *
     * @return how many bytes it takes on the wire
     * @throws EscapeException if it cannot be framed
     */
    int send(byte[] payload) {
        ByteBuf out = connection.channel().alloc().buffer(payload.length + 16);
        int bytes;
        try {
            packing.encode(Unpooled.wrappedBuffer(payload), 0, payload.length, out);
            bytes = packing.length(out);
        } catch (EscapeException e) {
            out.release();
            throw e;
        }
        long now = System.nanoTime();
        if (packing.isMessage(payload)) {
            connection.meter().written(0, 1, now);
            if (!waiting.add(now)) {
                connection.meter().add(StreamMetrics.UNANSWERED, 1);
            }
        }
        connection.write(out);
        connection.channel().flush();
        return bytes;
    }

    @Override
    public void opened() {
        if (connection.opened()) {
            openedAt = System.nanoTime();
            owner.connected(this);
        }
    }

    /**
     * A server may take a connection and end it at once, as one does over TLS 1.3 that refuses the client's certificate. So a
     * connection proves itself by what comes over it, or by standing for a while.
     */
    private void prove() {
        if (!proved) {
            proved = true;
            owner.proved();
        }
    }

    @Override
    public void frame(ByteBuf in, int index, int length) {
        owner.heard(this, in, index, length);
    }

    @Override
    public void read(ByteBuf in, int start, int end, int messages) {
        prove();
        connection.meter().read(0, messages, clock.at);
        for (int i = 0; i < messages; i++) {
            if (waiting.isEmpty()) {
                connection.meter().add(StreamMetrics.UNMATCHED, 1);
            } else {
                connection.meter().latency(clock.at - waiting.poll(), 1);
            }
        }
        if (readsAreMessages) {
            // One read may hold several replies, and nothing tells how many. If the other messages stayed in the queue,
            // each later reply would be matched with a message too old.
            waiting.clear();
        }
        if (waiting.isEmpty()) {
            owner.answered(this);
        }
    }

    @Override
    public void begun() {
        owner.begun();
    }

    @Override
    public void readComplete() {
        owner.readComplete();
    }

    @Override
    public void writable(boolean writable) {
        if (writable) {
            owner.writable();
        }
    }

    @Override
    public void inputClosed() {
        connection.finish(Phrase.of("event.closedByPeer"));
    }

    @Override
    public void closed() {
        connection.meter().add(StreamMetrics.UNANSWERED, waiting.size());
        if (connection.isOpened() && System.nanoTime() - openedAt > PROVING_NANOS) {
            prove();
        }
        connection.closed();
        owner.disconnected(this);
    }
}
