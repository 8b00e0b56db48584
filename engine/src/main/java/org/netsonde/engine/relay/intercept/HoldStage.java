package org.netsonde.engine.relay.intercept;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.rule.Incoming;
import org.netsonde.engine.protocol.HeldMessage;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Holds messages of one direction of one conversation back until the user has decided on them, or their time is up. What comes
 * behind one that is held waits for it, so that the order stays. Confined to the event loop of the conversation; users decide
 * through {@link Held} and {@link Way}.
 */
final class HoldStage extends Stage {

    /** A longer message is not held. */
    static final int LONGEST = 1 << 20;

    private final Interception interception;
    private final Passage passage;
    private final Way way = new Way(this);
    private final Queue<Entry> queue = new ArrayDeque<>();
    private boolean passing;
    private boolean ended;
    private boolean over;

    HoldStage(Interception interception, Passage passage) {
        this.interception = interception;
        this.passage = passage;
    }

    /** A piece that is held, or waits behind one that is. */
    private record Entry(Piece piece, int cost, @Nullable Held held, Passage.Timer timer) {

        boolean waits() {
            return held != null && held.state() == HeldMessage.State.WAITING;
        }
    }

    /** How other threads reach a stage, as long as there is one: those who look at a list hold no connection in memory. */
    static final class Way {

        private volatile @Nullable HoldStage stage;

        private Way(HoldStage stage) {
            this.stage = stage;
        }

        /** Something has been decided. */
        void wake() {
            HoldStage there = stage;
            if (there != null) {
                there.passage.execute(there::pump);
            }
        }

        /** Sends a message behind what is under way; false if nothing can be sent any more. */
        boolean replay(long id, byte[] content, boolean message, @Nullable Object form) {
            HoldStage there = stage;
            if (there == null) {
                return false;
            }
            there.passage.execute(() -> there.replay(id, content, message, form));
            return true;
        }
    }

    @Override
    public void take(Piece piece) {
        if (over) {
            piece.release();
            return;
        }
        Interception.Wish wish = interception.wish();
        boolean behind = passing || !queue.isEmpty();
        Held held = wish.includes(passage.heading()) ? hold(piece, wish, behind) : null;
        if (held == null) {
            follow(piece, behind);
            return;
        }
        passage.count(RelayMetrics.INTERCEPTED, 1);
        Passage.Timer timer = passage.after(wish.settings().timeout().toNanos(), () -> {
            held.timeOut();
            pump();
        });
        add(new Entry(piece, piece.cost(), held, timer));
        interception.holds(this);
        if (!interception.wish().equals(wish)) {
            letGo();
        }
    }

    /** A piece that is not held, but may have to wait for one that is. */
    private void follow(Piece piece, boolean behind) {
        if (!behind) {
            pass(piece);
        } else if (passage.datagrams() && !passage.hasRoom()) {
            passage.count(RelayMetrics.DROPPED, 1);
            piece.release();
        } else {
            add(new Entry(piece, piece.cost(), null, () -> {}));
        }
    }

    private void add(Entry entry) {
        queue.add(entry);
        passage.holds(entry.cost);
        pump();
    }

    /** Lists a piece as held if it is meant and there is room. What lies between messages is never held. */
    private @Nullable Held hold(Piece piece, Interception.Wish wish, boolean behind) {
        boolean between = !piece.isMessage() && passage.messages();
        if (between || wish.matcher().match(new Incoming(piece.payload())) == null) {
            return null;
        }
        int length = piece.payload().readableBytes();
        if (length > LONGEST) {
            passage.note(Phrase.of("event.notHeldLong", length));
            passage.count(RelayMetrics.NOT_HELD, 1);
            return null;
        }
        if (passage.datagrams() && !passage.hasRoom()) {
            if (!behind) {
                passage.count(RelayMetrics.NOT_HELD, 1);
            }
            return null;
        }
        // Only what finds a place is copied: nothing else that passes shall cost that.
        if (!interception.takePlace(wish.settings().most())) {
            passage.count(RelayMetrics.NOT_HELD, 1);
            return null;
        }
        Held held = new Held(
                interception,
                wish.settings(),
                way,
                passage.connection(),
                passage.heading() == Heading.TO_SERVER,
                piece,
                ByteBufUtil.getBytes(piece.payload()));
        if (!interception.add(held)) {
            passage.count(RelayMetrics.NOT_HELD, 1);
            return null;
        }
        return held;
    }

    private void replay(long id, byte[] content, boolean message, @Nullable Object form) {
        if (over) {
            return;
        }
        passage.note(Phrase.of("event.heldReplayed", id));
        ByteBuf bytes = buffer(content);
        Piece piece = message ? Piece.message(bytes, null, form) : Piece.stretch(bytes);
        follow(piece, passing || !queue.isEmpty());
    }

    private ByteBuf buffer(byte[] content) {
        return passage.alloc().buffer(content.length).writeBytes(content);
    }

    /** Passes on what waits for nothing any more. */
    private void pump() {
        if (passing) {
            return;
        }
        passing = true;
        try {
            Entry head = queue.peek();
            while (head != null && !head.waits() && !over) {
                queue.remove();
                leave(head);
                head = queue.peek();
            }
        } finally {
            passing = false;
        }
        if (queue.isEmpty()) {
            interception.holdsNothing(this);
            if (ended && !over) {
                over = true;
                way.stage = null;
                passEnd();
            }
        }
    }

    private void leave(Entry entry) {
        passage.holds(-entry.cost);
        entry.timer.cancel();
        Held held = entry.held;
        if (held == null) {
            pass(entry.piece);
            return;
        }
        boolean passes = held.passes();
        byte[] other = held.takeOther();
        if (held.state() == HeldMessage.State.TIMED_OUT) {
            passage.note(
                    passes
                            ? Phrase.of("event.heldTimedOut", held.id())
                            : Phrase.of("event.heldTimedOutDropped", held.id()));
        } else if (!passes) {
            passage.note(Phrase.of("event.heldDropped", held.id()));
        } else if (other != null) {
            passage.note(Phrase.of("event.heldChanged", held.id()));
        }
        if (!passes) {
            entry.piece.release();
        } else {
            pass(other == null ? entry.piece : entry.piece.with(buffer(other)));
        }
    }

    /** Other settings hold from now on; from any thread. */
    void wishChanged() {
        passage.execute(this::letGo);
    }

    /** Nobody is asked any more about what is held, if no such thing would be held now. */
    private void letGo() {
        if (!interception.wish().includes(passage.heading())) {
            forwardAll();
        }
    }

    private void forwardAll() {
        for (Entry entry : queue) {
            if (entry.held != null) {
                entry.held.letGo();
            }
        }
        pump();
    }

    @Override
    public void end() {
        if (!over) {
            ended = true;
            pump();
        }
    }

    @Override
    public void drain() {
        // What is just leaving may have brought the change about: it has left the queue.
        passing = false;
        forwardAll();
        way.stage = null;
    }

    @Override
    public void release() {
        over = true;
        way.stage = null;
        interception.holdsNothing(this);
        for (Entry entry : queue) {
            if (entry.held != null) {
                entry.held.gone();
            }
            entry.timer.cancel();
            passage.holds(-entry.cost);
            entry.piece.release();
        }
        queue.clear();
    }
}
