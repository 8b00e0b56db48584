package org.netsonde.engine.relay.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.Rules;
import org.netsonde.engine.relay.link.Chain;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;

/**
 * One direction of a session: each datagram passes the stages, and what leaves them is sent. What finds no room is dropped and
 * counted, since nobody can be made to wait. Confined to the event loop of the relay.
 */
final class Way implements Passage {

    private final Session session;
    private final Heading heading;
    private final long room;
    private final Chain wire;
    private final Chain pieces;
    private long held;

    /**
     * A way without stages.
     *
     * @param room how many bytes its stages may hold before what comes is dropped
     */
    Way(Session session, Heading heading, long room) {
        this.session = session;
        this.heading = heading;
        this.room = room;
        wire = new Chain(this, new Outlet() {
            @Override
            public void take(Piece piece) {
                // A datagram has nothing around it.
                session.send(heading, piece.payload());
            }

            @Override
            public void end() {
                // Datagrams have no end.
            }
        });
        pieces = new Chain(this, wire);
    }

    /** Takes the stages that the rules say now. */
    void rebuild(Rules rules) {
        pieces.set(rules.pieces(heading));
        wire.set(rules.wire(heading));
    }

    /**
     * A datagram came.
     *
     * @param in only valid during the call, and stays the caller's
     * @param soon whether what is sent now is taken by the system before the memory of the read is wanted again
     */
    void take(ByteBuf in, boolean soon) {
        // A stage would hold on to the memory of a whole batch for a few bytes.
        boolean shares = soon && pieces.isEmpty() && wire.isEmpty();
        take(Piece.datagram(shares ? in.retainedSlice() : in.copy()));
    }

    /** A datagram whose memory is its own, which is taken over. */
    void take(Piece datagram) {
        pieces.take(datagram);
    }

    /** The session is over. */
    void release() {
        pieces.release();
        wire.release();
        if (held != 0) {
            count(RelayMetrics.HELD_BYTES, -held);
            held = 0;
        }
    }

    @Override
    public Heading heading() {
        return heading;
    }

    @Override
    public long conversation() {
        return session.number();
    }

    @Override
    public long connection() {
        return session.connectionId();
    }

    @Override
    public InetSocketAddress client() {
        return session.remote();
    }

    @Override
    public String backEnd() {
        return session.backEnd();
    }

    @Override
    public boolean datagrams() {
        return true;
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        ScheduledFuture<?> scheduled = session.core().loop().schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void execute(Runnable task) {
        session.core().loop().execute(task);
    }

    @Override
    public ByteBufAllocator alloc() {
        return session.core().port().alloc();
    }

    @Override
    public void holds(int bytes) {
        held += bytes;
        count(RelayMetrics.HELD_BYTES, bytes);
    }

    @Override
    public boolean hasRoom() {
        return held < room;
    }

    @Override
    public void count(MetricSpec metric, long delta) {
        session.core().meter().add(metric, delta);
    }

    @Override
    public void note(Phrase what) {
        session.note(what);
    }

    /** Datagrams have no words for a refusal. */
    @Override
    public void refuse(Piece piece, long waitNanos) {
        piece.release();
    }

    @Override
    public void reset(Phrase why) {
        session.end(why);
    }

    @Override
    public void close(Phrase why) {
        session.end(why);
    }
}
