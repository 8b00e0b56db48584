package org.netsonde.engine.relay.fault;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * A stage that holds pieces until their time has come. Those of a stream stay in their order; a datagram whose time comes
 * earlier overtakes others, and one that finds no room is dropped and counted. The end stays behind everything.
 */
abstract class TimedStage extends Stage {

    /** A piece, or null for the end. */
    private record Held(long due, long order, @Nullable Piece piece, int cost) implements Comparable<Held> {
        @Override
        public int compareTo(Held other) {
            // By the difference, since the clock may pass the largest number.
            return due == other.due ? Long.compare(order, other.order) : Long.compare(due - other.due, 0);
        }
    }

    private final Passage passage;
    private final PriorityQueue<Held> held = new PriorityQueue<>();
    private long order;
    private long last;
    private Passage.@Nullable Timer timer;
    private long timerDue;

    TimedStage(Passage passage) {
        this.passage = passage;
        last = passage.now();
    }

    /** Passes a piece on so many nanoseconds from now, or later where others are before it; takes it over. */
    final void pass(Piece piece, long delay) {
        long now = passage.now();
        long due = passage.datagrams() ? now + delay : notBefore(now + delay, last);
        if (due - now <= 0 && (passage.datagrams() || held.isEmpty())) {
            pass(piece);
        } else if (passage.datagrams() && !passage.hasRoom()) {
            passage.count(RelayMetrics.DROPPED, 1);
            piece.release();
        } else {
            int cost = piece.cost();
            passage.holds(cost);
            add(due, piece, cost);
        }
    }

    /** Passes the end on so many nanoseconds from now, and not before any piece. */
    final void passEnd(long delay) {
        long now = passage.now();
        long due = notBefore(now + delay, last);
        if (due - now <= 0 && held.isEmpty()) {
            passEnd();
        } else {
            add(due, null, 0);
        }
    }

    private static long notBefore(long time, long other) {
        return time - other < 0 ? other : time;
    }

    private void add(long due, @Nullable Piece piece, int cost) {
        last = notBefore(last, due);
        held.add(new Held(due, order++, piece, cost));
        arm();
    }

    private void arm() {
        Held head = held.peek();
        if (head != null && (timer == null || timerDue != head.due)) {
            disarm();
            timerDue = head.due;
            timer = passage.after(head.due - passage.now(), this::due);
        }
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void due() {
        timer = null;
        Held head = held.peek();
        while (head != null && head.due - passage.now() <= 0) {
            held.remove();
            letGo(head);
            head = held.peek();
        }
        arm();
    }

    private void letGo(Held one) {
        if (one.piece == null) {
            passEnd();
        } else {
            pass(one.piece);
            passage.holds(-one.cost);
        }
    }

    @Override
    public void drain() {
        disarm();
        for (Held one = held.poll(); one != null; one = held.poll()) {
            letGo(one);
        }
    }

    @Override
    public void release() {
        disarm();
        for (Held one = held.poll(); one != null; one = held.poll()) {
            if (one.piece != null) {
                one.piece.release();
                passage.holds(-one.cost);
            }
        }
    }
}
