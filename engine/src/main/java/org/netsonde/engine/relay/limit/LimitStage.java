package org.netsonde.engine.relay.limit;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.limit.LimitSetting.Counted;
import org.netsonde.engine.relay.limit.LimitSetting.Excess;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Keeps one direction of one conversation to a limit.
 *
 * <p>What is whole, a message, a datagram or, where messages are counted in a stream without any, a read, passes as a whole or
 * not at all. It takes its place as soon as it comes, so that the time that it waits is exact. Of a stretch of a stream whose
 * bytes are counted as much passes as is admitted, a part at a time; what is too much waits, or is thrown away, or ends the
 * connection. What lies between the messages of a conversation that has some, such as a handshake, is never thrown away and
 * counts as no message; its bytes are counted, and what comes behind it pays for them.
 */
final class LimitStage extends Stage {

    private final Limit limit;
    private final Passage passage;
    private final boolean bytes;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private Passage.@Nullable Timer timer;
    private boolean passing;
    private boolean ended;
    private boolean over;

    LimitStage(Limit limit, Passage passage) {
        this.limit = limit;
        this.passage = passage;
        this.bytes = limit.setting().of() == Counted.BYTES;
    }

    /** A piece that waits for its time, or for its turn. */
    private static final class Waiting {
        private final Piece piece;
        private final int amount;
        /** What it counts for among what is held; less with each part that leaves. */
        private int cost;

        private boolean booked;
        private long due;
        private int part;
        private int passed;
        private boolean late;

        Waiting(Piece piece, int amount) {
            this.piece = piece;
            this.amount = amount;
            this.cost = piece.cost();
        }
    }

    @Override
    public void take(Piece piece) {
        if (over) {
            piece.release();
            return;
        }
        boolean between = !piece.isMessage() && passage.messages();
        int amount = amount(piece, between);
        if (amount == 0) {
            enqueue(piece, 0, 0);
            return;
        }
        passage.count(RelayMetrics.LIMIT_ARRIVED, amount);
        Excess excess = limit.setting().excess();
        if (between && excess != Excess.DELAY) {
            limiter().take(amount, passage.now(), Limits.LONGEST_WAIT);
            admit(piece, amount);
        } else if (piece.isMessage() || !bytes) {
            whole(piece, amount);
        } else if (excess == Excess.DELAY) {
            Waiting last = new Waiting(piece, amount);
            add(last);
        } else {
            police(piece, amount);
        }
    }

    private int amount(Piece piece, boolean between) {
        if (bytes) {
            return piece.size();
        }
        return between ? 0 : 1;
    }

    private Limiter limiter() {
        return limit.of(Limits.key(passage.client()), passage.backEnd());
    }

    private void admit(Piece piece, int amount) {
        passage.count(RelayMetrics.LIMIT_ADMITTED, amount);
        pass(piece);
    }

    /** What passes as a whole or not at all. */
    private void whole(Piece piece, int amount) {
        boolean full = passage.datagrams() && !passage.hasRoom();
        long patience = full ? 0 : limit.patience();
        // Behind others it would have to wait in any case.
        boolean hopeless = full && !queue.isEmpty();
        Limiter limiter = limiter();
        long wait = hopeless ? limiter.ask(amount, passage.now()) : limiter.take(amount, passage.now(), patience);
        if (wait <= patience && !hopeless) {
            enqueue(piece, amount, wait);
            return;
        }
        if (full && limit.setting().excess() == Excess.DELAY) {
            passage.count(RelayMetrics.DROPPED, 1);
            passage.count(RelayMetrics.LIMIT_REFUSED, amount);
            piece.release();
            return;
        }
        switch (limit.setting().excess()) {
            case REJECT -> refuse(piece, amount, wait);
            case CLOSE -> close(piece, amount, Phrase.of("event.limitClosed"));
            case DELAY -> {
                if (piece.isMessage()) {
                    refuse(piece, amount, wait);
                } else {
                    // A stream with a hole in it is worth nothing.
                    close(piece, amount, Phrase.of("event.limitTooLong"));
                }
            }
        }
    }

    private void refuse(Piece piece, int amount, long wait) {
        passage.count(RelayMetrics.LIMIT_REFUSED, amount);
        if (piece.isMessage()) {
            passage.refuse(piece, wait);
        } else {
            piece.release();
        }
    }

    private void close(Piece piece, int amount, Phrase why) {
        passage.count(RelayMetrics.LIMIT_REFUSED, amount);
        piece.release();
        over = true;
        passage.close(why);
    }

    /** Of bytes that may not wait, as many pass as are admitted. */
    private void police(Piece piece, int amount) {
        int some = (int) limiter().takeSome(amount, passage.now());
        if (some == amount) {
            admit(piece, amount);
            return;
        }
        if (some > 0) {
            admit(piece.part(0, some), some);
        }
        if (over) {
            piece.release();
        } else if (limit.setting().excess() == Excess.CLOSE) {
            close(piece, amount - some, Phrase.of("event.limitClosed"));
        } else {
            refuse(piece, amount - some, 0);
        }
    }

    /** Passes a piece at its time, behind those that wait. */
    private void enqueue(Piece piece, int amount, long wait) {
        if (queue.isEmpty() && wait <= 0 && !passing) {
            if (amount > 0) {
                admit(piece, amount);
            } else {
                pass(piece);
            }
            return;
        }
        if (amount == 0 && passage.datagrams() && !passage.hasRoom()) {
            // Nobody has asked yet whether there is room for an empty one.
            passage.count(RelayMetrics.DROPPED, 1);
            piece.release();
            return;
        }
        Waiting waiting = new Waiting(piece, amount);
        waiting.booked = true;
        waiting.part = amount;
        waiting.due = passage.now() + wait;
        if (wait > 0) {
            late(waiting);
        }
        add(waiting);
    }

    private void late(Waiting waiting) {
        if (!waiting.late) {
            waiting.late = true;
            passage.count(RelayMetrics.LIMIT_DELAYED, 1);
        }
    }

    private void add(Waiting waiting) {
        queue.add(waiting);
        passage.holds(waiting.cost);
        pump();
    }

    /** Passes what may pass now, and sees to it that it runs again when the next may. */
    private void pump() {
        if (passing) {
            return;
        }
        passing = true;
        try {
            Waiting head = queue.peek();
            while (head != null && timer == null && !over) {
                advance(head);
                head = queue.peek();
            }
        } finally {
            passing = false;
        }
        if (ended && queue.isEmpty() && !over) {
            over = true;
            passEnd();
        }
    }

    private void advance(Waiting head) {
        if (!head.booked && !book(head)) {
            return;
        }
        long wait = head.due - passage.now();
        if (wait > 0) {
            timer = passage.after(wait, this::onTime);
            return;
        }
        head.booked = false;
        leave(head, head.part);
    }

    /** Books the next part of a stretch; false if there was no need, or no hope. */
    private boolean book(Waiting head) {
        Limiter limiter = limiter();
        int left = head.amount - head.passed;
        int some = (int) limiter.takeSome(left, passage.now());
        if (some > 0) {
            leave(head, some);
            return false;
        }
        int part = (int) Math.min(left, limiter.portion());
        long wait = limiter.take(part, passage.now(), limit.patience());
        if (wait > limit.patience()) {
            passage.count(RelayMetrics.LIMIT_REFUSED, left);
            over = true;
            passage.close(Phrase.of("event.limitTooLong"));
            return false;
        }
        head.booked = true;
        head.part = part;
        head.due = passage.now() + wait;
        late(head);
        return true;
    }

    /** So much of the first in the queue passes. */
    private void leave(Waiting head, int amount) {
        boolean whole = head.passed == 0 && amount == head.amount;
        boolean last = head.passed + amount == head.amount;
        Piece leaving = whole ? head.piece : head.piece.part(head.passed, amount);
        head.passed += amount;
        int freed = last ? head.cost : amount;
        head.cost -= freed;
        if (last) {
            queue.remove();
        }
        passage.holds(-freed);
        if (amount > 0) {
            passage.count(RelayMetrics.LIMIT_ADMITTED, amount);
        }
        pass(leaving);
        if (last && !whole) {
            head.piece.release();
        }
    }

    private void onTime() {
        timer = null;
        pump();
    }

    @Override
    public void end() {
        if (over) {
            return;
        }
        ended = true;
        pump();
    }

    @Override
    public void drain() {
        if (over) {
            release();
            return;
        }
        cancel();
        // A piece that is just leaving may have brought the change about.
        passing = true;
        while (!queue.isEmpty()) {
            Waiting head = queue.element();
            leave(head, head.amount - head.passed);
        }
        passing = false;
        pump();
    }

    @Override
    public void release() {
        cancel();
        over = true;
        for (Waiting waiting : queue) {
            passage.holds(-waiting.cost);
            waiting.piece.release();
        }
        queue.clear();
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
