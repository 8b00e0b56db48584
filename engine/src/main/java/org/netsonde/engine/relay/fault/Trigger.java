package org.netsonde.engine.relay.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * A stage that lets a stream pass until something happens to it: once so many bytes have passed, and then so much time, both
 * counted from when it is made, which is the beginning of the connection unless the fault was turned on later.
 * With no time in between not a byte more passes. What comes afterwards is swallowed.
 */
abstract class Trigger extends Stage {

    private final Passage passage;
    private final Duration delay;
    private long remaining;
    private boolean counting;
    private boolean done;
    private Passage.@Nullable Timer timer;

    Trigger(Passage passage, DataSize bytes, Duration delay) {
        this.passage = passage;
        this.delay = delay;
        remaining = bytes.bytes();
        if (remaining == 0) {
            count();
        }
    }

    /** It happens. Called once at most. */
    abstract void happen();

    private void count() {
        counting = true;
        // Even for no time at all later: while stages are being made nothing may happen to the conversation.
        timer = passage.after(delay.toNanos(), this::fire);
    }

    private void fire() {
        done = true;
        passage.count(RelayMetrics.FAULT_HITS, 1);
        happen();
    }

    @Override
    public final void take(Piece piece) {
        if (done || (counting && delay.isZero())) {
            piece.release();
        } else if (counting || piece.size() < remaining) {
            remaining -= counting ? 0 : piece.size();
            pass(piece);
        } else if (delay.isZero()) {
            passFirst(piece);
            fire();
        } else {
            pass(piece);
            count();
        }
    }

    private void passFirst(Piece piece) {
        if (piece.size() > remaining) {
            Piece first = Piece.stretch(piece.payload().readRetainedSlice((int) remaining));
            piece.release();
            pass(first);
        } else {
            pass(piece);
        }
    }

    @Override
    public final void end() {
        if (!done) {
            passEnd();
        }
    }

    @Override
    public final void drain() {
        release();
    }

    @Override
    public final void release() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
