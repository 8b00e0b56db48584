package org.netsonde.engine.relay.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * A stage that everything leaves in order and slice by slice, of which none is copied. Datagrams leave whole, and one that
 * finds no room is dropped and counted. The end stays behind everything.
 */
abstract class PacedStage extends Stage {

    private static final class Waiting {
        private final Piece piece;
        private int cost;

        Waiting(Piece piece) {
            this.piece = piece;
            cost = piece.cost();
        }
    }

    private final Passage passage;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean ending;
    private Passage.@Nullable Timer timer;

    PacedStage(Passage passage) {
        this.passage = passage;
    }

    /** A piece comes while nothing waits. */
    void wake() {}

    /** How many nanoseconds the next slice waits from now, of a piece that has so many bytes left; 0 or less for not at all. */
    abstract long wait(int left);

    /** A slice leaves of a piece that has so many bytes left: says how many it is, or any more for all of them. */
    abstract int cut(int left);

    @Override
    public final void take(Piece piece) {
        passage.count(RelayMetrics.FAULT_HITS, 1);
        if (passage.datagrams() && !passage.hasRoom()) {
            passage.count(RelayMetrics.DROPPED, 1);
            piece.release();
            return;
        }
        if (waiting.isEmpty()) {
            wake();
        }
        Waiting one = new Waiting(piece);
        waiting.add(one);
        passage.holds(one.cost);
        send();
    }

    private void send() {
        if (sending) {
            return;
        }
        sending = true;
        while (timer == null && !waiting.isEmpty()) {
            int left = waiting.getFirst().piece.size();
            long wait = wait(left);
            if (wait > 0) {
                timer = passage.after(wait, this::due);
            } else {
                int slice = cut(left);
                letGo(passage.datagrams() ? left : slice);
            }
        }
        sending = false;
        endIfEmpty();
    }

    private void due() {
        timer = null;
        send();
    }

    private void letGo(int most) {
        Waiting first = waiting.getFirst();
        if (first.piece.size() > most) {
            first.cost -= most;
            pass(Piece.stretch(first.piece.payload().readRetainedSlice(most)));
            passage.holds(-most);
        } else {
            waiting.removeFirst();
            pass(first.piece);
            passage.holds(-first.cost);
        }
    }

    private void endIfEmpty() {
        if (ending && waiting.isEmpty()) {
            ending = false;
            passEnd();
        }
    }

    @Override
    public final void end() {
        ending = true;
        endIfEmpty();
    }

    @Override
    public final void drain() {
        disarm();
        while (!waiting.isEmpty()) {
            letGo(Integer.MAX_VALUE);
        }
        endIfEmpty();
    }

    @Override
    public final void release() {
        disarm();
        ending = false;
        for (Waiting one = waiting.poll(); one != null; one = waiting.poll()) {
            one.piece.release();
            passage.holds(-one.cost);
        }
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
